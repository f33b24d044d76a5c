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
    "/v1/goals/{id}/attainment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far its runs got, the last started first; computed at every look, so that a later version can judge them too. */
        get: operations["Goals_attainment"];
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
    "/v1/campaigns/{id}/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same of a definition that is not published: what speaks against it, whom a variable is missing for, and what
         *     chosen contacts would get. A definition that could not be published is refused with the same faults.
         */
        post: operations["Trials_trial"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The HTML part of what a contact would get, as a document that loads and runs nothing: to be shown in a frame. */
        get: operations["Trials_html"];
        put?: never;
        post?: never;
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
    "/v1/campaigns/{id}/working-copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["WorkingCopies_get"];
        /** Keeps your copy. If-Match is the ETag that you read, `"0"` while there is none: another window may have kept it. */
        put: operations["WorkingCopies_keep"];
        post?: never;
        /** Lets go what you have not published. */
        delete: operations["WorkingCopies_discard"];
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
        /** Reports of imports, the newest first; those that run have the rows that are dealt with so far. */
        get: operations["Imports_list"];
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
    "/v1/contacts/imports/{id}/refused/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows that an import refused as a file, each with the line it stood on: to mend them and send them again. */
        get: operations["Imports_refused"];
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
    "/v1/holds/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every run that has not ended and is on hold by itself. After a restore these are the runs that were open when the
         *     backup was made: of their messages without an outcome nobody knows whether they left since.
         */
        get: operations["Holds_runs"];
        put?: never;
        post?: never;
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
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, as what, and for how long. */
        get: operations["Session_get"];
        put?: never;
        /**
         * Exchanges a key, or the ticket of a sign-in link, for a cookie that scripts cannot read. The session does what the
         *     key may do, and ends with it. For pages of this service only.
         */
        post: operations["Session_signIn"];
        /** Signs out: the session ends everywhere at once. Without one, nothing happens. */
        delete: operations["Session_signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A ticket that signs a browser on this machine in as the key that asks, within two minutes and once. Only for a
         *     request that carries its key: a session makes no further ones.
         */
        post: operations["Session_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["SavedViews_list"];
        put?: never;
        post: operations["SavedViews_add"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A view of yours, or one that somebody shares. */
        get: operations["SavedViews_get"];
        /** Changes a view of yours, for everybody who sees it: only what you have seen is replaced. */
        put: operations["SavedViews_change"];
        post?: never;
        /** Deletes a view of yours; an admin also one that somebody else has shared. */
        delete: operations["SavedViews_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/views/{id}/choice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Pins a view, yours or a shared one, or makes it what the list opens with: for you alone. */
        put: operations["SavedViews_choose"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The list of runs as a file, with the list's filters and order; a run that moves in that order meanwhile may miss it. */
        get: operations["Exports_runs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/communications/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The communications of a run as a file, in the order of its audience: who got what. It holds personal data. */
        get: operations["Exports_communications"];
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
         * The log, oldest first; with `Accept: text/event-stream` the same as server-sent events, on and on, each once the lists
         *     show it, for a reader that says with `Last-Event-ID` where it was. In order per stream and per run, without personal data.
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
    "/problems/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Problems_get"];
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
    "/v1/runs/compare": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Two runs side by side: facts, manifests, outcomes, steps, and why b came out otherwise than a. */
        get: operations["Explain_compare"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why the run came out as it did: every factor, the likely cause first. */
        get: operations["Explain_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/communications/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why one message came out as it did, beside the same contact's message in the other run. */
        get: operations["Explain_communication"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lessons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest first. */
        get: operations["Lessons_list"];
        put?: never;
        /** What was decided after a look at a run, a message or a reply, and where it belongs. */
        post: operations["Lessons_record"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/lessons/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Lessons_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/campaigns/{id}/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Starts a run, or schedules one. Refused with every reason at once when the campaign cannot run. */
        post: operations["RunCommands_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** No further message is claimed; what is in flight is accounted for first. */
        post: operations["RunCommands_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["RunCommands_resume"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** For good. Messages that are claimed already may still leave. */
        post: operations["RunCommands_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/reschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Another start, set or shifted, as long as it has not started. */
        post: operations["RunCommands_reschedule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/start-now": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Without waiting for the scheduled time. */
        post: operations["RunCommands_startNow"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/run-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new run like this one, with the same variables: of the versions it used, or of those published now. */
        post: operations["RunCommands_runAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/retry-failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new run of the same versions for everybody whose message was refused. */
        post: operations["RunCommands_retryFailed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A new run for chosen recipients of whom nobody knows whether they got the message. That settles the old
         *     communications as not sent: who chooses this accepts that some get it twice.
         */
        post: operations["RunCommands_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Runs_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/counters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many runs stand in each status. */
        get: operations["Runs_counters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Never behind; with `at` as it was then. */
        get: operations["Runs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Folds the run again from the log, and says where the read models differ and what is due. Workers take up what
         *     is due by themselves within seconds; nothing here sends.
         */
        post: operations["Runs_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/communications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** In the order of the audience. */
        get: operations["RunParts_communications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["RunParts_replies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/instructions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the messages were made of, and how that differs from the campaign as it is now. */
        get: operations["RunParts_instructions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The run's own revisions, and the campaign's versions with the one it pinned. */
        get: operations["RunParts_versions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that happened, numbered from 1. */
        get: operations["RunParts_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/skips": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who got nothing, each with the reason, the rule that said so and that rule's version. */
        get: operations["RunParts_skips"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/attainment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Computed from the log's facts at every look, so that a run can be judged by a later version of its goal too. */
        get: operations["RunParts_attainment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/runs/{id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Folds every event with the deployed code and shows the state before and after each. Sends nothing. */
        get: operations["Replay_replay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** When a schedule would come, in words and by its next times; nothing is stored. */
        post: operations["Occurrences_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}/times": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When it comes: zone, offset and UTC of each time, with a mark on days on which the clocks change. */
        get: operations["Occurrences_times"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}/occurrences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each occurrence. With `onTime=false`: those that did not run on time, and why. */
        get: operations["Occurrences_occurrences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}/occurrences/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a file, however many: with `onTime=false`, what did not run on time, and why. */
        get: operations["Occurrences_occurrencesFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}/punctuality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many of the occurrences of a range ran on time, and what became of the others. */
        get: operations["Occurrences_punctuality"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}/backfill": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many runs a backfill of a range would start. */
        get: operations["Occurrences_backfill"];
        put?: never;
        /** Starts, all at once, what has no run in a range that is over: 1,000 occurrences at most. */
        post: operations["Schedules_backfill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Schedules_list"];
        put?: never;
        /** A plan of when a campaign is run. It counts from now on. */
        post: operations["Schedules_set"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Schedules_get"];
        /** From now on it is this; what was due before is judged by what counted then. */
        put: operations["Schedules_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What comes due from now on is skipped, and the record says so. */
        post: operations["Schedules_pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}/unpause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post: operations["Schedules_unpause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** For good. Runs that have started go on. */
        post: operations["Schedules_archive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/schedules/{id}/trigger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** One run now, beside the plan. Refused with every reason at once when the campaign cannot run. */
        post: operations["Schedules_trigger"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/communications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Over all runs, the newest first. */
        get: operations["Communications_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/communications/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settles several of unknown fate, each for itself. */
        post: operations["Communications_resolveMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/communications/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What it says, from what it was written, and everything that happened to it. */
        get: operations["Communications_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/communications/{id}/html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The HTML part alone, as a document that loads and runs nothing: to be shown in a frame. */
        get: operations["Communications_html"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/communications/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settles one of unknown fate: somebody has found out whether it was sent. */
        post: operations["Communications_resolve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What went to an address or came from it, or what carries a Message-ID. */
        get: operations["Find_find"];
        put?: never;
        /** What a mail belongs to: by its Message-ID and those it refers to, else by its addresses. */
        post: operations["Find_findMail"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many runs it would be, how many of them would refuse and why, and the newest of them, each with its own answer. Nothing is stored. */
        post: operations["Bulk_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Bulk_list"];
        put?: never;
        /** Freezes the selection and begins. Whoever asks is the actor of all that is done, for the reason given here. */
        post: operations["Bulk_start"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far it has come; never behind. */
        get: operations["Bulk_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk/{id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What each run answered, in the order of their turns, and how it stands now. */
        get: operations["Bulk_results"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk/{id}/results/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as a file: all of it, or what answered in one way. */
        get: operations["Bulk_resultsFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bulk/{id}/abort": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** No further run has its turn; those that had it stay as they are. */
        post: operations["Bulk_abort"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Drafts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approved drafts are due at once. */
        post: operations["Drafts_approve"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Their recipients get nothing. */
        post: operations["Drafts_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/drafts/{id}/render-again": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A new draft from the versions that the run pinned and the contact as it is now, beside the old one. */
        post: operations["Drafts_renderAgain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest first. */
        get: operations["Replies_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replies/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Replies_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replies/{id}/classify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What kind of answer it is, by a person's word. Who opts out or complains gets nothing further. */
        post: operations["Replies_classify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parked": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Operations_parked"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/parked/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries again what is parked: a stream of a read model, all of its streams, or an item of work. */
        post: operations["Operations_retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get: operations["Operations_projections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projections/{name}/rebuild": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks the worker that owns the read model to build it anew from the log; reads never go empty. */
        post: operations["Operations_rebuild"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projections/{name}/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Folds the whole log into a scratch copy and compares it with the tables row by row. Changes nothing. */
        post: operations["Operations_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/queue/reconcile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What the log says is due and no worker holds. Workers bring it back by themselves every second: there is nothing
         *     to trigger, and the queue may be lost at any time.
         */
        post: operations["Operations_reconcile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/workers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Worker processes that live. Without one nothing is sent, and the lists stand still. */
        get: operations["Installation_workers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The settings in force, each with its variable and its meaning; secrets are left out. */
        get: operations["Installation_configuration"];
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
            /** @description Runs under way at a time that use this sender, 1 to 1000; test runs do not count and do not wait. */
            concurrentRuns?: number;
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
        QuietWindowBody: {
            /** @description Weekdays on which it begins; every day when absent. */
            days?: ("sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat")[];
            /** @description Channels that it silences; every one when absent. */
            channels?: ("email" | "http" | "noop")[];
            /** @description Time of day by the recipient's clock, `21:00` or `21:00:30`: quiet from here on. */
            from: string;
            /** @description The first moment that is not quiet any more; at or before `from` on the day after, and `24:00` is midnight. */
            to: string;
        };
        QuietHoursBody: {
            /** @description 20 at most. */
            windows: components["schemas"]["QuietWindowBody"][];
            /**
             * @description hold: kept back until it is quiet no more. skip: whoever is in quiet hours gets nothing.
             * @enum {string}
             */
            policy: "hold" | "skip";
            /** @description Whoever would be held for longer gets nothing, h; 336 when absent, which is the most. */
            holdAtMostHours?: number;
            /**
             * @description IANA zones for contacts whose own is not known: it is quiet for them while it is quiet in any of these. The
             *     installation's zone when absent.
             */
            zones?: string[];
        };
        CampaignLimitsBody: {
            /** @description A run with a larger audience does not start. */
            maxRecipients?: number;
            /** @description Runs of this campaign under way at a time, 1 to 1000; test runs do not count and do not wait. */
            concurrentRuns?: number;
            /** @description When nothing leaves, in the recipient's own zone. Test messages do not mind. */
            quietHours?: components["schemas"]["QuietHoursBody"];
            /** @description A run that has not started so many seconds after it was to start is missed: nothing of it is sent. */
            startWithinSeconds?: number;
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
        TrialBody: {
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
            /** @description Contacts by the ids your services know them by, 20 at most, to write messages for. */
            contacts?: string[];
            /** @description Ask for a test run: it may use an inactive campaign and an unverified sender. */
            test?: boolean;
        };
        WorkingCopyBody: {
            /** @description The definition as far as it is written; publishing checks it, keeping it does not. */
            definition: {
                [key: string]: unknown;
            };
            /** @description The version that the changes began on. */
            base: number;
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
            /** @description all, sender:<id>, campaign:<id>, run:<id> or channel:<kind>. */
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
        SignInBody: {
            /** @description An API key of a person. */
            key?: string;
            /** @description The ticket of a sign-in link. */
            ticket?: string;
        };
        NewViewBody: {
            /** @enum {string} */
            page: "runs" | "communications" | "replies" | "drafts" | "contacts" | "campaigns" | "goals" | "segments" | "senders" | "schedules";
            name: string;
            /** @description What stands behind the question mark of the console's address: filters, order, columns. */
            search: string;
            /** @description Others see it too, and change nothing in it; false when absent. Needs the role operator. */
            shared?: boolean;
        };
        ViewBody: {
            name: string;
            /** @description What stands behind the question mark of the console's address: filters, order, columns. */
            search: string;
            /** @description Others see it too, and change nothing in it; false when absent. Needs the role operator. */
            shared?: boolean;
        };
        ViewChoiceBody: {
            /** @description Shown first. */
            pinned: boolean;
            /** @description The list opens with it; another default of that list ends. */
            isDefault: boolean;
        };
        LessonBody: {
            /** @description run:<id>, communication:<id> or reply:<id>. */
            about: string;
            /**
             * @description Where the lesson belongs: who wants another outcome changes it there.
             * @enum {string}
             */
            place: "campaign" | "goal" | "execution" | "contact data";
            /** @description What was learnt, in your words. It may name people: it is kept where it can be erased. */
            note: string;
        };
        StartRunBody: {
            /** @description When to start; at once when absent. */
            startAt?: components["schemas"]["StartTime"];
            /** @description Values for the template, before contact attributes and defaults. Kept in the vault, not in the log. */
            variables?: {
                [key: string]: unknown;
            };
            /** @description Labels of yours to find the run by. They are in the log for ever: no personal data. */
            metadata?: {
                [key: string]: string;
            };
            /** @description Try the campaign: it may be inactive and its sender unverified, drafts are not reviewed. */
            test?: boolean;
            /** @description Contacts by the ids your services know them by, instead of the campaign's segment. */
            contacts?: string[];
            /**
             * @description Test runs: where the messages go instead of to the contacts. Without contacts, as many of the segment are
             *     written for as there are addresses. Kept in the vault, not in the log.
             */
            addresses?: string[];
            /**
             * @description `latest`: a scheduled run takes the versions that are there when it starts.
             * @enum {string}
             */
            follow?: "pinned" | "latest";
            /**
             * @description Time to live, in seconds: a run that has not started so long after it was to start is missed, and nothing of it is
             *     sent. As the campaign's limits say when absent.
             */
            startWithinSeconds?: number;
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        RescheduleBody: {
            /** @description The new start. */
            startAt?: components["schemas"]["StartTime"];
            /** @description So many seconds later than planned; earlier when negative. */
            shiftSeconds?: number;
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        RunAgainBody: {
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
            /**
             * @description `same`: what the run pinned; `latest`: what is published now.
             * @enum {string}
             */
            version: "same" | "latest";
        };
        ResendBody: {
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
            /** @description Communications of this run whose fate is unknown. */
            communications: string[];
        };
        ScheduleBody: {
            /** @description When: once, at an interval, by a cron expression of five fields. Several may be given. */
            specs: components["schemas"]["SpecInput"][];
            /** @description Days of the zone, as `2026-12-24`, on which nothing is started; with `to`, up to and including that day. */
            exclusions?: components["schemas"]["Exclusion"][];
            name: string;
            /** @description The campaign to run. */
            campaignId: string;
            /** @description Which version of the campaign each run takes; the latest at its start when absent. */
            campaignVersion?: number;
            /** @description IANA zone whose clocks are meant, as `Europe/Berlin`. */
            timeZone: string;
            /** @description Nothing before it (RFC 3339). */
            startsAt?: string;
            /** @description Nothing at it or later (RFC 3339). */
            endsAt?: string;
            /** @description Start each up to so many seconds later, always by the same; 0 when absent. */
            jitterSeconds?: number;
            /**
             * @description A time that the clocks leave out: `shift` (when absent) starts as much later, `skip` not at all.
             * @enum {string}
             */
            gap?: "shift" | "skip";
            /**
             * @description A time that the clocks show twice: `first` when absent.
             * @enum {string}
             */
            repeated?: "first" | "last" | "both";
            /**
             * @description What is due while a run of the schedule has not ended: `skip` when absent.
             * @enum {string}
             */
            overlap?: "skip" | "buffer-one" | "allow";
            /** @description With `allow`: not more runs than this at once; 10 when absent. */
            mostOpenRuns?: number;
            /** @description What could not be started for longer than this is missed; 3600 when absent. */
            catchUpSeconds?: number;
            /** @description A run that has not started so many seconds after it was queued is missed; as the campaign says when absent. */
            startWithinSeconds?: number;
            /** @description A run that the service has to stop pauses the schedule. */
            pauseOnFailure?: boolean;
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        BackfillBody: {
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
            /** @description Occurrences from then on (RFC 3339). */
            from: string;
            /** @description And before then; not ahead. */
            to: string;
        };
        ResolveManyBody: {
            communications: string[];
            /**
             * @description What is known of it now.
             * @enum {string}
             */
            resolution: "was-sent" | "was-not-sent";
            /** @description How you know; recorded with it. */
            reason: string;
        };
        ResolveBody: {
            /**
             * @description What is known of it now.
             * @enum {string}
             */
            resolution: "was-sent" | "was-not-sent";
            /** @description How you know; recorded with it. */
            reason: string;
        };
        BulkFilter: {
            status?: ("requested" | "scheduled" | "queued" | "preparing" | "running" | "awaiting_approval" | "pausing" | "paused" | "cancelling" | "completed" | "completed_with_failures" | "failed" | "cancelled" | "missed")[];
            type?: ("test" | "retry" | "recurring" | "once" | "api" | "manual")[];
            channel?: ("email" | "http" | "noop")[];
            campaign?: string[];
            goal?: string[];
            /** @description Who or what asked: names of API keys' owners, schedules. */
            trigger?: string[];
            /** @description `name:value`; given several times, the run carries all of them. */
            metadata?: string[];
            /** @enum {string} */
            test?: "true" | "false";
            /**
             * @description No progress for a minute, and nothing known to wait for.
             * @enum {string}
             */
            stalled?: "true" | "false";
            /**
             * @description The campaign has another version now than the run pinned.
             * @enum {string}
             */
            differs?: "true" | "false";
            /** @description Runs that came out of this one. */
            parent?: string;
            createdFrom?: string;
            createdTo?: string;
            /** @description The time a run is, or was, to start at. */
            scheduledFrom?: string;
            scheduledTo?: string;
            startedFrom?: string;
            startedTo?: string;
            endedFrom?: string;
            endedTo?: string;
        };
        BulkBody: {
            /** @enum {string} */
            action: "cancel" | "pause" | "resume" | "start-now" | "retry-failed" | "reschedule";
            /** @description `reschedule`: the new start of all of them. */
            startAt?: components["schemas"]["StartTime"];
            /** @description `reschedule`: instead, so many seconds later than each is planned; earlier when negative. */
            shiftSeconds?: number;
            /** @description Ids of the runs, or `filter`. */
            runs?: string[];
            /** @description All runs that match, or `runs`. Empty: every run. */
            filter?: components["schemas"]["BulkFilter"];
            /** @description With `filter`: without runs that were created later, as the list's `asOf` says; now when absent. */
            asOf?: string;
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        SeenDraftBody: {
            id: string;
            /** @description As the draft showed it; a draft that was rendered again since is not decided. */
            contentHash: string;
        };
        DecideDraftsBody: {
            drafts?: components["schemas"]["SeenDraftBody"][];
            /** @description All drafts of this run … */
            run?: string;
            /** @description … that were prepared up to this number of its history: what came later, nobody has seen. */
            seen?: number;
            /** @description For the record, beside the decision. */
            note?: string;
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
        };
        ClassifyBody: {
            /** @enum {string} */
            class: "human" | "auto-reply" | "out-of-office" | "bounce" | "complaint" | "opt-out";
            /** @description Why; recorded with it. */
            reason: string;
        };
        RetryBody: {
            /** @description Why, in your words; recorded with what the command leads to. */
            reason?: string;
            /**
             * @description The read model.
             * @enum {string}
             */
            projection?: "definitions" | "runs" | "communications" | "history" | "replies" | "gates" | "due" | "attainment" | "schedules" | "bulk" | "lessons";
            /** @description The parked stream; all of the read model's when absent. */
            stream?: string;
            /** @description The parked item of work. */
            item?: string;
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
        Allowance: {
            action: components["schemas"]["RunAction"];
            /** @constant */
            allowed: true;
        } | {
            action: components["schemas"]["RunAction"];
            /** @constant */
            allowed: false;
            because: string;
        };
        AttainedByRun: {
            runId: string;
            campaign: {
                id: string;
                name: string | null;
                version: number;
            };
            status: components["schemas"]["RunStatus"];
            startedAt: components["schemas"]["Instant"];
            pinned: number;
            judgedBy: number;
            attainment: components["schemas"]["Attainment"];
        };
        Attainment: {
            accepted: number;
            attained: number | null;
            wanted: number | null;
            reached: boolean | null;
        };
        Attributes: {
            [key: string]: components["schemas"]["Json"];
        };
        Audience: {
            /** @constant */
            kind: "segment";
        } | {
            /** @constant */
            kind: "contacts";
            contactIds: string[];
        } | {
            /** @constant */
            kind: "communications";
            of: string;
            communicationIds: string[] | "refused";
        };
        BackfillPreview: {
            from: components["schemas"]["Instant"];
            to: components["schemas"]["Instant"];
            count: number;
            first: components["schemas"]["Instant"] | null;
            last: components["schemas"]["Instant"] | null;
            ran: number;
        };
        BulkAction: {
            /** @constant */
            kind: "cancel";
        } | {
            /** @constant */
            kind: "pause";
        } | {
            /** @constant */
            kind: "resume";
        } | {
            /** @constant */
            kind: "start-now";
        } | {
            /** @constant */
            kind: "retry-failed";
        } | {
            /** @constant */
            kind: "reschedule";
            startAt: components["schemas"]["Instant"];
        } | {
            /** @constant */
            kind: "shift";
            bySeconds: number;
        };
        BulkJob: {
            id: string;
            status: components["schemas"]["BulkStatus"];
            action: components["schemas"]["BulkAction"];
            selection: components["schemas"]["BulkSelection"];
            count: number;
            progress: components["schemas"]["BulkProgress"];
            requestedBy: string;
            role: string;
            reason: string | null;
            createdAt: components["schemas"]["Instant"];
            abortedBy: string | null;
            endedAt: components["schemas"]["Instant"] | null;
            detail: string | null;
        };
        BulkJobList: {
            items: components["schemas"]["BulkJob"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        BulkPreview: {
            count: number;
            eligible: number;
            ineligible: {
                because: string;
                runs: number;
                sample: string[];
            }[];
            rows: components["schemas"]["PreviewedRun"][];
            asOf: components["schemas"]["Instant"];
        };
        BulkProgress: {
            done: number;
            refused: number;
            failed: number;
            left: number;
        };
        /** @enum {string} */
        BulkResult: "done" | "refused" | "failed";
        BulkResultRow: {
            place: number;
            runId: string;
            result: components["schemas"]["BulkResult"] | null;
            code: string | null;
            detail: string | null;
            event: {
                id: string;
                revision: number;
                position: string;
            } | null;
            made: string | null;
            settledAt: components["schemas"]["Instant"] | null;
            run: {
                campaign: {
                    id: string;
                    name: string | null;
                    version: number;
                    headVersion: number | null;
                };
                status: components["schemas"]["RunStatus"];
                startAt: components["schemas"]["Instant"] | null;
            } | null;
        };
        BulkRowList: {
            items: components["schemas"]["BulkResultRow"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        BulkSelection: {
            /** @constant */
            kind: "chosen";
        } | {
            /** @constant */
            kind: "filter";
            filter: {
                [key: string]: components["schemas"]["Json"];
            };
            asOf: components["schemas"]["Instant"];
        };
        /** @enum {string} */
        BulkStatus: "running" | "aborting" | "completed" | "aborted";
        Campaign: {
            lessons: string;
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
                concurrentRuns?: number;
                quietHours?: components["schemas"]["QuietHours"];
                startWithinSeconds?: number;
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
        /** @enum {string} */
        CampaignStatus: "draft" | "active" | "paused" | "archived";
        CampaignTrial: {
            campaignId: string;
            test: boolean;
            ready: boolean;
            findings: components["schemas"]["PreflightFinding"][];
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
            messages: components["schemas"]["MessagePreview"][];
        };
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
        Communication: {
            id: string;
            runId: string;
            batch: number;
            index: number;
            campaignId: string;
            channel: components["schemas"]["ChannelKind"];
            test: boolean;
            contact: {
                id: string;
                externalId: string | null;
                name: string | null;
                address: string | null;
            };
            status: components["schemas"]["CommunicationStatus"];
            attempt: number;
            reason: string | null;
            rule: string | null;
            ruleVersion: number | null;
            detail: string | null;
            code: string | null;
            answer: string | null;
            providerId: string | null;
            messageId: string | null;
            contentHash: string | null;
            addressHash: string | null;
            draft: number | null;
            note: string | null;
            plannedAt: components["schemas"]["Instant"];
            claimedAt: components["schemas"]["Instant"] | null;
            settledAt: components["schemas"]["Instant"] | null;
            acceptedAt: components["schemas"]["Instant"] | null;
            reportedAt: components["schemas"]["Instant"] | null;
            until: components["schemas"]["Instant"] | null;
            /** @enum {string|null} */
            resolution: "was-sent" | "was-not-sent" | null;
            /** @enum {string|null} */
            resolvedBy: "evidence" | "operator" | null;
            resolvedAt: components["schemas"]["Instant"] | null;
            repliedAt: components["schemas"]["Instant"] | null;
            rendering: components["schemas"]["RenderingView"] | null;
            erased: boolean;
            replies: components["schemas"]["ReplySummary"][];
            trail: components["schemas"]["TrailEntry"][];
        };
        CommunicationList: {
            items: components["schemas"]["CommunicationSummary"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        /** @enum {string} */
        CommunicationStatus: "planned" | "draft" | "approved" | "rejected" | "expired" | "held" | "claimed" | "deferred" | "accepted" | "delivered" | "bounced" | "complained" | "refused" | "skipped" | "unknown" | "not_attempted";
        CommunicationSummary: {
            id: string;
            runId: string;
            batch: number;
            index: number;
            campaignId: string;
            channel: components["schemas"]["ChannelKind"];
            test: boolean;
            contact: {
                id: string;
                externalId: string | null;
                name: string | null;
                address: string | null;
            };
            status: components["schemas"]["CommunicationStatus"];
            attempt: number;
            reason: string | null;
            rule: string | null;
            ruleVersion: number | null;
            detail: string | null;
            code: string | null;
            answer: string | null;
            providerId: string | null;
            messageId: string | null;
            contentHash: string | null;
            addressHash: string | null;
            draft: number | null;
            note: string | null;
            plannedAt: components["schemas"]["Instant"];
            claimedAt: components["schemas"]["Instant"] | null;
            settledAt: components["schemas"]["Instant"] | null;
            acceptedAt: components["schemas"]["Instant"] | null;
            reportedAt: components["schemas"]["Instant"] | null;
            until: components["schemas"]["Instant"] | null;
            /** @enum {string|null} */
            resolution: "was-sent" | "was-not-sent" | null;
            /** @enum {string|null} */
            resolvedBy: "evidence" | "operator" | null;
            resolvedAt: components["schemas"]["Instant"] | null;
            repliedAt: components["schemas"]["Instant"] | null;
        };
        ComparedRun: {
            id: string;
            campaign: {
                id: string;
                name: string | null;
                version: number;
            };
            type: components["schemas"]["RunType"];
            status: components["schemas"]["RunStatus"];
            trigger: string;
            requestedBy: string;
            createdAt: components["schemas"]["Instant"];
            startAt: components["schemas"]["Instant"] | null;
            queuedAt: components["schemas"]["Instant"] | null;
            startedAt: components["schemas"]["Instant"] | null;
            endedAt: components["schemas"]["Instant"] | null;
            durationMs: number | null;
            manifest: components["schemas"]["Manifest"] | null;
            ledger: components["schemas"]["Ledger"];
            drafts: number;
            replies: {
                [key: string]: number;
            };
            types: {
                type: string;
                count: number;
            }[];
        };
        ComparedWith: {
            runId: string;
            communicationId: string | null;
            createdAt: components["schemas"]["Instant"];
            status: components["schemas"]["RunStatus"];
            /** @enum {string} */
            chosen: "previous" | "asked";
        };
        Configuration: {
            items: components["schemas"]["ShownSetting"][];
        };
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
        Decision: {
            decided: number;
            items: components["schemas"]["DecisionItem"][];
        };
        DecisionItem: {
            id: string;
            ok: boolean;
            code?: string;
            detail?: string;
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
        /** @enum {string} */
        Effect: "stopped" | "changed" | "delayed" | "later" | "unseen" | "none";
        Erased: {
            contactId: string;
            /** @constant */
            erased: true;
        };
        EventMetadata: {
            $correlationId: string;
            $causationId: string;
            actor: string;
            /** @enum {string} */
            source: "api" | "console" | "cli" | "planner" | "worker";
            reason?: string;
            v: number;
            occurredAt: components["schemas"]["Instant"];
            traceparent?: string;
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
        Exclusion: {
            from: string;
            to?: string;
        };
        Explanation: {
            runId: string;
            communicationId: string | null;
            campaignId: string;
            against: components["schemas"]["ComparedWith"] | null;
            likelyCause: {
                factor: components["schemas"]["Factor"];
                place: components["schemas"]["LessonPlace"];
                sentence: string;
            } | null;
            rows: components["schemas"]["ExplanationRow"][];
            looked: {
                messages: number;
                all: boolean;
            };
            lessons: {
                count: number;
                link: string;
            };
        };
        ExplanationRow: {
            rank: number;
            factor: components["schemas"]["Factor"];
            place: components["schemas"]["LessonPlace"];
            had: string | null;
            previous: string | null;
            now: string | null;
            againstPrevious: components["schemas"]["FactorVerdict"];
            againstNow: components["schemas"]["FactorVerdict"];
            effect: components["schemas"]["Effect"];
            share: number;
            sentence: string;
            because: string;
            events: components["schemas"]["ShownBy"][];
            previousEvents: components["schemas"]["ShownBy"][];
        };
        /** @enum {string} */
        Factor: "approval" | "replies" | "contact data" | "variables" | "instructions" | "template" | "goal" | "sender" | "audience" | "limits" | "queue" | "timing" | "provider";
        /** @enum {string} */
        FactorVerdict: "differs" | "same" | "not known" | "not applicable";
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
        Found: {
            communications: components["schemas"]["CommunicationSummary"][];
            replies: components["schemas"]["ReplySummary"][];
        };
        Goal: {
            lessons: string;
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
        GoalAttainment: {
            goalId: string;
            version: number | null;
            runs: components["schemas"]["AttainedByRun"][];
            more: boolean;
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
        HeldRun: {
            runId: string;
            scope: components["schemas"]["HoldScope"];
            status: components["schemas"]["RunStatus"];
            campaign: {
                id: string;
                name: string | null;
                version: number;
            };
            requestedAt: components["schemas"]["Instant"];
            startAt: components["schemas"]["Instant"] | null;
            withoutOutcome: number | null;
            since: components["schemas"]["Instant"];
            actor: string;
            reason: string | null;
        };
        HeldRunList: {
            items: components["schemas"]["HeldRun"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        History: {
            items: components["schemas"]["HistoryItem"][];
            last: number;
            more: boolean;
            types: {
                type: string;
                count: number;
            }[];
            asOf: components["schemas"]["Instant"] | null;
        };
        HistoryItem: {
            number: number;
            position: components["schemas"]["Position"];
            stream: string;
            revision: number;
            eventId: string;
            type: string;
            occurredAt: components["schemas"]["Instant"];
            actor: string;
            source: string;
            reason: string | null;
            data: Record<string, never>;
            metadata: components["schemas"]["EventMetadata"];
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
        ImportList: {
            items: components["schemas"]["ImportReport"][];
            next: string | null;
        };
        ImportReport: {
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
        };
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
        Ledger: {
            audience: number;
            waiting: number;
            inFlight: number;
            accepted: number;
            refused: number;
            skipped: {
                [key: string]: number;
            };
            unknown: number;
            notAttempted: number;
        };
        Lesson: {
            id: string;
            about: string;
            place: components["schemas"]["LessonPlace"];
            runId: string;
            communicationId: string | null;
            campaign: {
                id: string;
                version: number;
            };
            goal: {
                id: string;
                version: number;
            };
            sender: {
                id: string;
                version: number;
            } | null;
            note: string | null;
            recordedBy: string;
            recordedAt: components["schemas"]["Instant"];
        };
        LessonList: {
            items: components["schemas"]["Lesson"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        /** @enum {string} */
        LessonPlace: "campaign" | "goal" | "execution" | "contact data";
        Live: {
            /** @constant */
            status: "live";
        };
        LocalStart: {
            local: string;
            timeZone: string;
        };
        Manifest: {
            campaign: components["schemas"]["Pin"];
            goal: components["schemas"]["Pin"];
            segment: components["schemas"]["Pin"] | null;
            sender: components["schemas"]["Pin"] | null;
            channel: components["schemas"]["ChannelKind"];
            variables: string | null;
            audience: {
                count: number;
                digest: string;
            };
            policies: {
                /** @enum {string} */
                onUnknown: "never-resend" | "resend";
                /** @enum {string} */
                reviewer: "human" | "none";
                /** @enum {string} */
                responseBehaviour: "record" | "stop";
                maxAttempts: number;
                draftHours: number;
                quietHours?: components["schemas"]["QuietPolicy"];
            };
            provider: {
                name: string;
                hash: string;
            };
        };
        /** @enum {string} */
        MatchMethod: "token" | "in-reply-to" | "references" | "returned-message";
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
        Occurrence: {
            dueAt: components["schemas"]["Instant"];
            outcome: components["schemas"]["OccurrenceOutcome"];
            /** @enum {string} */
            cause: "plan" | "trigger" | "backfill";
            reason: components["schemas"]["OccurrenceReason"] | null;
            detail: string | null;
            runId: string | null;
            latenessMs: number | null;
            onTime: boolean;
            decidedAt: components["schemas"]["Instant"];
        };
        OccurrenceList: {
            items: components["schemas"]["Occurrence"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        /** @enum {string} */
        OccurrenceOutcome: "fired" | "skipped" | "missed" | "buffered" | "backfilled";
        OccurrenceReason: components["schemas"]["SkipReason"] | "outage" | "expired";
        OthersCopy: {
            owner: string;
            base: number;
            savedAt: components["schemas"]["Instant"];
        };
        Parent: {
            runId: string;
            /** @enum {string} */
            relation: "retry" | "again";
        };
        Parked: {
            streams: components["schemas"]["ParkedStream"][];
            work: {
                item: string;
                tries: number;
                error: string | null;
                parkedAt: components["schemas"]["Instant"];
            }[];
        };
        ParkedStream: {
            projection: string;
            stream: string;
            revision: number;
            eventId: string;
            type: string;
            error: string;
            since: components["schemas"]["Instant"];
            waiting: number;
        };
        Pin: {
            id: string;
            version: number;
            hash: string;
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
        PreflightCode: "archived" | "inactive" | "no-goal" | "goal-archived" | "no-writer" | "no-reviewer" | "no-segment" | "segment-archived" | "no-recipients" | "too-many-recipients" | "template-incomplete" | "template-faulty" | "variable-missing" | "rendering-fails" | "section-unused" | "no-sender" | "sender-archived" | "sender-of-other-channel" | "sender-not-verified" | "provider-not-ready" | "all-in-quiet-hours";
        PreflightFinding: {
            code: components["schemas"]["PreflightCode"];
            /** @enum {string} */
            severity: "blocks" | "warns";
            pointer?: string;
            detail: string;
            count?: number;
        };
        PreviewedRun: {
            id: string;
            status: components["schemas"]["RunStatus"];
            type: components["schemas"]["RunType"];
            test: boolean;
            trigger: string;
            channel: components["schemas"]["ChannelKind"];
            campaign: {
                id: string;
                name: string | null;
                version: number;
                headVersion: number | null;
            };
            differsFromCampaign: boolean;
            goal: components["schemas"]["Pin"];
            segment: components["schemas"]["Pin"] | null;
            sender: components["schemas"]["Pin"] | null;
            /** @enum {string} */
            follow: "pinned" | "latest";
            metadata: {
                [key: string]: string;
            };
            parent: components["schemas"]["Parent"] | null;
            requestedBy: string;
            reason: string | null;
            createdAt: components["schemas"]["Instant"];
            startAt: components["schemas"]["Instant"] | null;
            queuedAt: components["schemas"]["Instant"] | null;
            startedAt: components["schemas"]["Instant"] | null;
            endedAt: components["schemas"]["Instant"] | null;
            durationMs: number | null;
            ledger: components["schemas"]["Ledger"];
            drafts: number;
            batches: {
                total: number | null;
                closed: number;
            };
            replies: {
                human?: number;
                "auto-reply"?: number;
                "out-of-office"?: number;
                bounce?: number;
                complaint?: number;
                "opt-out"?: number;
                unclassified?: number;
            } & {
                [key: string]: number;
            };
            lastProgressAt: components["schemas"]["Instant"];
            failure: {
                kind: components["schemas"]["RunFailure"] | "missed";
                detail: string;
            } | null;
            revision: number;
            because: string | null;
        };
        PreviewedTime: {
            dueAt: components["schemas"]["Instant"];
            startAt: components["schemas"]["Instant"];
            local: string;
            offset: string;
            timeZone: string;
            clocksChange: boolean;
            excluded: boolean;
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
            type: "/problems/invalid-request" | "/problems/malformed-request" | "/problems/idempotency-key-required" | "/problems/not-authenticated" | "/problems/not-permitted" | "/problems/not-from-console" | "/problems/not-found" | "/problems/action-not-allowed" | "/problems/already-exists" | "/problems/request-in-progress" | "/problems/stale-version" | "/problems/body-too-large" | "/problems/unsupported-media-type" | "/problems/preflight" | "/problems/idempotency-key-reused" | "/problems/precondition-required" | "/problems/too-many-requests" | "/problems/internal" | "/problems/unavailable";
            title: string;
            status: number;
            detail: string;
            instance: string;
        };
        ProblemType: {
            type: string;
            status: number;
            title: string;
            help: string;
        };
        ProjectionList: {
            items: {
                behindMs: number;
                name: string;
                version: number;
                checkpoint: components["schemas"]["Position"];
                asOf: components["schemas"]["Instant"] | null;
                rebuildRequestedAt: components["schemas"]["Instant"] | null;
                rebuiltAt: components["schemas"]["Instant"] | null;
                rebuilding: components["schemas"]["RebuildProgress"] | null;
                parkedStreams: number;
            }[];
        };
        ProjectionVerdict: {
            projection: string;
            checkpoint: components["schemas"]["Position"];
            equal: boolean;
            parkedStreams: number;
            tables: components["schemas"]["TableComparison"][];
        };
        Publication: {
            version: number;
            hash: string;
            summary: string;
            publishedAt: components["schemas"]["Instant"];
            publishedBy: string;
            reason: string | null;
        };
        Punctuality: {
            planned: number;
            onTime: number;
            late: number;
            backfilled: number;
            missed: number;
            skipped: {
                paused?: number;
                overlap?: number;
                limit?: number;
                exclusion?: number;
                outage?: number;
                expired?: number;
            } & {
                [key: string]: number;
            };
            waiting: number;
            onTimeRate: number | null;
            latenessMs: {
                p50: number;
                p99: number;
                max: number;
            } | null;
        };
        Queue: {
            reconciling: boolean;
            runs: string[];
            batches: {
                runId: string;
                batch: number;
            }[];
            jobs: {
                waiting: number;
                active: number;
            } | null;
            trouble: string | null;
        };
        QuietHours: {
            windows: components["schemas"]["QuietWindow"][];
            /** @enum {string} */
            policy: "hold" | "skip";
            holdAtMostHours?: number;
            zones?: string[];
        };
        QuietPolicy: {
            windows: components["schemas"]["QuietWindow"][];
            /** @enum {string} */
            policy: "hold" | "skip";
            holdAtMostHours: number;
            zones: string[];
        };
        QuietWindow: {
            from: string;
            to: string;
            days?: components["schemas"]["Weekday"][];
            channels?: components["schemas"]["ChannelKind"][];
        };
        /** @enum {string} */
        ReadModel: "history" | "runs" | "communications" | "replies";
        Ready: {
            /** @constant */
            status: "ready";
            epoch: number;
            clockSkewMs: number;
            readModels: {
                name: string;
                behindMs: number;
            }[];
            /** @enum {string} */
            queue: "well" | "in-trouble" | "no-worker";
        };
        Rebuild: {
            name: string;
            /** @constant */
            requested: true;
        };
        RebuildProgress: {
            events: number;
            from: components["schemas"]["Instant"] | null;
            through: components["schemas"]["Instant"] | null;
        };
        Refresh: {
            run: components["schemas"]["Run"];
            differences: components["schemas"]["RunDifference"][];
            due: {
                at: components["schemas"]["Instant"];
                batches: number;
                waiting: number;
                claimed: number;
            };
        };
        RenderedAgain: {
            id: string;
            before: components["schemas"]["RenderingView"] | null;
            after: components["schemas"]["RenderingView"];
            differences: components["schemas"]["Difference"][];
        };
        RenderingView: {
            subject?: string;
            text?: string;
            html?: string;
            body?: string;
            variables: {
                [key: string]: {
                    value: components["schemas"]["Json"];
                    origin: string;
                };
            };
            contentHash: string;
        };
        Replay: {
            runId: string;
            number: number;
            steps: components["schemas"]["ReplayStep"][];
            next: number | null;
            state: components["schemas"]["ReplayState"];
            verdict: components["schemas"]["RunVerdict"] | null;
        };
        ReplayState: {
            status: components["schemas"]["RunStatus"] | "absent";
            ledger: components["schemas"]["Ledger"];
            drafts: number;
            replies: number;
            communication: {
                id: string;
                status: components["schemas"]["CommunicationStatus"];
                attempt: number;
            } | null;
        };
        ReplayStep: {
            number: number;
            type: string;
            stream: string;
            revision: number;
            occurredAt: components["schemas"]["Instant"];
            before: components["schemas"]["ReplayState"];
            after: components["schemas"]["ReplayState"];
        };
        Reply: {
            id: string;
            threadId: string;
            runId: string | null;
            communicationId: string | null;
            campaignId: string | null;
            contact: {
                id: string;
                externalId: string | null;
                name: string | null;
            } | null;
            quarantined: boolean;
            match: {
                method: components["schemas"]["MatchMethod"];
                /** @enum {string} */
                confidence: "sure" | "likely";
            } | null;
            class: components["schemas"]["ReplyClass"] | null;
            rule: string | null;
            bounceStatus: string | null;
            receivedAt: components["schemas"]["Instant"];
            message: {
                from: string | null;
                subject: string | null;
                text: string | null;
            } | null;
            trail: components["schemas"]["TrailEntry"][];
        };
        /** @enum {string} */
        ReplyClass: "human" | "auto-reply" | "out-of-office" | "bounce" | "complaint" | "opt-out";
        ReplyList: {
            items: components["schemas"]["ReplySummary"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        ReplySummary: {
            id: string;
            threadId: string;
            runId: string | null;
            communicationId: string | null;
            campaignId: string | null;
            contact: {
                id: string;
                externalId: string | null;
                name: string | null;
            } | null;
            quarantined: boolean;
            match: {
                method: components["schemas"]["MatchMethod"];
                /** @enum {string} */
                confidence: "sure" | "likely";
            } | null;
            class: components["schemas"]["ReplyClass"] | null;
            rule: string | null;
            bounceStatus: string | null;
            receivedAt: components["schemas"]["Instant"];
            message: {
                from: string | null;
                subject: string | null;
                text: string | null;
            } | null;
        };
        Resolution: {
            resolved: number;
            items: {
                id: string;
                ok: boolean;
                code?: string;
                detail?: string;
            }[];
        };
        Retried: {
            /** @constant */
            kind: "retried";
            streams: components["schemas"]["RetriedStream"][];
        } | {
            /** @constant */
            kind: "rebuild-requested";
        } | {
            /** @constant */
            kind: "nothing-parked";
        } | {
            /** @constant */
            kind: "other-version";
        };
        RetriedStream: {
            stream: string;
            taken: number;
            error: string | null;
        };
        /** @enum {string} */
        Role: "viewer" | "operator" | "manager" | "service" | "admin";
        Run: {
            lessons: string;
            id: string;
            status: components["schemas"]["RunStatus"];
            type: components["schemas"]["RunType"];
            test: boolean;
            trigger: string;
            channel: components["schemas"]["ChannelKind"];
            campaign: {
                id: string;
                name: string | null;
                version: number;
                headVersion: number | null;
            };
            differsFromCampaign: boolean;
            goal: {
                definition: components["schemas"]["GoalDefinition"] | null;
                id: string;
                version: number;
                hash: string;
            };
            segment: components["schemas"]["Pin"] | null;
            sender: components["schemas"]["Pin"] | null;
            /** @enum {string} */
            follow: "pinned" | "latest";
            metadata: {
                [key: string]: string;
            };
            parent: components["schemas"]["Parent"] | null;
            requestedBy: string;
            reason: string | null;
            createdAt: components["schemas"]["Instant"];
            startAt: components["schemas"]["Instant"] | null;
            queuedAt: components["schemas"]["Instant"] | null;
            startedAt: components["schemas"]["Instant"] | null;
            endedAt: components["schemas"]["Instant"] | null;
            durationMs: number | null;
            ledger: components["schemas"]["Ledger"];
            drafts: number;
            batches: {
                total: number | null;
                closed: number;
            };
            replies: {
                human?: number;
                "auto-reply"?: number;
                "out-of-office"?: number;
                bounce?: number;
                complaint?: number;
                "opt-out"?: number;
                unclassified?: number;
            } & {
                [key: string]: number;
            };
            lastProgressAt: components["schemas"]["Instant"];
            failure: {
                kind: components["schemas"]["RunFailure"] | "missed";
                detail: string;
            } | null;
            revision: number;
            note: string | null;
            audience: components["schemas"]["Audience"];
            schedule: {
                id: string;
                dueAt: components["schemas"]["Instant"];
            } | null;
            manifest: components["schemas"]["Manifest"] | null;
            timings: components["schemas"]["RunTimings"];
            communications: {
                planned?: number;
                draft?: number;
                approved?: number;
                rejected?: number;
                expired?: number;
                held?: number;
                claimed?: number;
                deferred?: number;
                accepted?: number;
                delivered?: number;
                bounced?: number;
                complained?: number;
                refused?: number;
                skipped?: number;
                unknown?: number;
                not_attempted?: number;
            };
            allowedActions: components["schemas"]["Allowance"][];
            waitingFor: components["schemas"]["Wait"][];
            children: components["schemas"]["RunRelative"][];
            attainment: components["schemas"]["Attainment"] | null;
            moment: {
                number: number;
                at: components["schemas"]["Instant"];
            } | null;
        };
        /** @enum {string} */
        RunAction: "refresh" | "start-now" | "reschedule" | "pause" | "resume" | "cancel" | "run-again" | "retry-failed" | "decide-drafts" | "resolve-unknowns";
        RunAttainment: {
            goalId: string;
            version: number;
            pinned: boolean;
            attainment: components["schemas"]["Attainment"];
        };
        RunComparison: {
            a: components["schemas"]["ComparedRun"];
            b: components["schemas"]["ComparedRun"];
            differences: {
                facts: components["schemas"]["Difference"][];
                manifest: components["schemas"]["Difference"][];
                outcome: components["schemas"]["Difference"][];
                definition: components["schemas"]["Difference"][];
            };
            sequence: {
                type: string;
                a: components["schemas"]["RunStep"] | null;
                b: components["schemas"]["RunStep"] | null;
            }[];
            rows: components["schemas"]["ExplanationRow"][];
            definitions: {
                a: components["schemas"]["Json"];
                b: components["schemas"]["Json"];
            };
        };
        RunCounters: {
            counts: components["schemas"]["RunCounts"];
            total: number;
            asOf: components["schemas"]["Instant"] | null;
        };
        RunCounts: {
            requested?: number;
            scheduled?: number;
            queued?: number;
            preparing?: number;
            running?: number;
            awaiting_approval?: number;
            pausing?: number;
            paused?: number;
            cancelling?: number;
            completed?: number;
            completed_with_failures?: number;
            failed?: number;
            cancelled?: number;
            missed?: number;
        };
        RunDifference: {
            readModel: components["schemas"]["ReadModel"];
            where: string;
            log: components["schemas"]["Json"];
            stored: components["schemas"]["Json"];
        };
        /** @enum {string} */
        RunFailure: "preflight" | "audience-too-large" | "segment-unreadable" | "provider-configuration" | "internal";
        RunInstructions: {
            campaign: {
                name: string;
                id: string;
                version: number;
                hash: string;
            };
            instructions: components["schemas"]["Instructions"];
            template: components["schemas"]["Template"];
            defaults: {
                [key: string]: components["schemas"]["Json"];
            };
            goal: {
                statement: string | null;
                id: string;
                version: number;
                hash: string;
            };
            variables: components["schemas"]["RunVariables"] | null;
            used: {
                communicationId: string;
                variables: {
                    [key: string]: {
                        value: components["schemas"]["Json"];
                        origin: string;
                    };
                };
            } | null;
            now: components["schemas"]["Pin"];
            differences: components["schemas"]["Difference"][];
        };
        RunList: {
            items: components["schemas"]["RunSummary"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        RunRelative: {
            id: string;
            /** @enum {string} */
            relation: "retry" | "again";
            type: components["schemas"]["RunType"];
            status: components["schemas"]["RunStatus"];
            createdAt: components["schemas"]["Instant"];
        };
        RunRevision: {
            revision: number;
            type: string;
            at: components["schemas"]["Instant"];
            actor: string;
            reason: string | null;
            data: Record<string, never>;
        };
        /** @enum {string} */
        RunStatus: "requested" | "scheduled" | "queued" | "preparing" | "running" | "awaiting_approval" | "pausing" | "paused" | "cancelling" | "completed" | "completed_with_failures" | "failed" | "cancelled" | "missed";
        RunStep: {
            count: number;
            occurredAt: components["schemas"]["Instant"];
            actor: string;
            number: number | null;
        };
        RunSummary: {
            id: string;
            status: components["schemas"]["RunStatus"];
            type: components["schemas"]["RunType"];
            test: boolean;
            trigger: string;
            channel: components["schemas"]["ChannelKind"];
            campaign: {
                id: string;
                name: string | null;
                version: number;
                headVersion: number | null;
            };
            differsFromCampaign: boolean;
            goal: components["schemas"]["Pin"];
            segment: components["schemas"]["Pin"] | null;
            sender: components["schemas"]["Pin"] | null;
            /** @enum {string} */
            follow: "pinned" | "latest";
            metadata: {
                [key: string]: string;
            };
            parent: components["schemas"]["Parent"] | null;
            requestedBy: string;
            reason: string | null;
            createdAt: components["schemas"]["Instant"];
            startAt: components["schemas"]["Instant"] | null;
            queuedAt: components["schemas"]["Instant"] | null;
            startedAt: components["schemas"]["Instant"] | null;
            endedAt: components["schemas"]["Instant"] | null;
            durationMs: number | null;
            ledger: components["schemas"]["Ledger"];
            drafts: number;
            batches: {
                total: number | null;
                closed: number;
            };
            replies: {
                human?: number;
                "auto-reply"?: number;
                "out-of-office"?: number;
                bounce?: number;
                complaint?: number;
                "opt-out"?: number;
                unclassified?: number;
            } & {
                [key: string]: number;
            };
            lastProgressAt: components["schemas"]["Instant"];
            failure: {
                kind: components["schemas"]["RunFailure"] | "missed";
                detail: string;
            } | null;
            revision: number;
        };
        RunTimings: {
            latenessMs: number | null;
            preparationMs: number | null;
            runningMs: number | null;
        };
        /** @enum {string} */
        RunType: "test" | "retry" | "recurring" | "once" | "api" | "manual";
        RunUse: {
            id: string;
            campaignId: string;
            version: number;
            status: components["schemas"]["RunStatus"];
            createdAt: components["schemas"]["Instant"];
        };
        RunVariables: {
            [key: string]: components["schemas"]["Json"];
        };
        RunVerdict: {
            equal: boolean;
            count: number;
            differences: components["schemas"]["RunDifference"][];
            communications: number;
        };
        RunVersions: {
            revisions: components["schemas"]["RunRevision"][];
            campaign: {
                id: string;
                pinned: number;
                /** @enum {string} */
                follow: "pinned" | "latest";
                versions: {
                    pinned: boolean;
                    version: number;
                    hash: string;
                    summary: string;
                    publishedAt: components["schemas"]["Instant"];
                    publishedBy: string;
                    reason: string | null;
                }[];
            };
            moment: {
                number: number;
                at: components["schemas"]["Instant"];
            } | null;
        };
        SavedView: {
            name: string;
            search: string;
            shared: boolean;
            id: string;
            page: string;
            owner: string;
            mine: boolean;
            pinned: boolean;
            isDefault: boolean;
            revision: number;
            updatedAt: components["schemas"]["Instant"];
        };
        SavedViewList: {
            items: components["schemas"]["SavedView"][];
        };
        Schedule: {
            id: string;
            /** @enum {string} */
            status: "active" | "paused" | "archived";
            version: number;
            definition: components["schemas"]["ScheduleDefinition"];
            words: string;
            next: components["schemas"]["PreviewedTime"][];
            createdAt: components["schemas"]["Instant"];
            createdBy: string;
            changedAt: components["schemas"]["Instant"];
            changedBy: string;
            reason: string | null;
            allowedActions: components["schemas"]["ActionAllowance"][];
        };
        ScheduleDefinition: {
            name: string;
            campaignId: string;
            campaignVersion: "latest" | number;
            timeZone: string;
            specs: components["schemas"]["ScheduleSpec"][];
            exclusions: components["schemas"]["Exclusion"][];
            startsAt?: components["schemas"]["Instant"];
            endsAt?: components["schemas"]["Instant"];
            jitterSeconds: number;
            /** @enum {string} */
            gap: "shift" | "skip";
            /** @enum {string} */
            repeated: "first" | "last" | "both";
            /** @enum {string} */
            overlap: "skip" | "buffer-one" | "allow";
            mostOpenRuns: number;
            catchUpSeconds: number;
            startWithinSeconds?: number;
            pauseOnFailure: boolean;
        };
        ScheduleList: {
            items: components["schemas"]["ScheduleListItem"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
        };
        ScheduleListItem: {
            id: string;
            name: string;
            /** @enum {string} */
            status: "active" | "paused" | "archived";
            version: number;
            campaignId: string;
            definition: components["schemas"]["ScheduleDefinition"];
            createdAt: components["schemas"]["Instant"];
            changedAt: components["schemas"]["Instant"];
            changedBy: string;
            reason: string | null;
            last: {
                dueAt: components["schemas"]["Instant"];
                outcome: components["schemas"]["OccurrenceOutcome"];
                reason: components["schemas"]["OccurrenceReason"] | null;
                runId: string | null;
                onTime: boolean;
            } | null;
            words: string;
            next: components["schemas"]["PreviewedTime"][];
        };
        SchedulePreview: {
            words: string;
            times: components["schemas"]["PreviewedTime"][];
        };
        ScheduleSpec: {
            /** @constant */
            kind: "once";
            at: components["schemas"]["Instant"];
        } | {
            /** @constant */
            kind: "interval";
            everySeconds: number;
            phaseSeconds?: number;
        } | {
            /** @constant */
            kind: "cron";
            expression: string;
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
        SegmentAudience: {
            count: number;
            sample: components["schemas"]["Contact"][];
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
                concurrentRuns?: number;
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
        Session: {
            keyId: string;
            owner: string;
            role: components["schemas"]["Role"];
            until: components["schemas"]["Instant"] | null;
            idleUntil: components["schemas"]["Instant"] | null;
        };
        ShownBy: {
            type: string;
            runId: string | null;
            number: number | null;
            stream: string;
            revision: number;
            occurredAt: components["schemas"]["Instant"];
            actor: string;
            reason: string | null;
            link: string | null;
        };
        ShownSetting: {
            variable: string;
            meaning: string;
            value: string | null;
            masked: boolean;
        };
        SignInTicket: {
            ticket: string;
            expiresAt: components["schemas"]["Instant"];
        };
        SkipCount: {
            reason: string;
            rule: string | null;
            ruleVersion: number | null;
            count: number;
        };
        /** @enum {string} */
        SkipReason: "paused" | "overlap" | "limit" | "exclusion";
        Skips: {
            items: components["schemas"]["CommunicationSummary"][];
            next: string | null;
            asOf: components["schemas"]["Instant"] | null;
            counts: components["schemas"]["SkipCount"][];
        };
        SpecInput: {
            /** @constant */
            kind: "once";
            at: components["schemas"]["StartTime"];
        } | {
            /** @constant */
            kind: "interval";
            everySeconds: number;
            phaseSeconds?: number;
        } | {
            /** @constant */
            kind: "cron";
            expression: string;
        };
        StartTime: string | components["schemas"]["LocalStart"];
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
        TableComparison: {
            table: string;
            equal: boolean;
            rows: {
                live: number;
                folded: number;
            };
            digest: {
                live: string;
                folded: string;
            };
            differences: {
                /** @enum {string} */
                only: "live" | "folded";
                row: string;
            }[];
        };
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
        TrailEntry: {
            type: string;
            stream: string;
            revision: number;
            occurredAt: components["schemas"]["Instant"];
            actor: string;
            source: string;
            reason: string | null;
            data: Record<string, never>;
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
        Wait: {
            kind: components["schemas"]["WaitKind"];
            since: components["schemas"]["Instant"] | null;
            until: components["schemas"]["Instant"] | null;
            count: number;
            releasedBy: string;
        };
        /** @enum {string} */
        WaitKind: "time" | "approval" | "quiet-hours" | "rate-limit" | "concurrency" | "back-off" | "provider-down" | "paused" | "hold" | "no-worker" | "queue-down" | "silent-lease" | "read-model-behind";
        /** @enum {string} */
        Weekday: "sun" | "mon" | "tue" | "wed" | "thu" | "fri" | "sat";
        WorkerList: {
            now: components["schemas"]["Instant"];
            items: {
                name: string;
                startedAt: components["schemas"]["Instant"];
                seenAt: components["schemas"]["Instant"];
                queue: {
                    waiting: number;
                    active: number;
                } | null;
                queueTrouble: string | null;
                windows: {
                    [key: string]: number;
                };
            }[];
        };
        WorkingCopies: {
            campaignId: string;
            mine: components["schemas"]["WorkingCopy"] | null;
            others: components["schemas"]["OthersCopy"][];
        };
        WorkingCopy: {
            base: number;
            definition: {
                [key: string]: components["schemas"]["Json"];
            };
            savedAt: components["schemas"]["Instant"];
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
    Goals_attainment: {
        parameters: {
            query?: {
                /** @description Version of the goal to judge all runs by; absent: each by the one that it pinned. */
                version?: number;
                /** @description Most runs, the last started first; 20 when absent. */
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
                    "application/json": components["schemas"]["GoalAttainment"];
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
                    "application/json": components["schemas"]["SegmentAudience"];
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
                    "application/json": components["schemas"]["SegmentAudience"];
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
    Trials_trial: {
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
                "application/json": components["schemas"]["TrialBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CampaignTrial"];
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
    Trials_html: {
        parameters: {
            query: {
                /** @description What it is written from: what is published, or what you have written and not published. */
                of?: "published" | "working-copy";
                /** @description The contact it is written for, by the id your services know them by. */
                contact: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The HTML part */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
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
    WorkingCopies_get: {
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
                    "application/json": components["schemas"]["WorkingCopies"];
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
    WorkingCopies_keep: {
        parameters: {
            query?: never;
            header: {
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
                "application/json": components["schemas"]["WorkingCopyBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkingCopies"];
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
    WorkingCopies_discard: {
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
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    Imports_list: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["ImportList"];
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
                "text/csv": string;
                "application/x-ndjson": string;
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
    Imports_refused: {
        parameters: {
            query?: {
                /** @description `csv` when absent. */
                format?: "csv" | "ndjson";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, as long as it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
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
    Holds_runs: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["HeldRunList"];
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
    Session_get: {
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
                    "application/json": components["schemas"]["Session"];
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
    Session_signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SignInBody"];
            };
        };
        responses: {
            /** @description It was there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
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
    Session_signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    Session_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInTicket"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignInTicket"];
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
    SavedViews_list: {
        parameters: {
            query: {
                page: "runs" | "communications" | "replies" | "drafts" | "contacts" | "campaigns" | "goals" | "segments" | "senders" | "schedules";
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
                    "application/json": components["schemas"]["SavedViewList"];
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
    SavedViews_add: {
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
                "application/json": components["schemas"]["NewViewBody"];
            };
        };
        responses: {
            /** @description It was there */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
                };
            };
            /** @description Made */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
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
    SavedViews_get: {
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
                    "application/json": components["schemas"]["SavedView"];
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
    SavedViews_change: {
        parameters: {
            query?: never;
            header: {
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
                "application/json": components["schemas"]["ViewBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
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
    SavedViews_remove: {
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
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    SavedViews_choose: {
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
                "application/json": components["schemas"]["ViewChoiceBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedView"];
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
    Exports_runs: {
        parameters: {
            query?: {
                status?: ("requested" | "scheduled" | "queued" | "preparing" | "running" | "awaiting_approval" | "pausing" | "paused" | "cancelling" | "completed" | "completed_with_failures" | "failed" | "cancelled" | "missed")[];
                type?: ("test" | "retry" | "recurring" | "once" | "api" | "manual")[];
                channel?: ("email" | "http" | "noop")[];
                campaign?: string[];
                goal?: string[];
                /** @description Who or what asked: names of API keys' owners, schedules. */
                trigger?: string[];
                /** @description `name:value`; given several times, the run carries all of them. */
                metadata?: string[];
                test?: "true" | "false";
                /** @description No progress for a minute, and nothing known to wait for. */
                stalled?: "true" | "false";
                /** @description The campaign has another version now than the run pinned. */
                differs?: "true" | "false";
                /** @description Runs that came out of this one. */
                parent?: string;
                createdFrom?: string;
                createdTo?: string;
                /** @description The time a run is, or was, to start at. */
                scheduledFrom?: string;
                scheduledTo?: string;
                startedFrom?: string;
                startedTo?: string;
                endedFrom?: string;
                endedTo?: string;
                /** @description Absent: created. */
                sort?: "created" | "scheduled" | "started" | "ended" | "duration" | "campaign" | "status";
                /** @description Absent: the newest or greatest first. Runs without a value come last either way. */
                direction?: "asc" | "desc";
                /** @description `csv` when absent. */
                format?: "csv" | "ndjson";
                /** @description Of those that pass, only these. */
                id?: string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, as long as it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
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
    Exports_communications: {
        parameters: {
            query?: {
                status?: ("planned" | "draft" | "approved" | "rejected" | "expired" | "held" | "claimed" | "deferred" | "accepted" | "delivered" | "bounced" | "complained" | "refused" | "skipped" | "unknown" | "not_attempted")[];
                /** @description A contact, by the id your services know them by. */
                contact?: string;
                /** @description An address of a contact, now or once, or of a test. */
                address?: string;
                /** @description With or without angle brackets. */
                messageId?: string;
                direction?: "asc" | "desc";
                /** @description `csv` when absent. */
                format?: "csv" | "ndjson";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, as long as it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
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
                /**
                 * @description As server-sent events: when more events than this were missed, they are not told; one message `reset` says that
                 *     lists are to be read again, and the stream goes on from there. Absent: all are told, to a session 1,000.
                 */
                catchUp?: number;
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
    Problems_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The last part of the type */
                kind: string;
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
                    "application/json": components["schemas"]["ProblemType"];
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
    Explain_compare: {
        parameters: {
            query: {
                a: string;
                b: string;
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
                    "application/json": components["schemas"]["RunComparison"];
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
    Explain_run: {
        parameters: {
            query?: {
                /** @description The run to compare with; absent: the previous run of the same campaign. */
                against?: string;
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
                    "application/json": components["schemas"]["Explanation"];
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
    Explain_communication: {
        parameters: {
            query?: {
                /** @description The run to compare with; absent: the previous run of the same campaign. */
                against?: string;
            };
            header?: never;
            path: {
                /** @description `<run>.<batch>.<index>` */
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
                    "application/json": components["schemas"]["Explanation"];
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
    Lessons_list: {
        parameters: {
            query?: {
                /** @description Cursor of the page before, as its `Link` and `next` said. */
                after?: string;
                /** @description Most items on a page; 50 when absent. */
                limit?: number;
                about?: string;
                /** @description Of the run itself, its messages and their replies. */
                run?: string;
                campaign?: string;
                goal?: string;
                sender?: string;
                place?: "campaign" | "goal" | "execution" | "contact data";
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
                    "application/json": components["schemas"]["LessonList"];
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
    Lessons_record: {
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
                "application/json": components["schemas"]["LessonBody"];
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
                    "application/json": components["schemas"]["Lesson"];
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
    Lessons_get: {
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
                    "application/json": components["schemas"]["Lesson"];
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
    RunCommands_start: {
        parameters: {
            query?: never;
            header: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["StartRunBody"];
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
                    "application/json": components["schemas"]["Run"];
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
    RunCommands_pause: {
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
                    "application/json": components["schemas"]["Run"];
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
    RunCommands_resume: {
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
                    "application/json": components["schemas"]["Run"];
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
    RunCommands_cancel: {
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
                    "application/json": components["schemas"]["Run"];
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
    RunCommands_reschedule: {
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
                "application/json": components["schemas"]["RescheduleBody"];
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
                    "application/json": components["schemas"]["Run"];
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
    RunCommands_startNow: {
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
                    "application/json": components["schemas"]["Run"];
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
    RunCommands_runAgain: {
        parameters: {
            query?: never;
            header: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunAgainBody"];
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
                    "application/json": components["schemas"]["Run"];
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
    RunCommands_retryFailed: {
        parameters: {
            query?: never;
            header: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key": string;
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
                    "application/json": components["schemas"]["Run"];
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
    RunCommands_resend: {
        parameters: {
            query?: never;
            header: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResendBody"];
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
                    "application/json": components["schemas"]["Run"];
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
    Runs_list: {
        parameters: {
            query?: {
                status?: ("requested" | "scheduled" | "queued" | "preparing" | "running" | "awaiting_approval" | "pausing" | "paused" | "cancelling" | "completed" | "completed_with_failures" | "failed" | "cancelled" | "missed")[];
                type?: ("test" | "retry" | "recurring" | "once" | "api" | "manual")[];
                channel?: ("email" | "http" | "noop")[];
                campaign?: string[];
                goal?: string[];
                /** @description Who or what asked: names of API keys' owners, schedules. */
                trigger?: string[];
                /** @description `name:value`; given several times, the run carries all of them. */
                metadata?: string[];
                test?: "true" | "false";
                /** @description No progress for a minute, and nothing known to wait for. */
                stalled?: "true" | "false";
                /** @description The campaign has another version now than the run pinned. */
                differs?: "true" | "false";
                /** @description Runs that came out of this one. */
                parent?: string;
                createdFrom?: string;
                createdTo?: string;
                /** @description The time a run is, or was, to start at. */
                scheduledFrom?: string;
                scheduledTo?: string;
                startedFrom?: string;
                startedTo?: string;
                endedFrom?: string;
                endedTo?: string;
                /** @description Absent: created. */
                sort?: "created" | "scheduled" | "started" | "ended" | "duration" | "campaign" | "status";
                /** @description Absent: the newest or greatest first. Runs without a value come last either way. */
                direction?: "asc" | "desc";
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
                    "application/json": components["schemas"]["RunList"];
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
    Runs_counters: {
        parameters: {
            query?: {
                campaign?: string;
                type?: "test" | "retry" | "recurring" | "once" | "api" | "manual";
                channel?: "email" | "http" | "noop";
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
                    "application/json": components["schemas"]["RunCounters"];
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
    Runs_get: {
        parameters: {
            query?: {
                /** @description A number of the run's history, or a time with an offset: everything as it was then. */
                at?: string;
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
                    "application/json": components["schemas"]["Run"];
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
    Runs_refresh: {
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
                    "application/json": components["schemas"]["Refresh"];
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
    RunParts_communications: {
        parameters: {
            query?: {
                status?: ("planned" | "draft" | "approved" | "rejected" | "expired" | "held" | "claimed" | "deferred" | "accepted" | "delivered" | "bounced" | "complained" | "refused" | "skipped" | "unknown" | "not_attempted")[];
                /** @description A number of the run's history, or a time with an offset: everything as it was then. */
                at?: string;
                /** @description A contact, by the id your services know them by. */
                contact?: string;
                /** @description An address of a contact, now or once, or of a test. */
                address?: string;
                /** @description With or without angle brackets. */
                messageId?: string;
                direction?: "asc" | "desc";
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
                    "application/json": components["schemas"]["CommunicationList"];
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
    RunParts_replies: {
        parameters: {
            query?: {
                /** @description Cursor of the page before, as its `Link` and `next` said. */
                after?: string;
                /** @description Most items on a page; 50 when absent. */
                limit?: number;
                at?: string;
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
                    "application/json": components["schemas"]["ReplyList"];
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
    RunParts_instructions: {
        parameters: {
            query?: {
                /** @description Show the variables that this communication was written with. */
                communication?: string;
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
                    "application/json": components["schemas"]["RunInstructions"];
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
    RunParts_versions: {
        parameters: {
            query?: {
                /** @description A number of the run's history, or a time with an offset: everything as it was then. */
                at?: string;
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
                    "application/json": components["schemas"]["RunVersions"];
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
    RunParts_history: {
        parameters: {
            query?: {
                type?: string[];
                /** @description Entries with greater numbers, ascending. */
                after?: number;
                /** @description Entries with smaller numbers, descending. */
                before?: number;
                at?: string;
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
                    "application/json": components["schemas"]["History"];
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
    RunParts_skips: {
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
                    "application/json": components["schemas"]["Skips"];
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
    RunParts_attainment: {
        parameters: {
            query?: {
                /** @description Version of the goal to judge by; absent: the one that the run pinned. */
                version?: number;
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
                    "application/json": components["schemas"]["RunAttainment"];
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
    Replay_replay: {
        parameters: {
            query?: {
                /** @description Compare the whole run with what the read models hold of it. */
                verify?: "true" | "false";
                /** @description Fold no further than this number of the history, or this time. */
                at?: string;
                /** @description Show steps with greater numbers. */
                after?: number;
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
                    "application/json": components["schemas"]["Replay"];
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
    Occurrences_preview: {
        parameters: {
            query?: {
                /** @description How many; 10 when absent. */
                count?: number;
                /** @description After then; now when absent. */
                after?: string;
            };
            header?: {
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchedulePreview"];
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
    Occurrences_times: {
        parameters: {
            query?: {
                /** @description How many; 10 when absent. */
                count?: number;
                /** @description After then; now when absent. */
                after?: string;
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
                    "application/json": components["schemas"]["SchedulePreview"];
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
    Occurrences_occurrences: {
        parameters: {
            query?: {
                outcome?: ("fired" | "skipped" | "missed" | "buffered" | "backfilled")[];
                /** @description `false`: those that did not run on time, with the reason of each. */
                onTime?: "true" | "false";
                /** @description Due from then on. */
                from?: string;
                /** @description Due before then. */
                to?: string;
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
                    "application/json": components["schemas"]["OccurrenceList"];
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
    Occurrences_occurrencesFile: {
        parameters: {
            query?: {
                outcome?: ("fired" | "skipped" | "missed" | "buffered" | "backfilled")[];
                /** @description `false`: those that did not run on time, with the reason of each. */
                onTime?: "true" | "false";
                /** @description Due from then on. */
                from?: string;
                /** @description Due before then. */
                to?: string;
                /** @description `csv` when absent. */
                format?: "csv" | "ndjson";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, as long as it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
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
    Occurrences_punctuality: {
        parameters: {
            query: {
                from: string;
                to: string;
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
                    "application/json": components["schemas"]["Punctuality"];
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
    Occurrences_backfill: {
        parameters: {
            query: {
                from: string;
                to: string;
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
                    "application/json": components["schemas"]["BackfillPreview"];
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
    Schedules_backfill: {
        parameters: {
            query?: never;
            header: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key": string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BackfillBody"];
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
                    "application/json": components["schemas"]["Schedule"];
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
    Schedules_list: {
        parameters: {
            query?: {
                status?: "active" | "paused" | "archived";
                /** @description Schedules of this campaign. */
                campaign?: string;
                /** @description Part of the name, whatever the case. */
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
                    "application/json": components["schemas"]["ScheduleList"];
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
    Schedules_set: {
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
                "application/json": components["schemas"]["ScheduleBody"];
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
                    "application/json": components["schemas"]["Schedule"];
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
    Schedules_get: {
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
                    "application/json": components["schemas"]["Schedule"];
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
    Schedules_change: {
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
                "application/json": components["schemas"]["ScheduleBody"];
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
                    "application/json": components["schemas"]["Schedule"];
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
    Schedules_pause: {
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
                    "application/json": components["schemas"]["Schedule"];
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
    Schedules_unpause: {
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
                    "application/json": components["schemas"]["Schedule"];
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
    Schedules_archive: {
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
                    "application/json": components["schemas"]["Schedule"];
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
    Schedules_trigger: {
        parameters: {
            query?: never;
            header: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key": string;
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
                    "application/json": components["schemas"]["Schedule"];
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
    Communications_list: {
        parameters: {
            query?: {
                status?: ("planned" | "draft" | "approved" | "rejected" | "expired" | "held" | "claimed" | "deferred" | "accepted" | "delivered" | "bounced" | "complained" | "refused" | "skipped" | "unknown" | "not_attempted")[];
                test?: "true" | "false";
                campaign?: string;
                run?: string;
                channel?: "email" | "http" | "noop";
                /** @description When it was planned: from this moment on. */
                plannedFrom?: string;
                /** @description Up to and without this moment. */
                plannedTo?: string;
                /** @description A contact, by the id your services know them by. */
                contact?: string;
                /** @description An address of a contact, now or once, or of a test. */
                address?: string;
                /** @description With or without angle brackets. */
                messageId?: string;
                direction?: "asc" | "desc";
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
                    "application/json": components["schemas"]["CommunicationList"];
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
    Communications_resolveMany: {
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
                "application/json": components["schemas"]["ResolveManyBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Resolution"];
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
    Communications_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `<run>.<batch>.<index>` */
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
                    "application/json": components["schemas"]["Communication"];
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
    Communications_html: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `<run>.<batch>.<index>` */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The HTML part */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
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
    Communications_resolve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description `<run>.<batch>.<index>` */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResolveBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Communication"];
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
    Find_find: {
        parameters: {
            query: {
                /** @description An address, or a Message-ID. */
                q: string;
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
                    "application/json": components["schemas"]["Found"];
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
    Find_findMail: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A mail (RFC 5322) */
        requestBody: {
            content: {
                "message/rfc822": string;
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Found"];
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
    Bulk_preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkPreview"];
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
    Bulk_list: {
        parameters: {
            query?: {
                status?: ("running" | "aborting" | "completed" | "aborted")[];
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
                    "application/json": components["schemas"]["BulkJobList"];
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
    Bulk_start: {
        parameters: {
            query?: never;
            header: {
                /** @description wait=N: answer once the lists show it, after N seconds at most (30) */
                Prefer?: string;
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BulkBody"];
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
                    "application/json": components["schemas"]["BulkJob"];
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
    Bulk_get: {
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
                    "application/json": components["schemas"]["BulkJob"];
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
    Bulk_results: {
        parameters: {
            query?: {
                /** @description What the runs answered; `open`: those whose turn has not come, or did not come before the job ended. */
                result?: ("done" | "refused" | "failed" | "open")[];
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
                    "application/json": components["schemas"]["BulkRowList"];
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
    Bulk_resultsFile: {
        parameters: {
            query?: {
                /** @description `csv` when absent. */
                format?: "csv" | "ndjson";
                result?: ("done" | "refused" | "failed" | "open")[];
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file, as long as it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                    "application/x-ndjson": string;
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
    Bulk_abort: {
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
                    "application/json": components["schemas"]["BulkJob"];
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
    Drafts_list: {
        parameters: {
            query?: {
                /** @description Cursor of the page before, as its `Link` and `next` said. */
                after?: string;
                /** @description Most items on a page; 50 when absent. */
                limit?: number;
                run?: string;
                campaign?: string;
                /** @description A contact, by the id your services know them by. */
                contact?: string;
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
                    "application/json": components["schemas"]["CommunicationList"];
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
    Drafts_approve: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DecideDraftsBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
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
    Drafts_reject: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["DecideDraftsBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decision"];
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
    Drafts_renderAgain: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                /** @description `<run>.<batch>.<index>` */
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
                    "application/json": components["schemas"]["RenderedAgain"];
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
    Replies_list: {
        parameters: {
            query?: {
                class?: ("human" | "auto-reply" | "out-of-office" | "bounce" | "complaint" | "opt-out")[];
                /** @description Only those that nobody knows the question of, or only the others. */
                quarantined?: "true" | "false";
                campaign?: string;
                run?: string;
                communication?: string;
                /** @description The contact's id within the service. */
                contactId?: string;
                /** @description Who sent it. */
                from?: string;
                receivedFrom?: string;
                receivedTo?: string;
                direction?: "asc" | "desc";
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
                    "application/json": components["schemas"]["ReplyList"];
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
    Replies_get: {
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
                    "application/json": components["schemas"]["Reply"];
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
    Replies_classify: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["ClassifyBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reply"];
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
    Operations_parked: {
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
                    "application/json": components["schemas"]["Parked"];
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
    Operations_retry: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RetryBody"];
            };
        };
        responses: {
            /** @description What was asked for */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Retried"];
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
    Operations_projections: {
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
                    "application/json": components["schemas"]["ProjectionList"];
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
    Operations_rebuild: {
        parameters: {
            query?: never;
            header?: {
                /** @description The same for every retry of one request; its answer is remembered for 24 hours */
                "Idempotency-Key"?: string;
            };
            path: {
                name: "definitions" | "runs" | "communications" | "history" | "replies" | "gates" | "due" | "attainment" | "schedules" | "bulk" | "lessons";
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CommandBody"];
            };
        };
        responses: {
            /** @description Asked for */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rebuild"];
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
    Operations_verify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: "definitions" | "runs" | "communications" | "history" | "replies" | "gates" | "due" | "attainment" | "schedules" | "bulk" | "lessons";
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
                    "application/json": components["schemas"]["ProjectionVerdict"];
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
    Operations_reconcile: {
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
                    "application/json": components["schemas"]["Queue"];
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
    Installation_workers: {
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
                    "application/json": components["schemas"]["WorkerList"];
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
    Installation_configuration: {
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
                    "application/json": components["schemas"]["Configuration"];
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
