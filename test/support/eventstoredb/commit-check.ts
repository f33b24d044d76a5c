import type { LoggedEvent, ProposedEvent } from './record.js';
import type { Store, Stream } from './store.js';

export type Expected = number | 'no_stream' | 'any' | 'stream_exists';

/** What the server's writer decides before it writes. -1 = no event yet. */
export type CommitCheck =
  | { readonly kind: 'write'; readonly undelete: boolean }
  | { readonly kind: 'repeated'; readonly last: LoggedEvent }
  | { readonly kind: 'wrong-version'; readonly current: number }
  | { readonly kind: 'deleted' };

export const checkCommit = (
  store: Store,
  name: string,
  expected: Expected,
  events: readonly Pick<ProposedEvent, 'id'>[],
): CommitCheck => {
  if (store.isTombstoned(name)) return { kind: 'deleted' };
  const stream = store.stream(name);
  const current = (stream?.events.length ?? 0) - 1;
  const undelete = stream?.metadata.truncateBefore === Infinity;
  const wrong: CommitCheck = { kind: 'wrong-version', current };

  if (expected === 'stream_exists') {
    if (undelete) return { kind: 'deleted' };
    if (current < 0 && (store.stream(`$$${name}`)?.events.length ?? 0) === 0) return wrong;
  }
  if (expected === 'any' || expected === 'stream_exists') {
    const known = events.map(({ id }) => store.recent.of(name, id));
    const unknown = known.indexOf(undefined);
    const last = known.at(-1);
    if (unknown === -1 && last !== undefined) return { kind: 'repeated', last };
    // Only a repetition that begins as one is noticed; new events before known ones are written again.
    return unknown > 0 ? wrong : { kind: 'write', undelete };
  }
  const at = expected === 'no_stream' ? -1 : expected;
  if (at > current) return wrong;
  if (at === current) return { kind: 'write', undelete };
  return (
    compareWithWritten(stream, at, events) ??
    (mayRestart(stream, at, events, undelete) ? { kind: 'write', undelete } : wrong)
  );
};

/** An exact expectation is checked against the log itself, so a repetition is recognised for ever. */
const compareWithWritten = (
  stream: Stream | undefined,
  at: number,
  events: readonly Pick<ProposedEvent, 'id'>[],
): CommitCheck | undefined => {
  const same = events.every(({ id }, n) => stream?.events[at + 1 + n]?.id === id);
  const last = stream?.events[at + events.length];
  return same && events.length > 0 && last !== undefined ? { kind: 'repeated', last } : undefined;
};

/** `no_stream` holds for a soft-deleted stream, unless the events begin as the old ones did. */
const mayRestart = (
  stream: Stream | undefined,
  at: number,
  [first]: readonly Pick<ProposedEvent, 'id'>[],
  softDeleted: boolean,
): boolean => softDeleted && at === -1 && (first === undefined || stream?.events[0]?.id !== first.id);
