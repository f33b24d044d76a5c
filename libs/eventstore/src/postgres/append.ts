import { grouped } from '#platform/grouped.js';
import type { SerializedEvent } from '../append-request.js';
import { type AppendResult, type ExpectedRevision, LogUnavailable } from '../port.js';
import type { Row, Run, Statement } from './connections.js';
import { tokenOf } from './place.js';
import { text } from './rows.js';
import { sqlState } from './trouble.js';

/**
 * Appends to several streams in one statement, its own transaction. The statement's snapshot is taken before anything is
 * inserted and sees the heads of all of its streams; the transaction id is taken by the first inserted row (default
 * of `tx`), after that snapshot. So for each of the streams: whoever appends revision 3 has seen revision 2 committed,
 * the transaction id that he takes then is greater than that of revision 2, and the feed keeps each stream in order.
 * Rows are inserted stream by stream in the order of names, everywhere: of two statements that write to the same
 * streams, neither waits for the other while the other waits for it.
 */
export const insert: Statement = {
  name: 'log-append',
  text: `
    with added as (
      insert into log.events (epoch, stream, revision, id, type, data, meta)
      select (select max(epoch) from log.epochs), s.v ->> 0, (s.v ->> 1)::int + e.n::int,
        (e.v ->> 0)::uuid, e.v ->> 1, e.v -> 2, e.v -> 3
      from jsonb_array_elements($1::jsonb) with ordinality as s (v, n),
        jsonb_array_elements(s.v -> 2) with ordinality as e (v, n)
      where (s.v ->> 1)::int = coalesce(
        (select revision from log.events where stream = s.v ->> 0 order by revision desc limit 1), -1)
      order by s.n, e.n
      returning epoch, tx, position, stream, revision
    )
    select epoch, tx, max(position), stream, max(revision) from added group by epoch, tx, stream`,
};

export const stored: Statement = {
  name: 'log-stored',
  text: `select epoch, tx, position, stream, revision, id from log.events
    where stream = $1 and revision > $2::int order by revision limit $3::int`,
};

export const head: Statement = {
  name: 'log-stream-head',
  text: 'select revision from log.events where stream = $1 order by revision desc limit 1',
};

/** Statements under way at most, and characters of JSON in each, whose transaction must not last. */
const limits = { atOnce: 2, most: 512 * 1024 };

interface Append {
  readonly stream: string;
  /** Stream, revision before the first event, and the events as lists of their parts. */
  readonly json: string;
}

export type AppendTo = (
  stream: string,
  expected: ExpectedRevision,
  events: readonly SerializedEvent[],
) => Promise<AppendResult>;

/**
 * Group commit: an append goes at once while fewer than two statements are under way; those that come meanwhile go
 * together in the next, each with an outcome of its own. Those to one stream go one after the other.
 */
export const openAppends = (run: Run): AppendTo => {
  const lastOf = grouped<Append, Row | null>(
    { ...limits, weightOf: ({ json }) => json.length, keyOf: ({ stream }) => stream, isOfOne },
    (group) => inserted(run, group),
  );
  return async (stream, expected, events) => {
    // -1 for a stream that must not exist yet.
    const after = expected === 'none' ? -1 : expected;
    const last = await lastOf({ stream, json: jsonOf(stream, after, events) });
    return last ? accepted(last) : repeated(run, stream, after, events);
  };
};

const jsonOf = (stream: string, after: number, events: readonly SerializedEvent[]): string => {
  const rows = events.map(({ id, type, data, metadata }) => `["${id}","${type}",${data},${metadata}]`);
  return `[${JSON.stringify(stream)},${after},[${rows.join(',')}]]`;
};

/** The last row of each append; null where nothing was stored, as the stream does not stand where it should. */
const inserted = async (run: Run, group: readonly Append[]): Promise<readonly (Row | null)[]> => {
  const inOrder = group.toSorted((a, b) => (a.stream < b.stream ? -1 : 1));
  try {
    const rows = await run(insert, [`[${inOrder.map(({ json }) => json).join(',')}]`]);
    const lastOf = new Map(rows.map((row) => [row[3], row]));
    return group.map(({ stream }) => lastOf.get(stream) ?? null);
  } catch (error) {
    // Somebody else, or an earlier try of the same append, committed between our look at the head and the insert.
    if (group.length === 1 && sqlState(error) === '23505') return [null];
    throw error;
  }
};

/** Deadlock; the longest wait for a lock is over. */
const ofLocks = new Set(['40P01', '55P03']);

/**
 * Whether the server refused a statement for what is in it: a revision that was taken meanwhile, a value that it does
 * not store, a lock that somebody else holds.
 */
const isOfOne = (error: unknown): boolean => {
  const outage = error instanceof LogUnavailable;
  const state = sqlState(outage ? error.cause : error);
  return outage ? state !== undefined && ofLocks.has(state) : true;
};

/** The stream stands elsewhere. When exactly these events follow the expected revision, this is a retry. */
const repeated = async (
  run: Run,
  stream: string,
  after: number,
  events: readonly SerializedEvent[],
): Promise<AppendResult> => {
  const rows = await run(stored, [stream, after, events.length]);
  const last = rows.at(-1);
  const same = rows.length === events.length && rows.every((row, index) => row[5] === events[index]?.id);
  if (last && same) return accepted(last);
  const [newest] = await run(head, [stream]);
  return { ok: false, actual: newest ? Number(newest[0]) : 'none' };
};

const accepted = ([epoch, tx, position, , revision]: Row): AppendResult => ({
  ok: true,
  revision: Number(revision),
  position: tokenOf(text(epoch), text(tx), text(position)),
});
