import type { SerializedEvent } from '../append-request.js';
import type { AppendResult, ExpectedRevision } from '../port.js';
import type { Row, Run, Statement } from './connections.js';
import { tokenOf } from './place.js';
import { text } from './rows.js';
import { sqlState } from './trouble.js';

/**
 * One statement, its own transaction. The transaction id is taken by the first inserted row (default of `tx`),
 * after the snapshot that saw the stream's head: whoever appends revision 3 has seen revision 2 committed, so its
 * id is the greater one and the feed keeps each stream in order.
 */
export const insert: Statement = {
  name: 'log-append',
  text: `
    with added as (
      insert into log.events (epoch, stream, revision, id, type, data, meta)
      select (select max(epoch) from log.epochs), $1, $2::int + e.n::int,
        (e.v ->> 0)::uuid, e.v ->> 1, e.v -> 2, e.v -> 3
      from jsonb_array_elements($3::jsonb) with ordinality as e (v, n)
      where coalesce((select revision from log.events where stream = $1 order by revision desc limit 1), -1) = $2::int
      order by e.n
      returning epoch, tx, position, revision
    )
    select epoch, tx, position, revision from added order by revision desc limit 1`,
};

export const stored: Statement = {
  name: 'log-stored',
  text: `select epoch, tx, position, revision, id from log.events
    where stream = $1 and revision > $2::int order by revision limit $3::int`,
};

export const head: Statement = {
  name: 'log-stream-head',
  text: 'select revision from log.events where stream = $1 order by revision desc limit 1',
};

export const append = async (
  run: Run,
  stream: string,
  expected: ExpectedRevision,
  events: readonly SerializedEvent[],
): Promise<AppendResult> => {
  const after = expected === 'none' ? -1 : expected;
  const [last] = await inserted(run, stream, after, events);
  return last ? accepted(last) : await repeated(run, stream, after, events);
};

const inserted = async (
  run: Run,
  stream: string,
  after: number,
  events: readonly SerializedEvent[],
): Promise<readonly Row[]> => {
  const json = events.map(({ id, type, data, metadata }) => `["${id}","${type}",${data},${metadata}]`);
  try {
    return await run(insert, [stream, after, `[${json.join(',')}]`]);
  } catch (error) {
    // Somebody else, or an earlier try of the same append, committed between our look at the head and the insert.
    if (sqlState(error) === '23505') return [];
    throw error;
  }
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
  const same = rows.length === events.length && rows.every((row, index) => row[4] === events[index]?.id);
  if (last && same) return accepted(last);
  const [newest] = await run(head, [stream]);
  return { ok: false, actual: newest ? Number(newest[0]) : 'none' };
};

const accepted = ([epoch, tx, position, revision]: Row): AppendResult => ({
  ok: true,
  revision: Number(revision),
  position: tokenOf(text(epoch), text(tx), text(position)),
});
