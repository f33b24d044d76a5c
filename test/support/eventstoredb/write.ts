import { randomUUID } from 'node:crypto';

import { checkCommit, type CommitCheck, type Expected } from './commit-check.js';
import { metastreamOf, originalOf, undeleted } from './metadata.js';
import type { LoggedEvent, ProposedEvent } from './record.js';
import type { Store } from './store.js';

/** Revision -1 = the stream has no event (an append of nothing). */
export type WriteResult =
  | { readonly kind: 'written'; readonly revision: number; readonly position: string }
  | Exclude<CommitCheck, { readonly kind: 'write' | 'repeated' }>;

export const writeEvents = (
  store: Store,
  stream: string,
  expected: Expected,
  events: readonly ProposedEvent[],
): WriteResult => {
  const check = checkCommit(store, stream, expected, events);
  if (check.kind === 'repeated') return written(store, check.last);
  if (check.kind !== 'write') return check;
  const original = originalOf(stream);
  const reopens = original !== undefined && store.stream(original)?.metadata.truncateBefore === Infinity;
  const last = events.length === 0 ? undefined : store.write(stream, events).at(-1);
  if (check.undelete) undelete(store, stream, lengthOf(store, stream) - events.length);
  if (reopens) undelete(store, original, lengthOf(store, original));
  if (last !== undefined) return written(store, last);
  return { kind: 'written', revision: lengthOf(store, stream) - 1, position: store.positionText() };
};

const lengthOf = (store: Store, stream: string): number => store.stream(stream)?.events.length ?? 0;

const written = (store: Store, last: LoggedEvent): WriteResult => ({
  kind: 'written',
  revision: last.revision,
  position: store.positionText(last.position),
});

/** `$tb` is rewritten in what the metadata says, after the events and without a word to the writer. */
const undelete = (store: Store, stream: string, from: number): void => {
  const newest = store.stream(metastreamOf(stream))?.events.at(-1);
  if (newest === undefined) return;
  store.write(metastreamOf(stream), [metadataEvent(undeleted(store.dataOf(newest), from))]);
};

export const metadataEvent = (data: Uint8Array): ProposedEvent => ({
  id: randomUUID(),
  type: '$metadata',
  contentType: 'application/json',
  data,
  metadata: new Uint8Array(),
});
