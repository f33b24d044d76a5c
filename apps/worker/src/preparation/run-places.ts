import type pg from 'pg';
import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import { isFinal } from '#domain/run/lifecycle.js';
import { isUrgent, type RunRequest } from '#domain/run/messages.js';
import type { EventStore } from '#eventstore/port.js';
import { inTransaction, type Sql } from '#platform/database/pool.js';
import { holdsFence, type Lease } from '#platform/leases/leases.js';
import { isFree, type PlaceScope, placesInLine, strayPlaces } from '#readmodel/due/run-places.js';
import { loadRun } from '../deliveries/plan.js';
import { pinnedVersion } from '../runs/pinned-versions.js';

/** Runs under way at a time, by channel; absent: as many as there are. */
export type ChannelRuns = { readonly [Channel in ChannelKind]?: number };

export interface PlaceDeps {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly channelRuns: ChannelRuns;
}

interface Limit {
  readonly scope: PlaceScope;
  readonly most: number;
}

/** One line is looked at by one process at a time; they are short, so one lock does for all. */
const lock = `select pg_advisory_xact_lock(hashtext('sortie'), hashtext('run places'))`;

/**
 * Whether a queued run may go on. If not it stands in line, behind whoever was queued before it, until everything that
 * limits it has room. Its place lasts until the log says that the run has ended, whoever prepares and delivers it; only
 * the holder of the run's lease can take it.
 */
export const takePlace = async (deps: PlaceDeps, lease: Lease, request: RunRequest): Promise<boolean> => {
  const { runId, type } = request;
  const limits = isUrgent(type) ? [] : await limitsOf(deps, request);
  if (limits.length === 0) return true;
  const queuedAt = await queuedAtOf(deps.store, runId);
  return inTransaction(deps.pool, async (tx) => {
    if (!(await holdsFence(tx, lease))) return false;
    await tx.query(lock);
    await standInLine(tx, { runId, queuedAt, fence: lease.fence }, limits);
    const places = await placesInLine(tx, runId);
    if (!places.every(isFree)) return false;
    await tx.query(
      'update work.run_places set granted_at = clock_timestamp() where run_id = $1 and granted_at is null',
      [runId],
    );
    return true;
  });
};

const standInLine = async (
  tx: Sql,
  { runId, queuedAt, fence }: { readonly runId: string; readonly queuedAt: Instant; readonly fence: number },
  limits: readonly Limit[],
): Promise<void> => {
  const scopes = limits.map(({ scope }) => scope);
  // A run that follows the latest versions may have got another sender.
  await tx.query('delete from work.run_places where run_id = $1 and scope <> all($2)', [runId, scopes]);
  await tx.query(
    `insert into work.run_places (scope, run_id, most, queued_at, fence)
     select scope, $1, most, $2, $3 from unnest($4::text[], $5::int[]) as wanted (scope, most)
     on conflict (scope, run_id) do update
       set most = excluded.most, queued_at = excluded.queued_at, fence = excluded.fence`,
    [runId, queuedAt, fence, scopes, limits.map(({ most }) => most)],
  );
};

const limitsOf = async (
  { store, channelRuns }: PlaceDeps,
  { pins: { campaign, sender }, channel }: RunRequest,
): Promise<readonly Limit[]> => {
  const [ofCampaign, ofSender] = await Promise.all([
    pinnedVersion(store, 'campaign', campaign),
    sender === null ? null : pinnedVersion(store, 'sender', sender),
  ]);
  const limit = (scope: PlaceScope, most: number | undefined): readonly Limit[] =>
    most === undefined ? [] : [{ scope, most }];
  return [
    ...limit(`campaign:${campaign.id}`, ofCampaign?.definition.limits.concurrentRuns),
    ...(sender === null ? [] : limit(`sender:${sender.id}`, ofSender?.definition.limits.concurrentRuns)),
    ...limit(`channel:${channel}`, channelRuns[channel]),
  ];
};

/** By the log: whoever comes first to the line need not have been queued first. */
const queuedAtOf = async (store: EventStore, runId: string): Promise<Instant> => {
  const queued = (await store.read(`run-${runId}`)).findLast(({ type }) => type === 'RunQueued');
  if (queued === undefined) throw new Error(`run ${runId} is not queued`);
  return queued.metadata.occurredAt;
};

/**
 * Takes runs out of line that have ended or were put off. The log says which: the read model only where to look. One
 * that was queued again meanwhile holds its places by a newer fence, and keeps them.
 */
export const clearPlaces = async ({ store, pool }: Pick<PlaceDeps, 'store' | 'pool'>): Promise<void> => {
  for (const { runId, fence } of await strayPlaces(pool)) {
    const { status } = await loadRun(store, runId);
    const needsNone = status === 'absent' || status === 'requested' || status === 'scheduled' || isFinal(status);
    if (!needsNone) continue;
    await pool.query('delete from work.run_places where run_id = $1 and fence <= $2', [runId, fence]);
  }
};
