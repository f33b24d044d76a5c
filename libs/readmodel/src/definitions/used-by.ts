import type { Instant } from '#domain/kernel/message.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Sql } from '#platform/database/pool.js';
import { isoSql } from '../table.js';
import type { DefinitionStatus } from './tables.js';

/** Who would notice a change: campaigns whose current version points to it, and runs that pinned a version of it. */
export interface UsedBy {
  readonly campaigns: readonly CampaignUse[];
  readonly moreCampaigns: boolean;
  /** The newest first. */
  readonly runs: readonly RunUse[];
  readonly moreRuns: boolean;
}

export interface CampaignUse {
  readonly id: string;
  readonly name: string;
  readonly status: DefinitionStatus;
  readonly version: number;
}

export interface RunUse {
  readonly id: string;
  readonly campaignId: string;
  /** The version of the definition that the run pinned. */
  readonly version: number;
  readonly status: RunStatus;
  readonly createdAt: Instant;
}

/** Uses of a goal, a segment or a sender, at most `limit` of each kind. */
export const usedBy = async (
  sql: Sql,
  kind: 'goal' | 'segment' | 'sender',
  id: string,
  limit = 100,
): Promise<UsedBy> => {
  const campaigns = await sql.query(
    `select id, name, status, version from rm_definitions.definitions
     where kind = 'campaign' and definition->>'${kind}' = $1 order by id limit $2`,
    [id, limit + 1],
  );
  const runs = await sql.query(
    `select id, campaign_id as "campaignId", (pins->'${kind}'->>'version')::int as version, status,
       ${isoSql('created_at')} as "createdAt"
     from rm_runs.runs where ${pinned[kind]} order by rm_runs.runs.created_at desc, id desc limit $2`,
    [id, limit + 1],
  );
  return {
    campaigns: (campaigns.rows as unknown as CampaignUse[]).slice(0, limit),
    moreCampaigns: campaigns.rows.length > limit,
    runs: (runs.rows as unknown as RunUse[]).slice(0, limit),
    moreRuns: runs.rows.length > limit,
  };
};

/** Goals have an index of their own; segments and senders are found through the pins. */
const pinned = {
  goal: 'goal_id = $1',
  segment: `pins->'segment'->>'id' = $1`,
  sender: `pins->'sender'->>'id' = $1`,
} as const;
