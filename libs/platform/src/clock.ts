import type { Instant } from '#domain/kernel/message.js';

/** Where a decision takes the time from; tests hand in their own. */
export type Clock = () => Instant;

export const systemClock: Clock = () => new Date().toISOString();
