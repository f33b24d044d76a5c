import type { Instant } from '#domain/kernel/message.js';
import type { ScheduleDefinition } from '#domain/schedule/messages.js';
import type { ExistingSchedule } from '#domain/schedule/state.js';
import type { Sql } from '#platform/database/pool.js';
import { conditions, type TimeRange } from '../conditions.js';
import { isRefused, type Listed, pageOf, placeOfCursor } from '../cursor.js';
import { isoSql } from '../table.js';
import type { OccurrenceOutcome, OccurrenceReason } from './tables.js';

export interface ScheduleSummary {
  readonly id: string;
  readonly name: string;
  readonly status: ExistingSchedule['status'];
  readonly version: number;
  readonly campaignId: string;
  readonly definition: ScheduleDefinition;
  readonly createdAt: Instant;
  /** The last change of definition or status. */
  readonly changedAt: Instant;
  readonly changedBy: string;
  readonly reason: string | null;
  /** What became of its newest occurrence; null when it had none. */
  readonly last: Pick<Occurrence, 'dueAt' | 'outcome' | 'reason' | 'runId' | 'onTime'> | null;
}

export interface ScheduleFilters {
  readonly status?: ExistingSchedule['status'];
  readonly campaignId?: string;
  /** Part of the name, whatever the case. */
  readonly name?: string;
}

/** Occurrences with what became of their runs: one whose run came too late is missed, as the run is. */
const occurrencesSql = `(
  select o.schedule_id, o.due_at, o.cause, o.run_id, o.decided_at,
    case when x.run_id is null then o.outcome else 'missed' end as outcome,
    case when x.run_id is null then o.reason else 'expired' end as reason,
    case when x.run_id is null then o.lateness_ms end as lateness_ms,
    coalesce(x.detail, o.detail) as detail
  from rm_schedules.occurrences o left join rm_schedules.expired_runs x on x.run_id = o.run_id) o`;

/** A start that is late by no more than this is on time, ms. */
export const onTimeWithinMs = 1_000;

const onTimeSql = `(outcome = 'fired' and lateness_ms <= ${onTimeWithinMs})`;

/** Schedules in the order of their names. */
export const listSchedules = async (
  sql: Sql,
  { filters, cursor, limit }: { filters: ScheduleFilters; cursor?: string; limit: number },
): Promise<Listed<ScheduleSummary>> => {
  const binding = { list: 'schedules', filters };
  const after = placeOfCursor(cursor, binding, 2);
  if (isRefused(after)) return after;
  const where = conditions();
  where.when(filters.status, (p) => `status = ${p}`);
  where.when(filters.campaignId, (p) => `campaign_id = ${p}`);
  where.when(filters.name, (p) => `position(lower(${p}) in lower(name)) > 0`);
  if (after !== null) where.and(`(name, schedule_id) > (${where.value(after[0])}, ${where.value(after[1])})`);
  const { rows } = await sql.query(
    `select schedule_id as id, name, status, version, campaign_id as "campaignId", definition,
       ${isoSql('created_at')} as "createdAt", ${isoSql('changed_at')} as "changedAt", changed_by as "changedBy", reason,
       (select jsonb_build_object('dueAt', ${isoSql('o.due_at')}, 'outcome', o.outcome, 'reason', o.reason,
          'runId', o.run_id, 'onTime', ${onTimeSql})
        from ${occurrencesSql} where o.schedule_id = s.schedule_id order by o.due_at desc limit 1) as last
     from rm_schedules.schedules s where ${where.text()} order by name, schedule_id limit ${where.value(limit + 1)}`,
    where.values,
  );
  return pageOf(
    rows as unknown as ScheduleSummary[],
    limit,
    binding,
    ({ name, id }) => [name, id],
    (item) => item,
  );
};

/** One planned start and what became of it. */
export interface Occurrence {
  /** The moment that the schedule says; for one that was triggered, the moment of the word. */
  readonly dueAt: Instant;
  readonly outcome: OccurrenceOutcome;
  readonly cause: 'plan' | 'trigger' | 'backfill';
  /** What kept it from running on time; null when nothing is known to have. */
  readonly reason: OccurrenceReason | null;
  readonly detail: string | null;
  /** Null when there is no run. One whose time to live was over is there, and missed as well. */
  readonly runId: string | null;
  /** How much later than planned it was started; null when it was not, or for a range that was caught up on. */
  readonly latenessMs: number | null;
  readonly onTime: boolean;
  readonly decidedAt: Instant;
}

export interface OccurrenceFilters {
  readonly scheduleId: string;
  readonly due?: TimeRange;
  readonly outcomes?: readonly OccurrenceOutcome[];
  readonly onTime?: boolean;
}

/** Occurrences of a schedule, the newest first. */
export const listOccurrences = async (
  sql: Sql,
  { filters, cursor, limit }: { filters: OccurrenceFilters; cursor?: string; limit: number },
): Promise<Listed<Occurrence>> => {
  const binding = { list: 'occurrences', filters };
  const after = placeOfCursor(cursor, binding, 1);
  if (isRefused(after)) return after;
  const where = conditions();
  where.when(filters.scheduleId, (p) => `schedule_id = ${p}`);
  where.between('due_at', filters.due);
  where.oneOf('outcome', filters.outcomes);
  if (filters.onTime !== undefined) where.and(filters.onTime ? onTimeSql : `not ${onTimeSql}`);
  if (after !== null) where.and(`due_at < ${where.value(after[0])}::timestamptz`);
  const { rows } = await sql.query(
    `select ${isoSql('due_at')} as "dueAt", outcome, cause, reason, detail, run_id as "runId",
       lateness_ms as "latenessMs", ${onTimeSql} as "onTime", ${isoSql('decided_at')} as "decidedAt"
     from ${occurrencesSql} where ${where.text()} order by due_at desc limit ${where.value(limit + 1)}`,
    where.values,
  );
  return pageOf(
    rows as unknown as Occurrence[],
    limit,
    binding,
    ({ dueAt }) => [dueAt],
    (item) => item,
  );
};

