import { partsOfCommunicationId } from '#domain/batch/state.js';
import type { Sql } from '#platform/database/pool.js';
import { type CommunicationSummary, summaryJoins, summarySql } from './communication-summary.js';

const from = `
  from rm_communications.communications c join rm_communications.batches b using (run_id, batch) ${summaryJoins}`;

/** One communication, or null. */
export const communicationById = async (sql: Sql, id: string): Promise<CommunicationSummary | null> => {
  const parts = partsOfCommunicationId(id);
  if (parts === null) return null;
  const { rows } = await sql.query(`select ${summarySql} ${from} where c.run_id = $1 and c.batch = $2 and c.idx = $3`, [
    parts.runId,
    parts.batch,
    parts.index,
  ]);
  return (rows[0] as unknown as CommunicationSummary | undefined) ?? null;
};

/** Communications that were skipped for the same reason by the same version of the same rule. */
export interface SkipCount {
  readonly reason: string;
  readonly rule: string | null;
  readonly ruleVersion: number | null;
  readonly count: number;
}

/** Why recipients of a run got nothing, most frequent first. */
export const skipsOfRun = async (sql: Sql, runId: string): Promise<readonly SkipCount[]> => {
  const { rows } = await sql.query(
    `select c.reason, c.rule, c.rule_version as "ruleVersion", count(*)::int as count
     from rm_communications.exceptions e join rm_communications.communications c using (run_id, batch, idx)
     where e.run_id = $1 and e.status in ('skipped', 'rejected', 'expired')
     group by c.reason, c.rule, c.rule_version order by count desc, c.reason, c.rule, c.rule_version`,
    [runId],
  );
  return rows as unknown as SkipCount[];
};

/** Ids of a run's communications of unknown fate, in the order of its audience. */
export const unknownsOfRun = async (sql: Sql, runId: string): Promise<readonly string[]> => {
  const { rows } = await sql.query<{ id: string }>(
    `select run_id || '.' || batch || '.' || idx as id from rm_communications.exceptions
     where run_id = $1 and status = 'unknown' order by batch, idx`,
    [runId],
  );
  return rows.map(({ id }) => id);
};

/** The contact's communication in a run, or null: a contact is in a run once at most. */
export const communicationOfContact = async (sql: Sql, runId: string, contactId: string): Promise<string | null> => {
  const { rows } = await sql.query<{ id: string }>(
    `select run_id || '.' || batch || '.' || idx as id from rm_communications.communications
     where contact_id = $2 and run_id = $1 limit 1`,
    [runId, contactId],
  );
  return rows[0]?.id ?? null;
};
