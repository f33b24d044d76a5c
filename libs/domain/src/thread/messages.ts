import type { Instant, Message } from '../kernel/message.js';

export const replyClasses = ['human', 'auto-reply', 'out-of-office', 'bounce', 'complaint', 'opt-out'] as const;
export type ReplyClass = (typeof replyClasses)[number];

/** How a reply found its communication: the signed token in the address, the headers, or the addresses alone. */
export type MatchMethod = 'token' | 'in-reply-to' | 'references' | 'returned-message';

/** `sure` where a signature vouches for it, `likely` where only headers that anyone can write do. */
export interface ReplyMatch {
  readonly method: MatchMethod;
  readonly confidence: 'sure' | 'likely';
  readonly communicationId: string;
  readonly runId: string;
  readonly campaignId: string;
  readonly contactId: string;
}

export interface Classification {
  readonly class: ReplyClass;
  /** The rule that decided, e.g. `RFC 3834 Auto-Submitted`. */
  readonly rule: string;
  /** Bounces: RFC 3463 status such as `5.1.1`. */
  readonly status?: string;
}

export type ThreadCommand =
  | Message<'ReceiveReply', { threadId: string; replyId: string; receivedAt: Instant; match: ReplyMatch | null }>
  | Message<'ClassifyReply', { replyId: string } & Classification>;

/**
 * Stream `thread-<communicationId>` for matched replies, `thread-quarantine.<replyId>` for the others.
 * `replyId` derives from the mail's bytes, so a repeated delivery is one reply. Content lies in the vault.
 */
export type ThreadEvent =
  | Message<'ReplyReceived', { threadId: string; replyId: string; receivedAt: Instant; match: ReplyMatch }>
  | Message<'ReplyQuarantined', { threadId: string; replyId: string; receivedAt: Instant }>
  /** What kind of answer it is; a later one, on better evidence, replaces it. */
  | Message<
      'ReplyClassified',
      { threadId: string; replyId: string; runId?: string; communicationId?: string } & Classification
    >;
