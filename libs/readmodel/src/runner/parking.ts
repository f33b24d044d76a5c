import type { RecordedEvent } from '#eventstore/port.js';
import type { Sql } from '#platform/database/pool.js';
import type { Target } from './target.js';

/** Long enough to find the cause, short enough for a table. */
const longestError = 500;

/** Writes down events that these tables lack; `error` is of the one that failed, absent for those behind it. */
export const park = async (
  tx: Sql,
  { projection, schema }: Target,
  events: readonly RecordedEvent[],
  error: string | null = null,
): Promise<void> => {
  if (events.length === 0) return;
  await tx.query(
    `insert into work.parked (schema, projection, stream, revision, position, event_id, type, error)
     select $1, $2, stream, revision, position, event_id, type, $8
     from unnest($3::text[], $4::int4[], $5::text[], $6::uuid[], $7::text[])
       as e (stream, revision, position, event_id, type)
     on conflict (schema, stream, revision) do nothing`,
    [
      schema,
      projection.name,
      events.map(({ stream }) => stream),
      events.map(({ revision }) => revision),
      events.map(({ position }) => position),
      events.map(({ id }) => id),
      events.map(({ type }) => type),
      error?.slice(0, longestError) ?? null,
    ],
  );
};

/** Of each of these schemas, the streams whose events its tables do not take in for now. */
export const parkedStreams = async (
  tx: Sql,
  schemas: readonly string[],
): Promise<(schema: string) => ReadonlySet<string>> => {
  const { rows } = await tx.query<{ schema: string; stream: string }>({
    name: 'parked-streams',
    text: 'select distinct schema, stream from work.parked where schema = any($1)',
    values: [schemas],
  });
  return (of) => new Set(rows.filter(({ schema }) => schema === of).map(({ stream }) => stream));
};
