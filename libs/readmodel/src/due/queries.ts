import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Sql } from '#platform/database/pool.js';
import { isoSql } from '../table.js';

export interface DueRun {
  readonly runId: string;
  readonly startAt: Instant;
  /** Time to live, s; null: the planner's own patience counts. */
  readonly startWithin: number | null;
}

/** Scheduled runs whose time comes until then, the longest overdue first. */
export const dueRuns = async (sql: Sql, until: Instant, limit = 500): Promise<readonly DueRun[]> => {
  const { rows } = await sql.query(
    `select run_id as "runId", ${isoSql('start_at')} as "startAt", start_within as "startWithin" from rm_due.runs
     where status = 'scheduled' and start_at <= $1 order by start_at, run_id limit $2`,
    [until, limit],
  );
  return rows as unknown as DueRun[];
};

/** Queued runs whose time to live is over, and that nobody has begun to prepare. */
export const expiredRuns = async (sql: Sql, now: Instant, limit: number): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ run_id: string }>(
    `select run_id from rm_due.runs where status = 'queued' and start_by < $1 order by start_by, run_id limit $2`,
    [now, limit],
  );
  return rows.map(({ run_id }) => run_id);
};

/** A run that has not ended. */
export interface OpenRunRow {
  readonly runId: string;
  readonly status: RunStatus;
  readonly campaignId: string;
  readonly channel: ChannelKind;
  readonly senderId: string | null;
  readonly startAt: Instant | null;
  /** It goes before the others. */
  readonly urgent: boolean;
  /** When it came into its status. */
  readonly since: Instant;
  readonly lastProgressAt: Instant;
  /** Whether a person looks at its drafts; false until it has started. */
  readonly reviewed: boolean;
  /** Batches the run started with (null before), and how many of them are closed. */
  readonly batches: number | null;
  readonly closedBatches: number;
  /** Revision of the run's stream. */
  readonly revision: number;
}

const openRunsSql = `
  select r.run_id as "runId", r.status, r.campaign_id as "campaignId", r.channel, r.sender_id as "senderId",
    ${isoSql('r.start_at')} as "startAt", r.urgent, ${isoSql('r.since')} as since, ${isoSql('r.last_progress_at')} as "lastProgressAt",
    r.reviewed, r.batches, r.closed_batches as "closedBatches", r.revision
  from rm_due.runs r`;

/** Runs that have not ended and stand in one of these statuses (absent: in any): urgent ones, then longest in its status. */
export const openRuns = async (
  sql: Sql,
  { statuses, limit = 1000 }: { statuses?: readonly RunStatus[]; limit?: number } = {},
): Promise<readonly OpenRunRow[]> => {
  const { rows } = await sql.query(
    `${openRunsSql} where ($1::text[] is null or r.status = any($1)) order by r.urgent desc, r.since, r.run_id limit $2`,
    [statuses ?? null, limit],
  );
  return rows as unknown as OpenRunRow[];
};

/** Runs in the order in which they are to be looked at, so many at a time; nobody waits behind one that has nothing to do. */
const mostRuns = 1_000;

/** Runs that may want a preparation: neither those that are `inLine` for a place, nor cancelled ones that have batches. */
export const runsToPrepare = async (
  sql: Sql,
  inLine: readonly string[],
  limit = mostRuns,
): Promise<readonly OpenRunRow[]> => {
  const { rows } = await sql.query(
    `${openRunsSql} where r.status = 'preparing' or (r.status = 'cancelling' and r.batches is null)
       or (r.status = 'queued' and r.run_id <> all($1::text[]))
     order by r.urgent desc, r.since, r.run_id limit $2`,
    [inLine, limit],
  );
  return rows as unknown as OpenRunRow[];
};

/** Runs of which no single event tells the next step: those that are pausing first, and those whose drafts a person judges. */
export const runsToSupervise = async (sql: Sql, limit = mostRuns): Promise<readonly OpenRunRow[]> => {
  const { rows } = await sql.query(
    `${openRunsSql} where r.status = 'pausing' or (r.status in ('running', 'awaiting_approval') and r.reviewed)
     order by r.status = 'pausing' desc, r.urgent desc, r.since, r.run_id limit $1`,
    [limit],
  );
  return rows as unknown as OpenRunRow[];
};

/** One run, or null once it has ended. */
export const openRun = async (sql: Sql, runId: string): Promise<OpenRunRow | null> => {
  const { rows } = await sql.query(`${openRunsSql} where r.run_id = $1`, [runId]);
  return (rows[0] as unknown as OpenRunRow | undefined) ?? null;
};

/** What the recipients of a run's open batches wait for. */
export interface RunStandings {
  readonly openBatches: number;
  readonly waiting: number;
  readonly claimable: number;
  readonly drafts: number;
  readonly claimed: number;
  readonly nextDueAt: Instant | null;
}

export const standingsOfRun = async (sql: Sql, runId: string): Promise<RunStandings> => {
  const { rows } = await sql.query(
    `select count(*)::int as "openBatches", coalesce(sum(waiting), 0)::int as waiting,
       coalesce(sum(claimable), 0)::int as claimable, coalesce(sum(drafts), 0)::int as drafts,
       coalesce(sum(claimed), 0)::int as claimed, ${isoSql('min(next_due_at)')} as "nextDueAt"
     from rm_due.batches where run_id = $1`,
    [runId],
  );
  return rows[0] as unknown as RunStandings;
};

