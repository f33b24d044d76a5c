import { pointerTo } from '#domain/kernel/fault.js';
import { asObject } from '../http/json.js';
import type { Fault } from '../http/problem.js';

/** NUL and halves of surrogate pairs: PostgreSQL takes neither inside JSON. */
const unstorable = /\0|\p{Cs}/u;
const deepest = 20;

/** What keeps a parsed JSON value out of the vault, by its place. */
export const jsonFaults = (value: unknown, pointer: string, depth = 0): readonly Fault[] => {
  if (depth > deepest) return [{ pointer, code: 'too-deep', detail: `is nested deeper than ${deepest} levels` }];
  if (typeof value === 'string') return textFaults(value, pointer);
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown, index) => jsonFaults(item, pointer + pointerTo(index), depth + 1));
  }
  return Object.entries(asObject(value) ?? {}).flatMap(([name, member]) => [
    ...textFaults(name, pointer),
    ...jsonFaults(member, pointer + pointerTo(name), depth + 1),
  ]);
};

const textFaults = (text: string, pointer: string): readonly Fault[] =>
  unstorable.test(text) ? [{ pointer, code: 'unsafe-text', detail: 'has a character that cannot be stored' }] : [];
