import type pg from 'pg';
import type { Instant, Json } from '#domain/kernel/message.js';
import type { Sql } from '../database/pool.js';

/** What somebody has changed of a campaign and not published. */
export interface WorkingCopy {
  /** The version that the changes began on. */
  readonly base: number;
  /** As far as it is written: nobody has checked it. */
  readonly definition: { readonly [member: string]: Json };
  readonly savedAt: Instant;
}

/** That somebody else is at it, too. */
export interface OthersCopy {
  readonly owner: string;
  readonly base: number;
  readonly savedAt: Instant;
}

interface Row extends pg.QueryResultRow {
  readonly owner: string;
  readonly base: number;
  readonly definition: WorkingCopy['definition'];
  readonly revision: string;
  readonly saved_at: Date;
}

/** Revision of a copy that is not there. */
export const noCopy = 0;

export interface CopiesOfCampaign {
  readonly mine: (WorkingCopy & { readonly revision: number }) | null;
  /** The latest first. */
  readonly others: readonly OthersCopy[];
}

/** Of all who have changed the campaign and published nothing yet. */
export const copiesOf = async (sql: Sql, campaignId: string, owner: string): Promise<CopiesOfCampaign> => {
  const { rows } = await sql.query<Row>(
    `select owner, base, case when owner = $2 then definition end as definition, revision, saved_at
     from work.working_copies where campaign_id = $1 order by saved_at desc, owner`,
    [campaignId, owner],
  );
  const mine = rows.find((row) => row.owner === owner);
  const seen = ({ base, saved_at }: Row) => ({ base, savedAt: saved_at.toISOString() });
  return {
    mine: mine === undefined ? null : { ...seen(mine), definition: mine.definition, revision: Number(mine.revision) },
    others: rows.filter((row) => row !== mine).map((row) => ({ owner: row.owner, ...seen(row) })),
  };
};

/**
 * Keeps the owner's copy over the one with the expected revision; false: there is another one by now. Revisions never
 * come twice, so that a copy which was discarded and begun again is another one.
 */
export const keepCopy = async (
  sql: Sql,
  { campaignId, owner, base, definition }: Omit<WorkingCopy, 'savedAt'> & { campaignId: string; owner: string },
  expected: number,
): Promise<boolean> => {
  const values = [campaignId, owner, base, JSON.stringify(definition)];
  const { rowCount } =
    expected === noCopy
      ? await sql.query(
          `insert into work.working_copies (campaign_id, owner, base, definition) values ($1, $2, $3, $4)
           on conflict do nothing`,
          values,
        )
      : await sql.query(
          `update work.working_copies set base = $3, definition = $4, saved_at = now(),
             revision = nextval('work.working_copy_revisions')
           where campaign_id = $1 and owner = $2 and revision = $5`,
          [...values, expected],
        );
  return rowCount === 1;
};

/** Safe to repeat. */
export const discardCopy = async (sql: Sql, campaignId: string, owner: string): Promise<void> => {
  await sql.query('delete from work.working_copies where campaign_id = $1 and owner = $2', [campaignId, owner]);
};
