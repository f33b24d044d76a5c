import type pg from 'pg';
import type { Instant } from '#domain/kernel/message.js';
import type { EventStore } from '#eventstore/port.js';
import { inTransaction, type Sql } from '#platform/database/pool.js';
import { type Projection, schemaOf } from './projection.js';
import { projectionState, requestRebuild } from './projection-state.js';
import { tryOne } from './runner/take-page.js';
import { liveTarget } from './runner/target.js';
import { isoSql } from './table.js';

/** A stream that a read model does not take in for now, because of one event. */
export interface ParkedStream {
  readonly projection: string;
  readonly stream: string;
  /** The event that failed. */
  readonly revision: number;
  readonly eventId: string;
  readonly type: string;
  readonly error: string;
  readonly since: Instant;
  /** Events of the stream that wait, this one included. */
  readonly waiting: number;
}

/** Parked streams of the live tables, longest first; of one projection, or of all. */
export const listParked = async (sql: Sql, name?: string): Promise<readonly ParkedStream[]> => {
  const { rows } = await sql.query(
    `select p.projection, p.stream, p.revision, p.event_id as "eventId", p.type, coalesce(p.error, '') as error,
       ${isoSql('p.since')} as since,
       (select count(*)::int from work.parked w where w.schema = p.schema and w.stream = p.stream) as waiting
     from work.parked p join work.projections on projections.schema = p.schema
     where ($1::text is null or p.projection = $1) and p.revision = (
       select min(revision) from work.parked w where w.schema = p.schema and w.stream = p.stream)
     order by p.since, p.projection, p.stream`,
    [name ?? null],
  );
  return rows as unknown as ParkedStream[];
};

export type Retried =
  /** What became of each stream; `error` is of the event that it still waits for. */
  | { readonly kind: 'retried'; readonly streams: readonly RetriedStream[] }
  /** The rows depend on the order between streams: a rebuild puts the events in their place. */
  | { readonly kind: 'rebuild-requested' }
  | { readonly kind: 'nothing-parked' }
  /** The tables are of another version than this program: whoever runs that one must retry. */
  | { readonly kind: 'other-version' };

export interface RetriedStream {
  readonly stream: string;
  readonly taken: number;
  readonly error: string | null;
}

/** Tries again what is parked, of one stream or of all. Safe beside a running worker: both move the same row. */
export const retryParked = async (
  deps: { readonly pool: pg.Pool; readonly store: EventStore },
  projection: Projection,
  stream?: string,
): Promise<Retried> => {
  const { name, version } = projection;
  const parked = (await listParked(deps.pool, name)).filter((one) => stream === undefined || one.stream === stream);
  if (parked.length === 0) return { kind: 'nothing-parked' };
  if ((await projectionState(deps.pool, name))?.version !== version) return { kind: 'other-version' };
  if (projection.ordered) {
    await requestRebuild(deps.pool, name);
    return { kind: 'rebuild-requested' };
  }
  const streams: RetriedStream[] = [];
  for (const one of parked) streams.push(await retryStream(deps, projection, one.stream));
  return { kind: 'retried', streams };
};

/** Events of one transaction. */
const atOnce = 100;

const retryStream = async (
  { pool, store }: { readonly pool: pg.Pool; readonly store: EventStore },
  projection: Projection,
  stream: string,
): Promise<RetriedStream> => {
  let taken = 0;
  for (;;) {
    const piece = await inTransaction(pool, async (tx) => {
      // Until the commit the runner waits with its next page.
      await tx.query('select from work.projections where name = $1 for update', [projection.name]);
      return retryPiece(tx, store, projection, stream);
    });
    taken += piece.taken;
    if (piece.error !== null || piece.taken === 0) return { stream, taken, error: piece.error };
  }
};

const retryPiece = async (
  tx: Sql,
  store: EventStore,
  projection: Projection,
  stream: string,
): Promise<{ taken: number; error: string | null }> => {
  const target = liveTarget(projection, 0);
  const { rows } = await tx.query<{ revision: number }>(
    'select revision from work.parked where schema = $1 and stream = $2 order by revision limit $3',
    [schemaOf(projection.name), stream, atOnce],
  );
  const first = rows[0];
  if (first === undefined) return { taken: 0, error: null };
  let taken = 0;
  for (const event of await store.read(stream, { from: first.revision, limit: rows.length })) {
    const error = await tryOne(tx, target, event);
    const here = [target.schema, stream, event.revision];
    if (error !== null) {
      await tx.query('update work.parked set error = $4 where schema = $1 and stream = $2 and revision = $3', [
        ...here,
        error,
      ]);
      return { taken, error };
    }
    await tx.query('delete from work.parked where schema = $1 and stream = $2 and revision = $3', here);
    taken += 1;
  }
  return { taken, error: null };
};
