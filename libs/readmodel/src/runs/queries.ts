import type { ChannelKind } from '#domain/campaign/messages.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { RunType } from '#domain/run/messages.js';
import type { Sql } from '#platform/database/pool.js';
import { conditions } from '../conditions.js';
import { type RunSummary, summaryJoins, summarySql } from './run-summary.js';

/** One run, or null. */
export const runById = async (sql: Sql, id: string): Promise<RunSummary | null> => {
  const { rows } = await sql.query(`select ${summarySql} from rm_runs.runs r ${summaryJoins} where r.id = $1`, [id]);
  return (rows[0] as unknown as RunSummary | undefined) ?? null;
};

/** How many runs stand in each status; statuses with none are absent. */
export type RunCounts = { readonly [status in RunStatus]?: number };

export interface RunCountFilters {
  readonly campaign?: string;
  readonly type?: RunType;
  readonly channel?: ChannelKind;
}

/** Counters per status, over all runs or those of one campaign, type or channel. Nothing is counted to answer. */
export const runCounts = async (sql: Sql, filters: RunCountFilters = {}): Promise<RunCounts> => {
  const where = conditions();
  where.when(filters.campaign, (p) => `campaign_id = ${p}`);
  where.when(filters.type, (p) => `type = ${p}`);
  where.when(filters.channel, (p) => `channel = ${p}`);
  const { rows } = await sql.query<{ status: string; runs: number }>(
    where.values.length === 0
      ? 'select status, runs from rm_runs.status_counts order by status'
      : `select status, sum(runs)::int as runs from rm_runs.rollup where ${where.text()} group by status order by status`,
    where.values,
  );
  return Object.fromEntries(rows.map(({ status, runs }) => [status, runs]));
};
