import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Sql } from '#platform/database/pool.js';
import { isoSql } from '../table.js';

/** What has a limit of runs under way at a time: `campaign:<id>`, `sender:<id>`, `channel:<kind>`. */
export type PlaceScope = `campaign:${string}` | `sender:${string}` | `channel:${ChannelKind}`;

/** A run's place in the line of one scope. */
export interface PlaceInLine {
  readonly runId: string;
  readonly scope: PlaceScope;
  /** Runs that may be under way at a time. */
  readonly most: number;
  readonly underWay: number;
  /** Runs that wait for longer. */
  readonly ahead: number;
  /** When the run was queued. */
  readonly since: Instant;
}

/** A run has a place from its preparation until it has ended, whatever it waits for meanwhile. */
const underWay: readonly RunStatus[] = ['preparing', 'running', 'awaiting_approval', 'pausing', 'paused', 'cancelling'];

/**
 * Runs that have a place in scope `scope`, beside run `runId`: those that the log says are under way, and those that
 * were let go a moment ago, which the read model may not know yet. Urgent ones take no place.
 */
const placesTaken = (scope: string, runId: string): string => `
  select r.run_id from rm_due.runs r
  where r.status in (${underWay.map((status) => `'${status}'`).join(', ')}) and not r.urgent and r.run_id <> ${runId}
    and ${scope} in ('campaign:' || r.campaign_id, 'sender:' || r.sender_id, 'channel:' || r.channel)
  union
  select g.run_id from work.run_places g
  where g.granted_at is not null and g.scope = ${scope} and g.run_id <> ${runId}`;

/** The lines that a run stands in, or that all runs do; nobody overtakes in a line, whatever else he waits for. */
export const placesInLine = async (sql: Sql, runId: string | null = null): Promise<readonly PlaceInLine[]> => {
  const { rows } = await sql.query(
    `select p.run_id as "runId", p.scope, p.most, ${isoSql('p.queued_at')} as since,
       (select count(*)::int from (${placesTaken('p.scope', 'p.run_id')}) taken) as "underWay",
       (select count(*)::int from work.run_places w
        where w.scope = p.scope and w.granted_at is null
          and (w.queued_at, w.run_id) < (p.queued_at, p.run_id)) as ahead
     from work.run_places p
     where p.granted_at is null and ($1::text is null or p.run_id = $1) order by p.queued_at, p.run_id, p.scope`,
    [runId],
  );
  return rows as unknown as PlaceInLine[];
};

export const isFree = ({ most, underWay, ahead }: PlaceInLine): boolean => underWay + ahead < most;

/** Runs with a row in some line, waiting or let go, that by the read model need none: they ended, or wait for a time. */
export const strayPlaces = async (sql: Sql): Promise<readonly { readonly runId: string; readonly fence: number }[]> => {
  const { rows } = await sql.query<{ runId: string; fence: string }>(
    `select p.run_id as "runId", max(p.fence) as fence from work.run_places p
     where not exists (select from rm_due.runs r
       where r.run_id = p.run_id and r.status in ('queued', ${underWay.map((status) => `'${status}'`).join(', ')}))
     group by p.run_id`,
  );
  return rows.map((row) => ({ ...row, fence: Number(row.fence) }));
};
