import type { HoldScope } from '#domain/hold/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import { finalStatuses, type RunStatus } from '#domain/run/lifecycle.js';
import type { Sql } from '#platform/database/pool.js';
import { conditions } from '../conditions.js';
import { isRefused, type Listed, pageOf, placeOfCursor } from '../cursor.js';
import { isoSql } from '../table.js';

/** A run that has not ended and is on hold by itself, as every open run is after a restore. */
export interface HeldRun {
  readonly runId: string;
  readonly scope: HoldScope;
  readonly status: RunStatus;
  readonly campaign: { readonly id: string; readonly name: string | null; readonly version: number };
  readonly requestedAt: Instant;
  readonly startAt: Instant | null;
  /**
   * How many of its messages have no outcome in the log. After a restore nobody knows of them whether they left since
   * the backup was made. Null: the audience is not known yet, and it may be any or all of it.
   */
  readonly withoutOutcome: number | null;
  readonly since: Instant;
  readonly actor: string;
  readonly reason: string | null;
}

/** Runs on hold, in the order of their ids. One whose hold is lifted, or which ends, is no longer among them. */
export const listHeldRuns = async (
  sql: Sql,
  { after, limit }: { readonly after?: string; readonly limit: number },
): Promise<Listed<HeldRun>> => {
  const binding = { list: 'held-runs' };
  const place = placeOfCursor(after, binding, 1);
  if (isRefused(place)) return place;
  const where = conditions();
  where.and(`r.status <> all(${where.value(finalStatuses)})`);
  if (place !== null) where.and(`h.scope > ${where.value(place[0])}`);
  const { rows } = await sql.query(
    `select r.id as "runId", h.scope, r.status, ${isoSql('r.created_at')} as "requestedAt",
       ${isoSql('r.start_at')} as "startAt", ${isoSql('h.since')} as since, h.actor, h.reason,
       jsonb_build_object('id', r.campaign_id, 'name', n.name, 'version', r.campaign_version) as campaign,
       case when r.started_at is not null then l.waiting + l.in_flight end as "withoutOutcome"
     from rm_gates.holds h
     join rm_runs.runs r on r.id = substr(h.scope, 5)
     join rm_runs.ledgers l on l.run_id = r.id
     left join rm_runs.campaign_names n on n.id = r.campaign_id and n.version = r.campaign_version
     where h.scope >= 'run:' and h.scope < 'run;' and ${where.text()}
     order by h.scope limit ${where.value(limit + 1)}`,
    where.values,
  );
  return pageOf(
    rows as unknown as readonly HeldRun[],
    limit,
    binding,
    ({ scope }) => [scope],
    (row) => row,
  );
};
