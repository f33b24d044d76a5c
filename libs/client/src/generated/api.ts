// Generated from openapi.json by `npm run openapi`.
export interface paths {
    "/v1/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Goals_list"];
        put?: never;
        post: operations["Goals_define"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goals/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Goals_get"];
        put: operations["Goals_revise"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goals/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Goals_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goals/{id}/used-by": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns whose newest version points to it, and runs that pinned one of its versions. */
        get: operations["Goals_usedBy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goals/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Goals_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goals/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Goals_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/goals/{id}/versions/{a}/diff/{b}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Goals_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Segments_list"];
        put?: never;
        post: operations["Segments_define"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Segments_get"];
        put: operations["Segments_revise"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Segments_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who an unsaved filter would be for. */
        post: operations["Segments_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/audience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who the segment is for right now. */
        get: operations["Segments_audience"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/used-by": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns whose newest version points to it, and runs that pinned one of its versions. */
        get: operations["Segments_usedBy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Segments_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Segments_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/segments/{id}/versions/{a}/diff/{b}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Segments_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Senders_list"];
        put?: never;
        post: operations["Senders_define"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Senders_get"];
        put: operations["Senders_revise"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Senders_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders/{id}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a test message; the sender is verified for its current version once the provider has taken it. */
        post: operations["Senders_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders/{id}/used-by": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns whose newest version points to it, and runs that pinned one of its versions. */
        get: operations["Senders_usedBy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Senders_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Senders_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/senders/{id}/versions/{a}/diff/{b}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Senders_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaigns_list"];
        put?: never;
        post: operations["Campaigns_define"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaigns_get"];
        put: operations["Campaigns_revise"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new campaign with the same definition; it starts as a draft. */
        post: operations["Campaigns_duplicate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Campaigns_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** No further run starts; what runs goes on. */
        post: operations["Campaigns_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Campaigns_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaigns_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaigns_version"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/versions/{a}/diff/{b}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Campaigns_diff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What chosen contacts would get from the newest version. */
        post: operations["Trials_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/missing-variables": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which variables have no value, for how many of the campaign's segment. */
        get: operations["Trials_missingVariables"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/preflight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every reason at once why the campaign cannot run now. Starting and scheduling refuse with the same list. */
        get: operations["Trials_preflight"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a file of any length as the body. Rows without a fault are stored as they come in; the answer says what
         *     became of each of the others.
         */
        post: operations["Imports_take"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The report of an import, also while it runs, with a page of the rows it refused. */
        get: operations["Imports_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{externalId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Contacts_get"];
        /** Creates or replaces a contact. The vault holds it at once; segments see it at once. */
        put: operations["Contacts_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All contacts in the order of their external ids, or those with an address. */
        get: operations["Contacts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contacts/{externalId}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Forgets a person: contact, messages, replies and the key of every hash. What happened stays in the log, without them. */
        post: operations["Contacts_erase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/contact-events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records what a contact did; goals are measured by it. The same id again changes nothing. */
        post: operations["ContactEvents_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Suppressions_list"];
        put?: never;
        /** Nothing further leaves to this address. Once this is answered, only messages claimed before may still leave. */
        post: operations["Suppressions_suppress"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/suppressions/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The address may be written to again, on all channels. */
        post: operations["Suppressions_release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every hold in force. */
        get: operations["Holds_list"];
        put?: never;
        /** No worker claims a further message of this scope; what is claimed may still leave. */
        post: operations["Holds_place"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/holds/lift": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Holds_lift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All keys, revoked and expired ones too; never their secrets. */
        get: operations["Keys_list"];
        put?: never;
        post: operations["Keys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a key at once. */
        post: operations["Keys_revoke"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who you are by the key you sent. */
        get: operations["Keys_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log, oldest first; with `Accept: text/event-stream` the same as server-sent events, on and on. In order per
         *     stream and per run, without personal data.
         */
        get: operations["Events_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every type of event with the JSON Schema of its data. */
        get: operations["Events_eventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The process answers. */
        get: operations["Health_live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stores answer too: send requests here. */
        get: operations["Health_ready"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        GoalBody: {
            /** @description What counts towards the goal; without one, attainment reads "not measured". */
            measure?: components["schemas"]["Measure"];
            /** @description How many contacts, or which share of the accepted ones. */
            target?: components["schemas"]["Target"];
            name: string;
            /** @description The objective in plain words; templates may use it as `goal.statement`. */
            statement: string;
            /** @description Hours after acceptance within which it counts; absent = for ever. */
            windowHours?: number;
            /** @description What changed, for the version history. */
            summary?: string;
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        CommandBody: {
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        SegmentBody: {
            /** @description Who is in it; absent = every contact. */
            filter?: components["schemas"]["SegmentFilter"];
            name: string;
            /** @description What changed, for the version history. */
            summary?: string;
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        SegmentPreviewBody: {
            /** @description Absent = every contact. */
            filter?: components["schemas"]["SegmentFilter"];
            /** @description How many contacts to show; 10 when absent. */
            sample?: number;
        };
        FromBody: {
            /** @description May be empty. */
            name: string;
            address: string;
        };
        SenderLimitsBody: {
            /** @description Messages per second over all workers together. */
            perSecond: number;
        };
        SenderBody: {
            /** @enum {string} */
            channel: "email" | "http" | "noop";
            name: string;
            /** @description Email: the From header. */
            from?: components["schemas"]["FromBody"];
            /** @description Email: domain of the addresses that answers and bounces come back to; the installation's own when absent. */
            replyDomain?: string;
            /** @description http: where to POST. https, unless the host is in the operator's allow list. */
            url?: string;
            /** @description Name of a configured provider: smtp, http, noop. */
            provider: string;
            /** @description http: name of the configured signing secret, never the secret itself. */
            secret?: string;
            limits: components["schemas"]["SenderLimitsBody"];
            /** @description What changed, for the version history. */
            summary?: string;
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        VerifyBody: {
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
            /** @description Where the test message goes. Kept in the vault, not in the log. */
            to: string;
        };
        InstructionsBody: {
            /** @description Liquid texts that the template takes in as `instructions.<name>`. */
            sections: {
                [key: string]: string;
            };
            /** @description What the writer should know, for people. */
            prose: string;
        };
        TemplateBody: {
            subject?: string;
            text?: string;
            html?: string;
            body?: string;
        };
        CampaignLimitsBody: {
            /** @description A run with a larger audience does not start. */
            maxRecipients?: number;
        };
        CampaignBody: {
            /** @enum {string} */
            channel: "email" | "http" | "noop";
            /**
             * @description What turns instructions and contact into a message; null while nobody has chosen.
             * @enum {string|null}
             */
            writer?: "template" | null;
            /**
             * @description Who looks at drafts before they leave. An explicit choice: null keeps the campaign from running.
             * @enum {string|null}
             */
            reviewer?: "human" | "none" | null;
            /**
             * @description stop: who has answered as a human gets nothing further of this campaign.
             * @default record
             * @enum {string}
             */
            responseBehaviour: "record" | "stop";
            /** @description Values for variables that a contact lacks. */
            defaults?: {
                [key: string]: unknown;
            };
            /**
             * @description What happens to a message whose fate a crash left open.
             * @default never-resend
             * @enum {string}
             */
            onUnknown: "never-resend" | "resend";
            name: string;
            /** @description Id of the goal; null while it is still to be found. */
            goal?: string | null;
            /** @description Id of the segment. */
            segment?: string | null;
            /** @description Id of the sender. */
            sender?: string | null;
            instructions?: components["schemas"]["InstructionsBody"];
            template?: components["schemas"]["TemplateBody"];
            limits?: components["schemas"]["CampaignLimitsBody"];
            /** @description What changed, for the version history. */
            summary?: string;
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        DuplicateBody: {
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
            /** @description Name of the copy; `Copy of …` when absent. */
            name?: string;
        };
        PreviewBody: {
            /** @description Contacts by the ids your services know them by, 20 at most. */
            contacts: string[];
        };
        ContactBody: {
            email?: string | null;
            name?: string | null;
            /** @description IANA name such as `Europe/Berlin`. */
            timeZone?: string | null;
            /** @description BCP 47 tag such as `de-AT`. */
            locale?: string | null;
            attributes?: {
                [key: string]: unknown;
            };
            tags?: string[];
            /** @description By channel: granted or withdrawn. */
            consent?: {
                [key: string]: "granted" | "withdrawn";
            };
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        ContactEventBody: {
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
            /** @description Your own id of the event: sent twice, it counts once. */
            id: string;
            /** @description The contact, by the id your services know them by. */
            contact: string;
            /** @description What they did, e.g. `purchase`; goals are measured by it. */
            type: string;
            occurredAt: string;
            /** @description The run it belongs to, where you know it. */
            run?: string;
        };
        SuppressBody: {
            /**
             * @default email
             * @enum {string}
             */
            channel: "email" | "http" | "noop";
            /** @description Kept nowhere: the list holds its keyed hash. */
            address: string;
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        ReleaseBody: {
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
            address?: string;
            /** @description As the list shows it. */
            addressHash?: string;
        };
        HoldBody: {
            /** @description all, sender:<id>, campaign:<id> or channel:<kind>. */
            scope: string;
            /** @description Why, in your words: whoever finds everything standing still reads it. */
            reason: string;
        };
        LiftBody: {
            scope: string;
            reason?: string;
        };
        KeyBody: {
            /** @enum {string} */
            role: "viewer" | "operator" | "manager" | "service" | "admin";
            /** @description The one person or service that will hold it: the actor of all it does. */
            owner: string;
            /** @description When it ends; absent = when it is revoked. */
            expiresAt?: string;
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        Accepted: {
            id: string;
            location: string;
            revision: number;
        };
        AccessKey: {
            keyId: string;
            owner: string;
            role: components["schemas"]["Role"];
            createdAt: components["schemas"]["Instant"];
            expiresAt: components["schemas"]["Instant"] | null;
            revokedAt: components["schemas"]["Instant"] | null;
            lastUsedAt: components["schemas"]["Instant"] | null;
        };
        ActionAllowance: {
            action: string;
            allowed: boolean;
            because?: string;
        };
        Attributes: {
            [key: string]: components["schemas"]["Json"];
        };
        Audience: {
            count: number;
            sample: components["schemas"]["Contact"][];
        };
        Campaign: {
            version: number;
            hash: string;
            summary: string;
            publishedAt: components["schemas"]["Instant"];
            publishedBy: string;
            reason: string | null;
            id: string;
            status: components["schemas"]["CampaignStatus"];
            definition: components["schemas"]["CampaignDefinition"];
            definedAt: components["schemas"]["Instant"];
            definedBy: string;
            allowedActions: components["schemas"]["ActionAllowance"][];
        };
        CampaignDefinition: {
            name: string;
            channel: components["schemas"]["ChannelKind"];
            goal: string | null;
            segment: string | null;
            sender: string | null;
            instructions: components["schemas"]["Instructions"];
            template: components["schemas"]["Template"];
            /** @enum {string|null} */
            writer: "template" | null;
            /** @enum {string|null} */
            reviewer: "human" | "none" | null;
            /** @enum {string} */
            responseBehaviour: "record" | "stop";
            defaults: {
                [key: string]: components["schemas"]["Json"];
            };
            limits: {
                maxRecipients?: number;
            };
            /** @enum {string} */
            onUnknown: "never-resend" | "resend";
        };
        CampaignList: {
            items: components["schemas"]["DefinitionHead_Campaign"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        CampaignPreview: {
            campaignId: string;
            version: number;
            messages: components["schemas"]["MessagePreview"][];
        };
        CampaignStatus: unknown;
        CampaignUse: {
            id: string;
            name: string;
            status: components["schemas"]["DefinitionStatus"];
            version: number;
        };
        CampaignVersion: {
            version: number;
            hash: string;
            summary: string;
            publishedAt: components["schemas"]["Instant"];
            publishedBy: string;
            reason: string | null;
            id: string;
            definition: components["schemas"]["CampaignDefinition"];
        };
        /** @enum {string} */
        ChannelKind: "email" | "http" | "noop";
        Consent: {
            email?: components["schemas"]["ConsentState"];
            http?: components["schemas"]["ConsentState"];
            noop?: components["schemas"]["ConsentState"];
        };
        /** @enum {string} */
        ConsentState: "granted" | "withdrawn";
        Contact: {
            id: string;
            externalId: string;
            email: string | null;
            name: string | null;
            timeZone: string | null;
            locale: string | null;
            attributes: components["schemas"]["Attributes"];
            tags: string[];
            consent: components["schemas"]["Consent"];
            origin: {
                [key: string]: string;
            };
        };
        ContactEvent: {
            id: string;
            contact: string;
            type: string;
            occurredAt: components["schemas"]["Instant"];
            run: string | null;
        };
        ContactList: {
            items: components["schemas"]["Contact"][];
            next: string | null;
        };
        DefinitionHead_Campaign: {
            /** @constant */
            kind: "campaign";
            id: string;
            name: string;
            status: components["schemas"]["DefinitionStatus"];
            version: number;
            hash: string;
            definition: components["schemas"]["CampaignDefinition"];
            createdAt: components["schemas"]["Instant"];
            createdBy: string;
            updatedAt: components["schemas"]["Instant"];
            updatedBy: string;
            revision: number;
        };
        DefinitionHead_Goal: {
            /** @constant */
            kind: "goal";
            id: string;
            name: string;
            status: components["schemas"]["DefinitionStatus"];
            version: number;
            hash: string;
            definition: components["schemas"]["GoalDefinition"];
            createdAt: components["schemas"]["Instant"];
            createdBy: string;
            updatedAt: components["schemas"]["Instant"];
            updatedBy: string;
            revision: number;
        };
        DefinitionHead_Segment: {
            /** @constant */
            kind: "segment";
            id: string;
            name: string;
            status: components["schemas"]["DefinitionStatus"];
            version: number;
            hash: string;
            definition: components["schemas"]["SegmentDefinition"];
            createdAt: components["schemas"]["Instant"];
            createdBy: string;
            updatedAt: components["schemas"]["Instant"];
            updatedBy: string;
            revision: number;
        };
        DefinitionHead_Sender: {
            /** @constant */
            kind: "sender";
            id: string;
            name: string;
            status: components["schemas"]["DefinitionStatus"];
            version: number;
            hash: string;
            definition: components["schemas"]["SenderDefinition"];
            createdAt: components["schemas"]["Instant"];
            createdBy: string;
            updatedAt: components["schemas"]["Instant"];
            updatedBy: string;
            revision: number;
        };
        /** @enum {string} */
        DefinitionStatus: "draft" | "active" | "paused" | "archived";
        Difference: {
            path: string;
            before?: components["schemas"]["Json"];
            after?: components["schemas"]["Json"];
        };
        Erased: {
            contactId: string;
            /** @constant */
            erased: true;
        };
        EventPage: {
            items: components["schemas"]["EventView"][];
            next: components["schemas"]["Position"];
            caughtUp: boolean;
        };
        EventTypes: {
            items: {
                type: string;
                category: string;
                schema: Record<string, never>;
            }[];
            definitions: {
                [key: string]: Record<string, never>;
            };
        };
        EventView: {
            id: string;
            type: string;
            position: components["schemas"]["Position"];
            stream: string;
            revision: number;
            occurredAt: components["schemas"]["Instant"];
            actor: string;
            source: string;
            reason: string | null;
            correlationId: string;
            causationId: string;
            schemaVersion: number;
            data: Record<string, never>;
        };
        Fault: {
            pointer?: string;
            parameter?: string;
            header?: string;
            code?: string;
            detail: string;
            line?: number;
            column?: number;
        };
        /** @enum {string} */
        FaultReason: "no-identity" | "broken-address" | "unsafe-text" | "broken-encoding" | "too-long" | "wrong-type" | "unknown-time-zone" | "unknown-locale" | "unknown-consent" | "duplicate-row" | "duplicate-address" | "ambiguous-address" | "wrong-number-of-columns" | "not-readable";
        Goal: {
            version: number;
            hash: string;
            summary: string;
            publishedAt: components["schemas"]["Instant"];
            publishedBy: string;
            reason: string | null;
            id: string;
            /** @enum {string} */
            status: "active" | "archived";
            definition: components["schemas"]["GoalDefinition"];
            definedAt: components["schemas"]["Instant"];
            definedBy: string;
            allowedActions: components["schemas"]["ActionAllowance"][];
        };
        GoalDefinition: {
            name: string;
            statement: string;
            measure?: components["schemas"]["Measure"];
            target?: {
                count: number;
            } | {
                share: number;
            };
            windowHours?: number;
            /** @constant */
            attribution: "last";
        };
        GoalList: {
            items: components["schemas"]["DefinitionHead_Goal"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        GoalVersion: {
            version: number;
            hash: string;
            summary: string;
            publishedAt: components["schemas"]["Instant"];
            publishedBy: string;
            reason: string | null;
            id: string;
            definition: components["schemas"]["GoalDefinition"];
        };
        Hold: {
            scope: components["schemas"]["HoldScope"];
            held: boolean;
        };
        HoldInForce: {
            scope: components["schemas"]["HoldScope"];
            since: components["schemas"]["Instant"];
            actor: string;
            reason: string | null;
        };
        HoldList: {
            items: components["schemas"]["HoldInForce"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        HoldScope: string;
        Import: {
            rows: number;
            created: number;
            updated: number;
            unchanged: number;
            withoutAddress: number;
            refused: number;
            faults: {
                [key: string]: number;
            };
            id: string;
            source: string;
            format: components["schemas"]["ImportFormat"];
            state: components["schemas"]["ImportState"];
            detail: string | null;
            columns: {
                [key: string]: string;
            };
            startedAt: components["schemas"]["Instant"];
            updatedAt: components["schemas"]["Instant"];
            refusedRows: components["schemas"]["ImportFault"][];
            next: string | null;
        };
        ImportFault: {
            row: number;
            column: string | null;
            reason: components["schemas"]["FaultReason"];
            detail: string;
        };
        /** @enum {string} */
        ImportFormat: "csv" | "ndjson";
        /** @enum {string} */
        ImportState: "running" | "finished" | "refused" | "aborted" | "failed";
        Instant: string;
        Instructions: {
            prose: string;
            sections: {
                [key: string]: string;
            };
        };
        /** @description Any JSON value */
        Json: unknown;
        KeyList: {
            items: components["schemas"]["AccessKey"][];
        };
        Live: {
            /** @constant */
            status: "live";
        };
        Measure: {
            /** @constant */
            kind: "accepted";
        } | {
            /** @constant */
            kind: "reply";
            class: components["schemas"]["ReplyClass"];
        } | {
            /** @constant */
            kind: "contact-event";
            type: string;
        };
        MessageContent: {
            subject?: string;
            text?: string;
            html?: string;
            body?: string;
        };
        MessagePreview: {
            /** @constant */
            rendered: true;
            content: components["schemas"]["MessageContent"];
            variables: {
                [key: string]: components["schemas"]["UsedVariable"];
            };
            externalId: string;
        } | {
            /** @constant */
            rendered: false;
            missing: string[];
            detail: string;
            cause?: string;
            externalId: string;
        };
        MissingVariables: {
            campaignId: string;
            version: number;
            recipients: number | null;
            checked: number;
            missing: {
                variable: string;
                contacts: number;
            }[];
            failures: {
                detail: string;
                contacts: number;
            }[];
        };
        NewKey: {
            keyId: string;
            secret: string | null;
        };
        /** @description A place in the log. Opaque. */
        Position: string;
        Preflight: {
            campaignId: string;
            version: number;
            test: boolean;
            ready: boolean;
            findings: components["schemas"]["PreflightFinding"][];
        };
        /** @enum {string} */
        PreflightCode: "archived" | "inactive" | "no-goal" | "goal-archived" | "no-writer" | "no-reviewer" | "no-segment" | "segment-archived" | "no-recipients" | "too-many-recipients" | "template-incomplete" | "template-faulty" | "variable-missing" | "rendering-fails" | "section-unused" | "no-sender" | "sender-archived" | "sender-of-other-channel" | "sender-not-verified" | "provider-not-ready";
        PreflightFinding: {
            code: components["schemas"]["PreflightCode"];
            /** @enum {string} */
            severity: "blocks" | "warns";
            pointer?: string;
            detail: string;
            count?: number;
        };
        Principal: {
            keyId: string;
            owner: string;
            role: components["schemas"]["Role"];
        };
        Problem: {
            errors?: components["schemas"]["Fault"][];
            allowedActions?: components["schemas"]["ActionAllowance"][];
            code?: string;
            reasons?: Record<string, never>[];
            /** @enum {string} */
            type: "/problems/invalid-request" | "/problems/malformed-request" | "/problems/idempotency-key-required" | "/problems/not-authenticated" | "/problems/not-permitted" | "/problems/not-found" | "/problems/action-not-allowed" | "/problems/already-exists" | "/problems/request-in-progress" | "/problems/stale-version" | "/problems/body-too-large" | "/problems/unsupported-media-type" | "/problems/preflight" | "/problems/idempotency-key-reused" | "/problems/precondition-required" | "/problems/too-many-requests" | "/problems/internal" | "/problems/unavailable";
            title: string;
            status: number;
            detail: string;
            instance: string;
        };
        Publication: {
            version: number;
            hash: string;
            summary: string;
            publishedAt: components["schemas"]["Instant"];
            publishedBy: string;
            reason: string | null;
        };
        Ready: {
            /** @constant */
            status: "ready";
            epoch: number;
            readModels: {
                name: string;
                behindMs: number;
            }[];
        };
        /** @enum {string} */
        ReplyClass: "human" | "auto-reply" | "out-of-office" | "bounce" | "complaint" | "opt-out";
        /** @enum {string} */
        Role: "viewer" | "operator" | "manager" | "service" | "admin";
        /** @enum {string} */
        RunStatus: "requested" | "scheduled" | "queued" | "preparing" | "running" | "awaiting_approval" | "pausing" | "paused" | "cancelling" | "completed" | "completed_with_failures" | "failed" | "cancelled" | "missed";
        RunUse: {
            id: string;
            campaignId: string;
            version: number;
            status: components["schemas"]["RunStatus"];
            createdAt: components["schemas"]["Instant"];
        };
        Segment: {
            version: number;
            hash: string;
            summary: string;
            publishedAt: components["schemas"]["Instant"];
            publishedBy: string;
            reason: string | null;
            id: string;
            /** @enum {string} */
            status: "active" | "archived";
            definition: components["schemas"]["SegmentDefinition"];
            definedAt: components["schemas"]["Instant"];
            definedBy: string;
            allowedActions: components["schemas"]["ActionAllowance"][];
        };
        SegmentDefinition: {
            name: string;
            filter?: components["schemas"]["SegmentFilter"];
        };
        SegmentFilter: {
            all: components["schemas"]["SegmentFilter"][];
        } | {
            any: components["schemas"]["SegmentFilter"][];
        } | {
            not: components["schemas"]["SegmentFilter"];
        } | {
            tag: string;
        } | {
            consent: {
                channel: string;
                /** @enum {string} */
                state: "granted" | "withdrawn" | "unknown";
            };
        } | {
            timeZone: string;
        } | {
            attribute: string;
            /** @enum {string} */
            op: "equals" | "not-equals" | "contains" | "greater" | "less" | "exists";
            value?: string | number | boolean;
        };
        SegmentList: {
            items: components["schemas"]["DefinitionHead_Segment"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        SegmentVersion: {
            version: number;
            hash: string;
            summary: string;
            publishedAt: components["schemas"]["Instant"];
            publishedBy: string;
            reason: string | null;
            id: string;
            definition: components["schemas"]["SegmentDefinition"];
        };
        Sender: {
            version: number;
            hash: string;
            summary: string;
            publishedAt: components["schemas"]["Instant"];
            publishedBy: string;
            reason: string | null;
            id: string;
            /** @enum {string} */
            status: "active" | "archived";
            definition: components["schemas"]["SenderDefinition"];
            definedAt: components["schemas"]["Instant"];
            definedBy: string;
            allowedActions: components["schemas"]["ActionAllowance"][];
            verified: boolean;
            verification: components["schemas"]["Verification"] | null;
        };
        SenderDefinition: {
            name: string;
            channel: components["schemas"]["ChannelKind"];
            from?: {
                name: string;
                address: string;
            };
            replyDomain?: string;
            url?: string;
            provider: string;
            secret?: string;
            limits: {
                perSecond: number;
            };
        };
        SenderList: {
            items: components["schemas"]["DefinitionHead_Sender"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        SenderVersion: {
            version: number;
            hash: string;
            summary: string;
            publishedAt: components["schemas"]["Instant"];
            publishedBy: string;
            reason: string | null;
            id: string;
            definition: components["schemas"]["SenderDefinition"];
        };
        Suppression: {
            addressHash: string;
            reasons: {
                email?: components["schemas"]["SuppressionReason"][];
                http?: components["schemas"]["SuppressionReason"][];
                noop?: components["schemas"]["SuppressionReason"][];
            };
        };
        SuppressionEntry: {
            addressHash: string;
            channel: components["schemas"]["ChannelKind"];
            reasons: {
                "opt-out"?: components["schemas"]["Instant"];
                bounce?: components["schemas"]["Instant"];
                complaint?: components["schemas"]["Instant"];
                operator?: components["schemas"]["Instant"];
            };
        };
        SuppressionList: {
            items: components["schemas"]["SuppressionEntry"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        /** @enum {string} */
        SuppressionReason: "opt-out" | "bounce" | "complaint" | "operator";
        Target: {
            count: number;
        } | {
            share: number;
        };
        Template: {
            subject?: string;
            text?: string;
            html?: string;
            body?: string;
        };
        UsedBy: {
            campaigns: components["schemas"]["CampaignUse"][];
            moreCampaigns: boolean;
            runs: components["schemas"]["RunUse"][];
            moreRuns: boolean;
        };
        UsedVariable: {
            value: components["schemas"]["Json"];
            origin: string;
        };
        Verification: {
            verificationId: string;
            version: number;
            /** @enum {string} */
            result: "pending" | "accepted" | "refused";
        };
        VersionDiff: {
            id: string;
            before: components["schemas"]["Publication"];
            after: components["schemas"]["Publication"];
            differences: components["schemas"]["Difference"][];
        };
        VersionList: {
            items: components["schemas"]["Publication"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    Goals_list: {
        parameters: {
            query?: {
                status?: "draft" | "active" | "paused" | "archived";
                direction?: "asc" | "desc";
                /** @description Only names that begin so, whatever the case. */
                name?: string;
                /** @description Cursor of the page before, as its `Link` and `next` said. */
                after?: string;
                /** @description Most items on a page; 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Goals_define: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoalBody"];
            };
        };
        responses: {
            /** @description Made, and shown by the lists */
            201: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    /** @description Where it is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Goals_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Goals_revise: {
        parameters: {
            query?: never;
            header: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The ETag of the state the edit was made on */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GoalBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Goals_archive: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Goal"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Goals_usedBy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsedBy"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Goals_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Goals_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GoalVersion"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Goals_diff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Version to compare from. */
                a: number;
                /** @description Version to compare to. */
                b: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDiff"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Segments_list: {
        parameters: {
            query?: {
                status?: "draft" | "active" | "paused" | "archived";
                direction?: "asc" | "desc";
                /** @description Only names that begin so, whatever the case. */
                name?: string;
                /** @description Cursor of the page before, as its `Link` and `next` said. */
                after?: string;
                /** @description Most items on a page; 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Segments_define: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SegmentBody"];
            };
        };
        responses: {
            /** @description Made, and shown by the lists */
            201: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    /** @description Where it is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segment"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Segments_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segment"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Segments_revise: {
        parameters: {
            query?: never;
            header: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The ETag of the state the edit was made on */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SegmentBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segment"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Segments_archive: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Segment"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Segments_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SegmentPreviewBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audience"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Segments_audience: {
        parameters: {
            query?: {
                /** @description How many contacts to show; 10 when absent. */
                sample?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Audience"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Segments_usedBy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsedBy"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Segments_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Segments_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentVersion"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Segments_diff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Version to compare from. */
                a: number;
                /** @description Version to compare to. */
                b: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDiff"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Senders_list: {
        parameters: {
            query?: {
                status?: "draft" | "active" | "paused" | "archived";
                direction?: "asc" | "desc";
                /** @description Only names that begin so, whatever the case. */
                name?: string;
                /** @description Cursor of the page before, as its `Link` and `next` said. */
                after?: string;
                /** @description Most items on a page; 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Senders_define: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SenderBody"];
            };
        };
        responses: {
            /** @description Made, and shown by the lists */
            201: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    /** @description Where it is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sender"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Senders_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sender"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Senders_revise: {
        parameters: {
            query?: never;
            header: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The ETag of the state the edit was made on */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SenderBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sender"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Senders_archive: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sender"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Senders_verify: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Sender"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Senders_usedBy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsedBy"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Senders_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Senders_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SenderVersion"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Senders_diff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Version to compare from. */
                a: number;
                /** @description Version to compare to. */
                b: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDiff"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Campaigns_list: {
        parameters: {
            query?: {
                status?: "draft" | "active" | "paused" | "archived";
                direction?: "asc" | "desc";
                /** @description Only names that begin so, whatever the case. */
                name?: string;
                /** @description Cursor of the page before, as its `Link` and `next` said. */
                after?: string;
                /** @description Most items on a page; 50 when absent. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Campaigns_define: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignBody"];
            };
        };
        responses: {
            /** @description Made, and shown by the lists */
            201: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    /** @description Where it is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Campaigns_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Campaigns_revise: {
        parameters: {
            query?: never;
            header: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The ETag of the state the edit was made on */
                "If-Match": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CampaignBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Campaigns_duplicate: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DuplicateBody"];
            };
        };
        responses: {
            /** @description Made, and shown by the lists */
            201: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    /** @description Where it is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Campaigns_activate: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Campaigns_pause: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Campaigns_archive: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Campaign"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Campaigns_versions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Campaigns_version: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignVersion"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Campaigns_diff: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                /** @description Version to compare from. */
                a: number;
                /** @description Version to compare to. */
                b: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionDiff"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Trials_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignPreview"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Trials_missingVariables: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MissingVariables"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Trials_preflight: {
        parameters: {
            query?: {
                /** @description Ask for a test run: it may use an inactive campaign and an unverified sender. */
                test?: "true" | "false";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Preflight"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_take: {
        parameters: {
            query?: {
                /** @description Name of the file; values remember it as their origin. */
                source?: string;
                /** @description Whether columns that no field is called like become attributes. */
                unknownColumns?: "attributes" | "ignore";
                /** @description What happens to a row with an address that another contact has. */
                sharedAddresses?: "refuse" | "allow";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description CSV with a header line, or one JSON object a line */
        requestBody: {
            content: {
                "application/json": string;
            };
        };
        responses: {
            /** @description It was there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Imports_get: {
        parameters: {
            query?: {
                /** @description Cursor of the page before, as its `Link` and `next` said. */
                after?: string;
                /** @description Most items on a page; 50 when absent. */
                limit?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Contacts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name by which your services know the contact. */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Contacts_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name by which your services know the contact. */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ContactBody"];
            };
        };
        responses: {
            /** @description It was there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Contact"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Contacts_list: {
        parameters: {
            query?: {
                /** @description Cursor of the page before, as its `Link` and `next` said. */
                after?: string;
                /** @description Most items on a page; 50 when absent. */
                limit?: number;
                /** @description Only contacts who have this address now, or had it once. */
                email?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Contacts_erase: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description The name by which your services know the contact. */
                externalId: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erased"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ContactEvents_record: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ContactEventBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactEvent"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Suppressions_list: {
        parameters: {
            query?: {
                /** @description Cursor of the page before, as its `Link` and `next` said. */
                after?: string;
                /** @description Most items on a page; 50 when absent. */
                limit?: number;
                /** @description Only what is known of this address. */
                address?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SuppressionList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Suppressions_suppress: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuppressBody"];
            };
        };
        responses: {
            /** @description Made, and shown by the lists */
            201: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    /** @description Where it is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suppression"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Suppressions_release: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ReleaseBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Suppression"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Holds_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HoldList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Holds_place: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Holds_lift: {
        parameters: {
            query?: never;
            header?: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiftBody"];
            };
        };
        responses: {
            /** @description Done, and shown by the lists */
            200: {
                headers: {
                    /** @description Names this state */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Hold"];
                };
            };
            /** @description Done and durable; the lists may lag */
            202: {
                headers: {
                    /** @description Where it is read */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Keys_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeyList"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Keys_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["KeyBody"];
            };
        };
        responses: {
            /** @description It was there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKey"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Keys_revoke: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessKey"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Keys_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Principal"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Events_events: {
        parameters: {
            query?: {
                /** @description Position of the event before; absent = from the first event on, `head` = only what comes from now on. */
                after?: string;
                /** @description Types of events, separated by commas. */
                type?: string;
                /** @description Only events of this run. */
                run?: string;
                /** @description Most events on a page; 100 when absent. */
                limit?: number;
            };
            header?: {
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Events_eventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventTypes"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Health_live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Live"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    Health_ready: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ready"];
                };
            };
            /** @description Refused or failed */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
