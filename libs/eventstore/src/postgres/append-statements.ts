import type { Statement } from './connections.js';

/**
 * Appends to several streams in one statement, its own transaction. The statement's snapshot is taken before anything is
 * inserted and sees the heads of all of its streams; the transaction id is taken by the first inserted row (default
 * of `tx`), after that snapshot. So for each of the streams: whoever appends revision 3 has seen revision 2 committed,
 * the transaction id that he takes then is greater than that of revision 2, and the feed keeps each stream in order.
 * Rows are inserted stream by stream in one order, everywhere: of two statements that write to the same
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

/**
 * The same, of which some go in turn: those that share a number (3), each behind so many events (4) of its own stream, are
 * stored together or not at all. Answers with the last row of each that is stored, by its number.
 */
export const insertInTurn: Statement = {
  name: 'log-append-in-turn',
  text: `
    with wanted as materialized (
      select s.n, s.v, bool_and((s.v ->> 1)::int - (s.v ->> 4)::int = coalesce(
        (select revision from log.events where stream = s.v ->> 0 order by revision desc limit 1), -1))
        over (partition by s.v ->> 3) as fits
      from jsonb_array_elements($1::jsonb) with ordinality as s (v, n)
    ), added as (
      insert into log.events (epoch, stream, revision, id, type, data, meta)
      select (select max(epoch) from log.epochs), s.v ->> 0, (s.v ->> 1)::int + e.n::int,
        (e.v ->> 0)::uuid, e.v ->> 1, e.v -> 2, e.v -> 3
      from wanted as s, jsonb_array_elements(s.v -> 2) with ordinality as e (v, n)
      where s.fits
      order by s.n, e.n
      returning epoch, tx, position, stream, revision
    )
    select a.epoch, a.tx, a.position, s.v ->> 3, a.revision
    from wanted as s join added as a
      on s.fits and a.stream = s.v ->> 0 and a.revision = (s.v ->> 1)::int + jsonb_array_length(s.v -> 2)
    order by s.n`,
};
