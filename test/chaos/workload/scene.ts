import type { RunStatus } from '#domain/run/lifecycle.js';
import type { SmtpSink } from '../../support/smtp-sink.js';
import type { Attempt } from '../checker/history.js';
import type { Recording } from '../history/recording.js';
import type { Plan } from './plan.js';

/** What the clients know together. */
export interface Scene {
  readonly plan: Plan;
  readonly recording: Recording;
  readonly sink: SmtpSink;
  readonly post: Post;
  /** Ids of runs that were answered, oldest first. */
  readonly runs: string[];
  /** Last seen. */
  readonly statuses: Map<string, RunStatus>;
  /** Scopes that clients hold. */
  readonly holds: Set<string>;
}

/** Hands a mail to the service as the mail server of its sender would. */
export type Post = (mail: Letter) => Promise<Omit<Attempt, 'invokedAt' | 'endedAt'>>;

export interface Letter {
  readonly from: string;
  readonly to: string;
  /** As it goes over the wire; every line ends with CRLF. */
  readonly raw: Buffer;
}

/** Of a page of a list. */
export const itemsOf = (page: unknown): readonly unknown[] =>
  typeof page === 'object' && page !== null && 'items' in page && Array.isArray(page.items) ? page.items : [];
