import { grouped } from '#platform/grouped.js';
import type { SerializedEvent } from '../append-request.js';
import { type AppendResult, type ExpectedRevision, LogUnavailable } from '../port.js';
import { head, insert, insertInTurn, stored } from './append-statements.js';
import type { Row, Run } from './connections.js';
import { tokenOf } from './place.js';
import { text } from './rows.js';
import { sqlState } from './trouble.js';

/** Statements under way at most, and characters of JSON in each, whose transaction must not last. */
const limits = { atOnce: 2, most: 512 * 1024 };

interface Checked {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly SerializedEvent[];
}

/** What is stored as a whole or not at all: one append, or several in turn. */
interface Whole {
  readonly stream: string;
  /** Stream, revision before the first event, and the events as lists of their parts, of each: an open list. */
  readonly json: readonly string[];
  /** Of each, how many events of its stream the others before it bring. */
  readonly earlier: readonly number[];
  readonly size: number;
}

export interface Appends {
  append(stream: string, expected: ExpectedRevision, events: readonly SerializedEvent[]): Promise<AppendResult>;
  /** All of them in turn and in one commit; null when it cannot be: then nothing is stored by this call. */
  together(appends: readonly Checked[]): Promise<Extract<AppendResult, { ok: true }> | null>;
}

/**
 * Group commit: an append goes at once while fewer than two statements are under way; those that come meanwhile go
 * together in the next, each with an outcome of its own. Those that begin with one stream go one after the other.
 */
export const openAppends = (run: Run): Appends => {
  const lastOf = grouped<Whole, Row | null>(
    { ...limits, weightOf: ({ size }) => size, keyOf: ({ stream }) => stream, isOfOne },
    (group) => inserted(run, group),
  );
  return {
    append: async (stream, expected, events) => {
      const last = await lastOf(wholeOf([{ stream, expected, events }]));
      return last ? accepted(last) : repeated(run, stream, before(expected), events);
    },
    together: async (appends) => {
      const last = await lastOf(wholeOf(appends));
      return last && accepted(last);
    },
  };
};

/** -1 for a stream that must not exist yet. */
const before = (expected: ExpectedRevision): number => (expected === 'none' ? -1 : expected);

const wholeOf = (appends: readonly Checked[]): Whole => {
  const written = new Map<string, number>();
  const earlier = appends.map(({ stream, events }) => {
    const sofar = written.get(stream) ?? 0;
    written.set(stream, sofar + events.length);
    return sofar;
  });
  const json = appends.map(({ stream, expected, events }) => {
    const rows = events.map(({ id, type, data, metadata }) => `["${id}","${type}",${data},${metadata}]`);
    return `[${JSON.stringify(stream)},${before(expected)},[${rows.join(',')}]`;
  });
  return { stream: appends[0]?.stream ?? '', json, earlier, size: json.reduce((sum, { length }) => sum + length, 0) };
};

/**
 * What streams are put in order by: their names from the dash on, so that a run stands before its batches, as they are
 * written in turn.
 */
const placeOf = (stream: string): string => {
  const dash = stream.indexOf('-');
  return `${stream.slice(dash + 1)} ${stream.slice(0, dash)}`;
};

/** The last row of each; null where nothing was stored, as a stream does not stand where it should. */
const inserted = async (run: Run, group: readonly Whole[]): Promise<readonly (Row | null)[]> => {
  const inOrder = group
    .map((whole) => ({ whole, place: placeOf(whole.stream) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1))
    .map(({ whole }) => whole);
  try {
    return await (group.some(({ json }) => json.length > 1) ? numbered : byStream)(run, group, inOrder);
  } catch (error) {
    // Somebody else, or an earlier try of the same append, committed between our look at the head and the insert.
    if (group.length === 1 && sqlState(error) === '23505') return [null];
    throw error;
  }
};

type Insert = (run: Run, group: readonly Whole[], inOrder: readonly Whole[]) => Promise<readonly (Row | null)[]>;

/** Each has another stream. */
const byStream: Insert = async (run, group, inOrder) => {
  const rows = await run(insert, [`[${inOrder.map(({ json }) => `${json[0]}]`).join(',')}]`]);
  const lastOf = new Map(rows.map((row) => [row[3], row]));
  return group.map(({ stream }) => lastOf.get(stream) ?? null);
};

/** A stream of one may be another's too. */
const numbered: Insert = async (run, group, inOrder) => {
  const wanted = inOrder.flatMap(({ json, earlier }, n) => json.map((one, at) => `${one},${n},${earlier[at]}]`));
  const rows = await run(insertInTurn, [`[${wanted.join(',')}]`]);
  const lastOf = new Map(rows.map((row) => [inOrder[Number(row[3])], row]));
  return group.map((whole) => lastOf.get(whole) ?? null);
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

const accepted = ([epoch, tx, position, , revision]: Row): Extract<AppendResult, { ok: true }> => ({
  ok: true,
  revision: Number(revision),
  position: tokenOf(text(epoch), text(tx), text(position)),
});
