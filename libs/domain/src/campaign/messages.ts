import type { QuietHours } from '../quiet-hours/messages.js';
import type { Json, Message } from '../kernel/message.js';
import type { VersionedCommand, VersionedEvent } from '../versioned/messages.js';

/** Ways out of the service. `noop` renders and records everything and sends nothing. */
export const channelKinds = ['email', 'http', 'noop'] as const;
export type ChannelKind = (typeof channelKinds)[number];

/** Prose for people, and named Liquid sections that the template takes in as `instructions.<name>`. */
export interface Instructions {
  readonly prose: string;
  readonly sections: { readonly [name: string]: string };
}

/** Liquid texts. Email needs a subject and at least one of text and html; http needs a body (JSON text). */
export interface Template {
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly body?: string;
}

/**
 * The plan. References may be null and choices absent while it is being written; preflight lists what a run
 * still needs. A run pins one version of it.
 */
export interface CampaignDefinition {
  readonly name: string;
  readonly channel: ChannelKind;
  readonly goal: string | null;
  readonly segment: string | null;
  readonly sender: string | null;
  readonly instructions: Instructions;
  readonly template: Template;
  /** What turns instructions and contact into a message. */
  readonly writer: 'template' | null;
  /** Who looks at drafts before they leave; `none` is a choice too. */
  readonly reviewer: 'human' | 'none' | null;
  /** `stop`: who has answered as a human gets nothing further of this campaign. */
  readonly responseBehaviour: 'record' | 'stop';
  /** Values for variables that the contact lacks. */
  readonly defaults: { readonly [variable: string]: Json };
  readonly limits: {
    /** A run with a larger audience does not start. */
    readonly maxRecipients?: number;
    /** Runs of this campaign under way at a time; test runs do not count and do not wait. */
    readonly concurrentRuns?: number;
    /** When nothing leaves, in the recipient's own zone. Test messages do not mind. */
    readonly quietHours?: QuietHours;
    /** A run that has not started so many seconds after it was to start is missed, unless its request says another time. */
    readonly startWithinSeconds?: number;
  };
  /** What happens to a message whose fate a crash left open: people decide, or the same message is sent again. */
  readonly onUnknown: 'never-resend' | 'resend';
}

export type CampaignCommand =
  | VersionedCommand<CampaignDefinition>
  | Message<'Activate', object>
  | Message<'Pause', object>;

export type CampaignEvent =
  | VersionedEvent<'Campaign', CampaignDefinition>
  | Message<'CampaignActivated', { id: string }>
  | Message<'CampaignPaused', { id: string }>;
