import type { SenderDefinition } from '#domain/sender/messages.js';

/**
 * The Message-ID of a communication, brackets included, on the sender's domain: the same for every attempt, so
 * that a second copy can be told from a second message, and readable back from In-Reply-To and References.
 */
export const messageIdOf = (communicationId: string, { replyDomain, from }: SenderDefinition): string =>
  `<${communicationId}@${(replyDomain ?? from?.address.split('@').at(-1) ?? 'localhost').toLowerCase()}>`;

const shape = /<?\b([0-7][0-9a-hjkmnp-tv-z]{25}\.[1-9][0-9]{0,5}\.[0-9]{1,3})@[^\s<>]+>?/gi;

/** Every communication that a header names by one of our Message-IDs, in the header's order. */
export const communicationIdsIn = (header: string): readonly string[] =>
  Array.from(header.matchAll(shape), ([, id]) => (id ?? '').toLowerCase());
