import type { Message } from '../kernel/message.js';
import type { VersionedCommand, VersionedEvent } from '../versioned/messages.js';
import type { ChannelKind } from '../campaign/messages.js';

/** On whose behalf messages leave, and how fast. Secrets are referred to by name, never held. */
export interface SenderDefinition {
  readonly name: string;
  readonly channel: ChannelKind;
  /** Email: the From header. */
  readonly from?: { readonly name: string; readonly address: string };
  /** Email: where answers and bounces go; the worker's inbound listener serves it. */
  readonly replyDomain?: string;
  /** http: where to POST. https only, unless the host is in the operator's allow list. */
  readonly url?: string;
  /** Name of a configured provider: `smtp` (SMTP_URL), `http`, `noop`. */
  readonly provider: string;
  /** http: name of the configured signing secret. */
  readonly secret?: string;
  readonly limits: {
    /** Messages per second over all workers together. */
    readonly perSecond: number;
    /** Runs under way at a time that use this sender; test runs do not count and do not wait. */
    readonly concurrentRuns?: number;
  };
}

export type SenderCommand =
  | VersionedCommand<SenderDefinition>
  /** `verificationId` names the test message; its address lies in the vault under that id. */
  | Message<'RequestVerification', { verificationId: string }>
  | Message<'RecordVerification', { verificationId: string; accepted: boolean; detail: string }>;

/** A verification holds for one version: a revised sender must be verified again. */
export type SenderEvent =
  | VersionedEvent<'Sender', SenderDefinition>
  | Message<'SenderVerificationRequested', { id: string; version: number; verificationId: string }>
  | Message<'SenderVerified', { id: string; version: number; verificationId: string }>
  | Message<'SenderVerificationFailed', { id: string; version: number; verificationId: string; detail: string }>;
