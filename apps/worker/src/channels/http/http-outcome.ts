import { STATUS_CODES } from 'node:http';
import type { Outcome } from '#domain/batch/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import { later } from '../back-off.js';

/** What became of one POST. `sent`: bytes of it may have left before it failed. */
export type PostResult =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfter: string | null }
  | { readonly kind: 'failed'; readonly code: string; readonly sent: boolean }
  /** Before anything of it had left. */
  | { readonly kind: 'stopped' }
  | { readonly kind: 'blocked' };

/** No wait that an answer asks for is longer than this. */
const longestRetryAfterMs = 24 * 3_600_000;

/** Not this time: too slow, too early, too many (RFC 9110 §15.5.9, RFC 8470 §5.2, RFC 6585 §4). */
const notNow: ReadonlySet<number> = new Set([408, 425, 429]);

/**
 * What a POST amounts to. A redirect is a refusal (Standard Webhooks: it must not be followed), and the answer's
 * body is never kept: endpoints echo what they are sent.
 */
export const outcomeOfPost = (result: PostResult, { now, until }: { now: Instant; until: Instant }): Outcome => {
  switch (result.kind) {
    case 'answered': {
      const { status } = result;
      const answer = `HTTP ${status} ${STATUS_CODES[status] ?? ''}`.trim();
      if (status >= 200 && status < 300) return { kind: 'accepted', answer };
      if (!notNow.has(status) && status < 500) return { kind: 'refused', code: `${status}`, answer };
      const asked = retryAfterMs(result.retryAfter, now);
      return {
        kind: 'deferred',
        code: `${status}`,
        answer,
        until: asked === null ? until : latest(until, later(now, asked)),
      };
    }
    case 'failed':
      return result.sent
        ? { kind: 'unknown', detail: `no answer to the request (${result.code})` }
        : { kind: 'deferred', code: result.code, answer: `no connection (${result.code})`, until };
    case 'stopped':
      return { kind: 'deferred', code: 'stopped', answer: 'stopped before the request left', until: now };
    default:
      return { kind: 'refused', code: 'blocked-address', answer: 'the host has an address that is not public' };
  }
};

/** Retry-After in seconds or as a date (RFC 9110 §10.2.3), capped; null when it says neither. */
const retryAfterMs = (header: string | null, now: Instant): number | null => {
  if (header === null) return null;
  const ms = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.parse(now);
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), longestRetryAfterMs);
};

const latest = (a: Instant, b: Instant): Instant => (a > b ? a : b);
