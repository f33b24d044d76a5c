import type { HoldReason } from '#domain/batch/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { Sql } from '#platform/database/pool.js';
import { isoSql } from '../table.js';
import type { Standings } from '../standings/standings.js';

/** Recipients who wait for the same, and when the first of them need not wait any longer (null: no time is set). */
export interface Waiting {
  readonly count: number;
  readonly until: Instant | null;
}

/** What the recipients of a run's open batches wait for. */
export interface RunWaits {
  /** Nothing but a worker keeps them. */
  readonly claimable: number;
  readonly drafts: Waiting;
  readonly deferred: Waiting;
  /** Those of the deferred whose provider could not be reached at all. */
  readonly unreachable: number;
  readonly held: readonly ({ readonly reason: HoldReason } & Waiting)[];
  /** Claims without an outcome, by batch. */
  readonly claimed: readonly { readonly batch: number; readonly count: number }[];
}

export const waitsOfRun = async (sql: Sql, runId: string): Promise<RunWaits> => {
  const [batches, exceptions] = await Promise.all([
    sql.query<{ batch: number; standings: Standings; until: { readonly [place: string]: Instant } }>(
      'select batch, standings, until from rm_due.batches where run_id = $1 order by batch',
      [runId],
    ),
    sql.query<{
      status: 'held' | 'deferred';
      reason: HoldReason;
      count: number;
      until: Instant | null;
      unreachable: number;
    }>(
      `select e.status, e.reason, count(*)::int as count, ${isoSql('min(c.until_at)')} as until,
         (count(*) filter (where c.code ~ '^E[A-Z]+$'))::int as unreachable
       from rm_communications.exceptions e join rm_communications.communications c using (run_id, batch, idx)
       where e.run_id = $1 and e.status in ('held', 'deferred') group by e.status, e.reason order by e.status, e.reason`,
      [runId],
    ),
  ]);
  const waits = batches.rows.flatMap(({ standings, until }) =>
    [...standings].map((letter, place) => ({ letter, until: until[String(place)] ?? null })),
  );
  const of = (letter: string): Waiting => sumUp(waits.filter((wait) => wait.letter === letter));
  return {
    claimable: of('p').count + of('y').count,
    drafts: of('d'),
    deferred: of('f'),
    unreachable: exceptions.rows.reduce(
      (sum, { status, unreachable }) => sum + (status === 'deferred' ? unreachable : 0),
      0,
    ),
    held: exceptions.rows.flatMap(({ status, reason, count, until }) =>
      status === 'held' ? [{ reason, count, until }] : [],
    ),
    claimed: batches.rows.flatMap(({ batch, standings }) => {
      const count = [...standings].filter((letter) => letter === 'c').length;
      return count === 0 ? [] : [{ batch, count }];
    }),
  };
};

const sumUp = (waits: readonly { readonly until: Instant | null }[]): Waiting => ({
  count: waits.length,
  until: waits.reduce<Instant | null>(
    (first, { until }) => (until !== null && (first === null || until < first) ? until : first),
    null,
  ),
});