/** A batch that is not closed. */
export interface OpenBatchRow {
  readonly runId: string;
  readonly batch: number;
  readonly runStatus: RunStatus;
  readonly recipients: number;
  /** Recipients that wait, for whatever. */
  readonly waiting: number;
  /** Those of them that only a hold keeps from being claimed now. */
  readonly claimable: number;
  readonly drafts: number;
  /** Claims without an outcome. */
  readonly claimed: number;
  /** When the first of those that wait for a time (deferral, end of a hold, expiry of a draft) is due. */
  readonly nextDueAt: Instant | null;
  /** Revision of the batch's stream. */
  readonly revision: number;
}

/** A hold that stops messages of run `r` is in force. */
const heldBack = `exists (select from rm_due.holds h where h.scope in
  ('all', 'run:' || r.run_id, 'campaign:' || r.campaign_id, 'channel:' || r.channel, 'sender:' || r.sender_id))`;

/**
 * There is something to do for batch `b` of run `r` at `moment`: claims to settle, nothing left but to close it, or
 * recipients that are due and that no hold stops.
 */
const batchDue = (moment: string): string => `(b.claimed > 0 or b.waiting = 0
  or ((b.claimable > 0 or b.next_due_at <= ${moment}) and not ${heldBack}))`;

/** Batch `b` of run `r` wants a job at `moment`. */
const wantsJob = (moment: string): string => `case
       when r.status = 'cancelling' then true
       when r.status in ('pausing', 'paused') then b.claimed > 0
       when r.status in ('running', 'awaiting_approval') then ${batchDue(moment)}
       else false end`;

/**
 * Open batches, of one run or of all, in the order of run and number. With `now` only those that want a job: due
 * ones of runs in progress, those with claims to settle while a run pauses, and all of a run being cancelled.
 */
export const openBatches = async (
  sql: Sql,
  { runId, now, limit = 1000 }: { runId?: string; now?: Instant; limit?: number } = {},
): Promise<readonly OpenBatchRow[]> => {
  const { rows } = await sql.query(
    `select b.run_id as "runId", b.batch, r.status as "runStatus", length(b.standings) as recipients, b.waiting,
       b.claimable, b.drafts, b.claimed, ${isoSql('b.next_due_at')} as "nextDueAt", b.revision
     from rm_due.batches b join rm_due.runs r on r.run_id = b.run_id
     where ($1::text is null or b.run_id = $1) and ($2::timestamptz is null or ${wantsJob('$2')})
     order by b.run_id, b.batch limit $3`,
    [runId ?? null, now ?? null, limit],
  );
  return rows as unknown as OpenBatchRow[];
};

export interface DueBatch {
  readonly runId: string;
  readonly batch: number;
  /** Revision of the batch's stream. */
  readonly revision: number;
  readonly urgent: boolean;
}

/**
 * Batches that want a job at `now`, as `openBatches` tells them, the runs in turns: the first of every run, then the
 * second of every run. A run of thousands of batches keeps no other one waiting; urgent runs come before all turns.
 */
export const dueInTurns = async (sql: Sql, now: Instant, limit: number): Promise<readonly DueBatch[]> => {
  const { rows } = await sql.query(
    `select r.run_id as "runId", b.batch, b.revision, r.urgent from rm_due.runs r cross join lateral (
       select b.batch, b.revision, row_number() over (order by b.batch) as turn from rm_due.batches b
       where b.run_id = r.run_id and ${wantsJob('$1')} order by b.batch limit $2) b
     where r.status in ('cancelling', 'pausing', 'paused', 'running', 'awaiting_approval')
     order by r.urgent desc, b.turn, r.since, r.run_id limit $2`,
    [now, limit],
  );
  return rows as unknown as DueBatch[];
};

/**
 * Open batches of runs that have ended: planned by whoever slept through the end of the run. All there is to do about
 * them is to close them.
 */
export const leftBehind = async (sql: Sql, limit: number): Promise<readonly DueBatch[]> => {
  const { rows } = await sql.query(
    `select b.run_id as "runId", b.batch, b.revision, false as urgent from rm_due.batches b
     where not exists (select from rm_due.runs r where r.run_id = b.run_id) order by b.run_id, b.batch limit $1`,
    [limit],
  );
  return rows as unknown as DueBatch[];
};

/** No progress for so long, with nothing known to wait for, is a stall. */
const stallAfter = `interval '60 seconds'`;

/**
 * Runs (`run_id`) that stall at the moment of the parameter: nothing happened for a minute although for a minute
 * something could have been done. Waiting for a start, in line, for a reviewer, a time or a hold is no stall; a pause
 * neither.
 */
export const stalledSql = (now: string): string => {
  const moment = `${now}::timestamptz - ${stallAfter}`;
  return `
    select r.run_id from rm_due.runs r
    where r.last_progress_at < ${moment} and case
      when r.status = 'scheduled' then r.start_at < ${moment}
      when r.status = 'paused' then false
      when r.status = 'queued' then
        not exists (select from work.run_places p where p.run_id = r.run_id and p.granted_at is null)
      when r.status in ('running', 'awaiting_approval') then
        not exists (select from rm_due.batches b where b.run_id = r.run_id)
        or exists (select from rm_due.batches b where b.run_id = r.run_id and ${batchDue(moment)})
      else true end`;
};

/** For the metric, and for people who look for them. */
export const stalledRuns = async (sql: Sql, now: Instant): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ run_id: string }>(`${stalledSql('$1')} order by r.run_id`, [now]);
  return rows.map(({ run_id }) => run_id);
};
