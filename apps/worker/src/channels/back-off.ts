import type { Instant } from '#domain/kernel/message.js';
import { sha256 } from '#platform/ids.js';

/** How long to leave a provider alone that asked for it, in milliseconds. */
export interface BackOff {
  /** After the first attempt; doubled by each further one. */
  readonly baseMs: number;
  /** No wait is longer than this and a quarter. */
  readonly capMs: number;
}

/** A greylisting server lets a message pass after minutes, a full mailbox is emptied after hours. */
export const defaultBackOff: BackOff = { baseMs: 60_000, capMs: 4 * 3_600_000 };

/**
 * The wait after an attempt (from 1): exponential, and spread by up to a quarter to either side so that a batch
 * deferred at one moment does not come back at one moment. The spread depends on id and attempt alone.
 */
export const backOffMs = (attempt: number, id: string, { baseMs, capMs }: BackOff = defaultBackOff): number => {
  const spread = Number.parseInt(sha256(`${id} ${attempt}`).slice(0, 8), 16) / 2 ** 32;
  return Math.round(Math.min(baseMs * 2 ** (attempt - 1), capMs) * (0.75 + spread / 2));
};

export const later = (now: Instant, ms: number): Instant => new Date(Date.parse(now) + ms).toISOString();
