import type { Instant } from '#domain/kernel/message.js';
import type { Position } from '#eventstore/port.js';
import type { Sql } from '#platform/database/pool.js';
import { isoSql } from './table.js';

/** How much of the log the copy has that will take the place of the tables. */
export interface RebuildProgress {
  readonly events: number;
  /** When the log wrote the first and the newest event in the copy; null while it has none. */
  readonly from: Instant | null;
  readonly through: Instant | null;
}

/** What is recorded about a projection. */
export interface ProjectionState {
  readonly name: string;
  readonly version: number;
  /** Everything up to here is in the tables. */
  readonly checkpoint: Position;
  /** When the log wrote the newest event that is in the tables; null before the first. */
  readonly asOf: Instant | null;
  readonly rebuildRequestedAt: Instant | null;
  readonly rebuiltAt: Instant | null;
  /** How far a rebuild has come; null when none is under way. */
  readonly rebuilding: RebuildProgress | null;
  /** Streams whose events wait for a program that can take them in. */
  readonly parkedStreams: number;
}

const states = `
  select name, version, checkpoint, ${isoSql('as_of')} as "asOf",
    ${isoSql('rebuild_requested_at')} as "rebuildRequestedAt", ${isoSql('rebuilt_at')} as "rebuiltAt",
    case when rebuild_events is not null then jsonb_build_object('events', rebuild_events,
      'from', ${isoSql('rebuild_from')}, 'through', ${isoSql('rebuild_through')}) end as rebuilding,
    (select count(distinct stream)::int from work.parked where parked.schema = projections.schema) as "parkedStreams"
  from work.projections`;

/** Every projection that was started once, by name. */
export const listProjections = async (sql: Sql): Promise<readonly ProjectionState[]> => {
  const { rows } = await sql.query(`${states} order by name`);
  return rows as unknown as ProjectionState[];
};

/** Null when it was never started. */
export const projectionState = async (sql: Sql, name: string): Promise<ProjectionState | null> => {
  const { rows } = await sql.query(`${states} where name = $1`, [name]);
  return (rows[0] as unknown as ProjectionState | undefined) ?? null;
};

/** Asks the worker that runs the projection to rebuild it; false when there is no such projection. */
export const requestRebuild = async (sql: Sql, name: string): Promise<boolean> => {
  const { rowCount } = await sql.query(
    'update work.projections set rebuild_requested_at = coalesce(rebuild_requested_at, now()) where name = $1',
    [name],
  );
  return rowCount === 1;
};

/** How far a list can be trusted: the place in the log it shows, and when the log wrote the newest event in it. */
export interface AsOf {
  readonly position: Position;
  readonly asOf: Instant | null;
}

export const checkpointOf = async (sql: Sql, name: string): Promise<AsOf | null> => {
  const { rows } = await sql.query(
    `select checkpoint as position, ${isoSql('as_of')} as "asOf" from work.projections where name = $1`,
    [name],
  );
  return (rows[0] as unknown as AsOf | undefined) ?? null;
};
