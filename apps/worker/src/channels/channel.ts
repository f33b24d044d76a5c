import type { Outcome } from '#domain/batch/messages.js';
import type { ChannelKind } from '#domain/campaign/messages.js';
import type { SenderDefinition } from '#domain/sender/messages.js';

/** One version of a sender, as the run pinned it. */
export type Sender = SenderDefinition & { readonly id: string };

/** The rendered message. Email has a subject and at least one of text and html; http has a body (JSON text). */
export interface OutgoingContent {
  readonly subject?: string;
  readonly text?: string;
  readonly html?: string;
  readonly body?: string;
}

/** One message to one recipient, claimed in the log before it is handed over. */
export interface OutgoingMessage {
  readonly communicationId: string;
  /** What `messageIdOf` of the channel said and the claim recorded. */
  readonly messageId: string;
  readonly campaignId: string;
  /** From 1; back-off grows with it. */
  readonly attempt: number;
  /** Email: the address. Other channels do not look at it. */
  readonly to: string;
  readonly sender: Sender;
  readonly content: OutgoingContent;
  /** The same for every attempt at one communication; providers that know such keys drop repetitions. */
  readonly idempotencyKey: string;
}

/**
 * A way out of the service. What becomes of a message is a value, never an exception. `accepted` is only ever the
 * provider's own answer; `refused` is the provider's final no, or this channel's before anything left (a broken
 * address, a blocked host); `deferred` promises that the provider has not taken it; the rest is `unknown`.
 */
export interface Channel {
  readonly kind: ChannelKind;
  /** How many messages it can have on the wire at once. A worker claims at most twice as many. */
  readonly connections: number;

  /** The id under which the message travels, known before it leaves and the same for every attempt. */
  messageIdOf(communicationId: string, sender: SenderDefinition): string;

  /**
   * Sends once; it never tries again by itself after a byte of the message may have left. When the signal aborts
   * it stops what has not left: `deferred` until now. What the provider has got as a whole nobody can call back; its
   * answer is waited for within the channel's time limits. It throws only on bugs.
   */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<Outcome>;

  /** Ends the connections. Nothing may be in flight any more. */
  close(): Promise<void>;
}
