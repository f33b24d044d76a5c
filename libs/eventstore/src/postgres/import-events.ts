import type pg from 'pg';
import { serialized } from '../append-request.js';
import { InvalidAppend, type RecordedEvent } from '../port.js';
import { translated } from './trouble.js';

/** An event as it stood in another log. */
export type ImportedEvent = Omit<RecordedEvent, 'position' | 'category'>;

/**
 * Takes over events of another log as they are, in their order, with the times at which that log wrote them: all of
 * the page or none. Only for a log that nobody else writes to. Throws `InvalidAppend` unless each of them is the next
 * of its stream.
 */
export const importEvents = async (pool: pg.Pool, events: readonly ImportedEvent[]): Promise<void> => {
  if (events.length === 0) return;
  const rows = events.map((event) => {
    const { stream, revision, recordedAt } = event;
    const [text] = serialized(stream, revision === 0 ? 'none' : revision - 1, [event]);
    if (text === undefined) throw new InvalidAppend('an event without a text');
    const names = [stream, revision, recordedAt, text.id, text.type].map((each) => JSON.stringify(each));
    return `[${names.join(',')},${text.data},${text.metadata}]`;
  });
  try {
    await expectNext(pool, events);
    await pool.query({
      name: 'log-import',
      text: `
        insert into log.events (epoch, stream, revision, recorded_at, id, type, data, meta)
        select (select max(epoch) from log.epochs), e.v ->> 0, (e.v ->> 1)::int, (e.v ->> 2)::timestamptz,
          (e.v ->> 3)::uuid, e.v ->> 4, e.v -> 5, e.v -> 6
        from jsonb_array_elements($1::jsonb) with ordinality as e (v, n) order by e.n`,
      values: [`[${rows.join(',')}]`],
    });
  } catch (error) {
    throw translated(error);
  }
};

const expectNext = async (pool: pg.Pool, events: readonly ImportedEvent[]): Promise<void> => {
  const streams = [...new Set(events.map(({ stream }) => stream))];
  const { rows } = await pool.query<{ stream: string; revision: number }>({
    name: 'log-import-heads',
    text: `
      select s.stream, e.revision from unnest($1::text[]) as s (stream), lateral (
        select revision from log.events where stream = s.stream order by revision desc limit 1) as e`,
    values: [streams],
  });
  const heads = new Map(rows.map(({ stream, revision }) => [stream, revision]));
  for (const { stream, revision } of events) {
    const next = (heads.get(stream) ?? -1) + 1;
    if (revision !== next) throw new InvalidAppend(`${stream} continues at revision ${next}, not at ${revision}`);
    heads.set(stream, revision);
  }
};
