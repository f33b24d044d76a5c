import { type ValueHashes, type ValueOrigin, valueOrigins } from '#domain/batch/messages.js';
import { canonicalJson } from '#domain/kernel/canonical-json.js';
import type { Json } from '#domain/kernel/message.js';
import { hmac } from '#platform/ids.js';
import type { Rendering } from './renderings.js';

/** 64 bits: enough to tell whether a value changed. */
const hashLength = 16;

/** Longest JSON of one message's hashes, in characters: a hundred of them share an append. */
const mostCharacters = 1_500;

/**
 * What an event says of the values a message was filled in with: keyed hashes, never the values. What the campaign, the
 * goal and the service add is left out, for the pinned versions tell it.
 */
export const valueHashesOf = (key: Buffer, variables: Rendering['variables']): ValueHashes => {
  const hashes: { [origin in ValueOrigin]?: { readonly [name: string]: string } } = {};
  for (const origin of valueOrigins) {
    const named = Object.entries(variables).filter((entry) => originOf(entry[1].origin) === origin);
    if (named.length === 0) continue;
    const each = Object.fromEntries(named.map(([name, { value }]) => [name, hashOf(key, name, value)]));
    const all = Object.fromEntries(named.map(([name, { value }]): [string, Json] => [name, value]));
    hashes[origin] = JSON.stringify(each).length > mostCharacters ? { '*': hashOf(key, '*', all) } : each;
  }
  return hashes;
};

/** The name goes in too: equal values of two fields must not show that they are equal. */
const hashOf = (key: Buffer, name: string, value: Json): string =>
  hmac(key, canonicalJson([name, value])).slice(0, hashLength);

/** `contact:people.csv` → `contact`; the rest may say more than an event should. */
const originOf = (origin: string): string => origin.replace(/:.*$/s, '');