/** How punctual a schedule was. What was paused, excluded or triggered by hand counts neither way. */
export interface Punctuality {
  readonly planned: number;
  readonly onTime: number;
  /** Started, but more than a second after the time planned. */
  readonly late: number;
  /** Caught up on by a backfill later. */
  readonly backfilled: number;
  readonly missed: number;
  readonly skipped: { readonly [reason in OccurrenceReason]?: number };
  /** Waiting for the end of another run. */
  readonly waiting: number;
  /** Share of those that were to start; null when none was. */
  readonly onTimeRate: number | null;
  /** Of what was started by plan, ms; null when nothing was. */
  readonly latenessMs: { readonly p50: number; readonly p99: number; readonly max: number } | null;
}

export const punctualityOf = async (sql: Sql, scheduleId: string, due: TimeRange): Promise<Punctuality> => {
  const where = conditions();
  where.when(scheduleId, (p) => `schedule_id = ${p}`);
  where.between('due_at', due);
  where.and(`cause <> 'trigger'`);
  const { rows } = await sql.query<CountedRow>(
    `select count(*)::int as planned, count(*) filter (where ${onTimeSql})::int as "onTime",
       count(*) filter (where outcome = 'fired')::int as fired,
       count(*) filter (where outcome = 'backfilled')::int as backfilled,
       count(*) filter (where outcome = 'missed')::int as missed,
       count(*) filter (where outcome = 'buffered')::int as waiting,
       count(*) filter (where outcome = 'skipped' and reason = 'paused')::int as paused,
       count(*) filter (where outcome = 'skipped' and reason = 'exclusion')::int as exclusion,
       count(*) filter (where outcome = 'skipped' and reason = 'overlap')::int as overlap,
       count(*) filter (where outcome = 'skipped' and reason = 'limit')::int as "limit",
       percentile_disc(array[0.5, 0.99, 1]) within group (order by lateness_ms) as lateness
     from ${occurrencesSql} where ${where.text()}`,
    where.values,
  );
  const row = rows[0];
  if (row === undefined) throw new Error('an aggregate gives one row');
  const { planned, onTime, fired, backfilled, missed, waiting, lateness, ...skipped } = row;
  const expected = planned - waiting - skipped.paused - skipped.exclusion;
  const [p50, p99, max] = lateness ?? [];
  return {
    planned,
    onTime,
    late: fired - onTime,
    backfilled,
    missed,
    skipped: Object.fromEntries(Object.entries(skipped).filter(([, count]) => count > 0)),
    waiting,
    onTimeRate: expected === 0 ? null : onTime / expected,
    latenessMs: p50 == null || p99 == null || max == null ? null : { p50, p99, max },
  };
};

interface CountedRow {
  readonly planned: number;
  readonly onTime: number;
  readonly fired: number;
  readonly backfilled: number;
  readonly missed: number;
  readonly waiting: number;
  readonly paused: number;
  readonly exclusion: number;
  readonly overlap: number;
  readonly limit: number;
  readonly lateness: readonly (number | null)[] | null;
}

/** Where a planner goes on with a schedule. */
export interface ScheduleCursor {
  readonly scheduleId: string;
  /** The last planned occurrence that is accounted for. */
  readonly through: Instant | null;
  readonly waiting: Instant | null;
  /** Runs of it that have not ended. */
  readonly openRuns: readonly string[];
}

const cursorsSql = `
  select s.schedule_id as "scheduleId", ${isoSql('c.through')} as through, ${isoSql('c.waiting')} as waiting,
    array(select run_id from rm_schedules.open_runs o where o.schedule_id = s.schedule_id) as "openRuns"
  from rm_schedules.schedules s left join rm_schedules.cursors c using (schedule_id)
  where (s.status <> 'archived' or c.waiting is not null)`;

/** Of the named schedules, or of all. */
export const scheduleCursors = async (sql: Sql, ids?: readonly string[]): Promise<readonly ScheduleCursor[]> => {
  // Two texts: a plan that serves both reads every schedule.
  const { rows } = await (ids === undefined
    ? sql.query(cursorsSql)
    : sql.query(`${cursorsSql} and s.schedule_id = any($1)`, [ids]));
  return rows as unknown as ScheduleCursor[];
};

/** Occurrences in a range that have a run, for who catches up on the others. */
export const occurrencesWithRun = async (
  sql: Sql,
  scheduleId: string,
  { from, to }: Required<TimeRange>,
): Promise<ReadonlySet<Instant>> => {
  const { rows } = await sql.query<{ dueAt: Instant }>(
    `select ${isoSql('due_at')} as "dueAt" from rm_schedules.occurrences
     where schedule_id = $1 and due_at >= $2 and due_at < $3 and run_id is not null`,
    [scheduleId, from, to],
  );
  return new Set(rows.map(({ dueAt }) => dueAt));
};
