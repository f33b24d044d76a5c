import type { Instant } from '#domain/kernel/message.js';
import { isFinal, type RunStatus } from '#domain/run/lifecycle.js';
import type { ExistingRun } from '#domain/run/state.js';
import { versionOf } from '#eventstore/definitions.js';
import type { EventStore } from '#eventstore/port.js';
import type { Sql } from '#platform/database/pool.js';
import { Leases } from '#platform/leases/leases.js';
import { liveWorkers, queueSeenBy } from '#platform/workers/workers.js';
import { due } from '#readmodel/due/projection.js';
import { isFree, placesInLine } from '#readmodel/due/run-places.js';
import { waitsOfRun } from '#readmodel/due/waits.js';
import { listHolds, scopesOf } from '#readmodel/gates/queries.js';
import { checkpointOf } from '#readmodel/projection-state.js';
import type { Installation } from '../installation.js';
import { type Wait, waitingFor, type WaitingFacts } from './waiting-for.js';

/** Below this rest of a lease at least one renewal has failed, ms. */
const renewalOverdueMs = 1_000;
/** A read model that is behind for less is catching up as it should, ms. */
const patienceMs = 1_000;

/** What the run waits for at this moment. */
export const waitsNow = async (
  installation: Installation,
  run: ExistingRun,
  { since, lastProgressAt }: { readonly since: Instant | null; readonly lastProgressAt: Instant | null },
): Promise<readonly Wait[]> =>
  isFinal(run.status) ? [] : waitingFor(await factsOf(installation, run, run.status, { since, lastProgressAt }));

const factsOf = async (
  { store, pool, clock }: Installation,
  { request, startAt }: ExistingRun,
  status: RunStatus,
  times: Pick<WaitingFacts, 'since' | 'lastProgressAt'>,
): Promise<WaitingFacts> => {
  const now = clock();
  const { runId, campaignId, channel, pins } = request;
  const leases = new Leases(pool, 'api');
  const scopes: readonly string[] = scopesOf({ runId, campaignId, channel, senderId: pins.sender?.id ?? null });
  const prefix = `batch:${runId}.`;
  const [waits, holds, limited, lines, reconcilers, batches, workers, behindSince] = await Promise.all([
    waitsOfRun(pool, runId),
    listHolds(pool),
    limitOf({ store, pool }, pins.sender),
    status === 'queued' ? placesInLine(pool, runId) : [],
    leases.active('reconciler'),
    leases.active(prefix),
    liveWorkers(pool),
    behind({ store, pool }, now),
  ]);
  return {
    now,
    status,
    startAt,
    ...times,
    waits,
    holds: holds.filter(({ scope }) => scopes.includes(scope)),
    limited,
    lines: lines.filter((place) => !isFree(place)),
    worker: reconcilers.length > 0,
    queueDown: workers.length > 0 && queueSeenBy(workers).jobs === null,
    leases: batches.map(({ name, owner, until }) => ({
      batch: Number(name.slice(prefix.length)),
      owner,
      until: until.toISOString(),
      silent: until.getTime() - Date.parse(now) < renewalOverdueMs,
    })),
    behindSince,
  };
};

interface Stores {
  readonly store: EventStore;
  readonly pool: Sql;
}

/** The sender's limit, when its bucket is empty right now. */
const limitOf = async (
  { store, pool }: Stores,
  sender: { readonly id: string; readonly version: number } | null,
): Promise<WaitingFacts['limited']> => {
  const published = sender === null ? null : await versionOf(store, 'sender', sender);
  if (sender === null || published === null) return null;
  const { perSecond } = published.definition.limits;
  const { rows } = await pool.query<{ empty: boolean }>(
    `select tokens + $2::float8 * extract(epoch from clock_timestamp() - refilled_at) < 1 as empty
     from work.rate_limits where key = $1`,
    [`sender:${sender.id}`, perSecond],
  );
  return rows[0]?.empty === true ? { perSecond } : null;
};

/** Since when the log has an event that the read model of due work lacks, should that be for too long. */
const behind = async ({ store, pool }: Stores, now: Instant): Promise<Instant | null> => {
  const state = await checkpointOf(pool, due.name);
  if (state === null) return null;
  const page = await store.readAll(state.position, 1, { categories: due.categories });
  const missing = page.events[0];
  if (missing === undefined || Date.parse(now) - Date.parse(missing.recordedAt) < patienceMs) return null;
  return missing.recordedAt;
};
