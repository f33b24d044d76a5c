import type pg from 'pg';
import { backOffMs, waitOrAbort } from '#eventstore/back-off.js';
import type { EventStore, Position } from '#eventstore/port.js';
import type { Lease, Leases } from '#platform/leases/leases.js';
import type { Projection } from '../projection.js';
import { schemaOf } from '../projection.js';
import { projections as all } from '../projections.js';
import { projectionState } from '../projection-state.js';
import { rebuild, type Rebuilt, RebuildRefused } from './rebuild.js';
import { type ParkedEvent, takePage } from './take-page.js';
import { createMissing, liveTarget } from './target.js';
import { type Turns, turns } from './turns.js';

/** What an operator or a metric wants to hear of. */
export type ProjectionNews =
  | ({ readonly kind: 'parked' } & ParkedEvent)
  | ({ readonly kind: 'rebuilt'; readonly projection: string; readonly version: number; readonly ms: number } & Rebuilt)
  /** It goes on by itself after a pause. */
  | { readonly kind: 'trouble'; readonly projection: string; readonly error: unknown }
  /** The tables belong to a later release: this process leaves them alone. */
  | { readonly kind: 'newer-tables'; readonly projection: string; readonly version: number };

export interface RunnerDeps {
  readonly pool: pg.Pool;
  /** Connections of `openPreparedPool` for following the log; default: those of `pool`. */
  readonly following?: pg.Pool;
  readonly store: EventStore;
  readonly leases: Pick<Leases, 'acquire'>;
  /** How long a silent process keeps its projections, ms. */
  readonly leaseMs: number;
  /** Default: all of the service. */
  readonly projections?: readonly Projection[];
  readonly report: (news: ProjectionNews) => void;
  /** Ends at the moment at which few events are taken in again; default: every 25 ms, the same moments for all. */
  readonly beat?: (over: AbortSignal) => Promise<void>;
}

const pageSize = 1_000;
const retry = { first: 100, most: 5_000 };
/** How often an owner looks whether somebody asked for a rebuild. */
const lookMs = 1_000;
/** How often it looks whether a later release has gone. */
const newerMs = 10_000;

/** Keeps the read models up to date until told to stop. Any number of processes may do so: one owns each projection. */
export const runProjections = async (deps: RunnerDeps, stop: AbortSignal): Promise<void> => {
  await Promise.all((deps.projections ?? all).map((projection) => runOne(deps, projection, stop)));
};

const runOne = async (deps: RunnerDeps, projection: Projection, stop: AbortSignal): Promise<void> => {
  const trouble = (error: unknown): void => deps.report({ kind: 'trouble', projection: projection.name, error });
  for (let failures = 0; !stop.aborted;) {
    try {
      const lease = await deps.leases.acquire(`projection:${projection.name}`, deps.leaseMs);
      if (lease === null) {
        await waitOrAbort(deps.leaseMs / 3, stop);
        continue;
      }
      try {
        await own(deps, projection, lease, AbortSignal.any([stop, lease.signal]));
        failures = 0;
      } finally {
        await lease.release();
      }
      // Whatever ended our ownership may still be there.
      await waitOrAbort(retry.first, stop);
    } catch (error) {
      trouble(error);
      await waitOrAbort(backOffMs(failures, retry), stop);
      failures += 1;
    }
  }
};

interface Owned extends RunnerDeps {
  readonly projection: Projection;
  readonly fence: number;
  /** Aborted when the projection is no longer ours, or nobody wants it to run. */
  readonly over: AbortSignal;
  /** A live page and the swap of a rebuild take turns. */
  readonly turns: Turns;
}

const own = async (deps: RunnerDeps, projection: Projection, { fence }: Lease, signal: AbortSignal): Promise<void> => {
  await createMissing(deps.pool, [projection]);
  if (!(await claim(deps.pool, projection.name, fence))) return;
  const version = (await projectionState(deps.pool, projection.name))?.version ?? 0;
  if (version > projection.version) {
    deps.report({ kind: 'newer-tables', projection: projection.name, version });
    return waitOrAbort(newerMs, signal);
  }
  const ending = new AbortController();
  const over = AbortSignal.any([signal, ending.signal]);
  const owned: Owned = { ...deps, projection, fence, over, turns: turns() };
  if ((version < projection.version || !(await tablesThere(owned))) && !(await rebuildOwned(owned))) return;
  // The first loop to end or to fail ends the other; both are awaited, so that nothing goes on unseen.
  const loops = [follow(owned), watchForRequests(owned)].map((loop) => loop.finally(() => ending.abort()));
  const results = await Promise.allSettled(loops);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
};

/** From now on only we write, until somebody comes with a larger fence. */
const claim = async (pool: pg.Pool, name: string, fence: number): Promise<boolean> => {
  const { rowCount } = await pool.query('update work.projections set fence = $2 where name = $1 and fence <= $2', [
    name,
    fence,
  ]);
  return rowCount === 1;
};

const tablesThere = async ({ pool, projection }: Owned): Promise<boolean> => {
  const { rows } = await pool.query<{ there: boolean }>('select to_regnamespace($1) is not null as there', [
    schemaOf(projection.name),
  ]);
  return rows[0]?.there ?? false;
};

const parkedNews =
  ({ report }: RunnerDeps) =>
  (event: ParkedEvent): void =>
    report({ kind: 'parked', ...event });

const follow = async (owned: Owned): Promise<void> => {
  const { pool, following = pool, store, projection, fence, over, beat = nextBeat } = owned;
  const { categories } = projection;
  const target = liveTarget(projection, fence);
  const from: Position | undefined = (await projectionState(pool, projection.name))?.checkpoint;
  if (from === undefined) return;
  for await (const page of store.subscribe(from, { categories, signal: over, pageSize })) {
    if (page.events.length === 0 && page.checkpoint === from) continue;
    if (!(await owned.turns.take(() => takePage(following, target, page, parkedNews(owned))))) return;
    if (page.caughtUp && page.events.length < fewEvents) await beat(over);
  }
};

/** A page of fewer events costs what its transaction costs. */
const fewEvents = 50;
const beatMs = 25;

/**
 * What comes within a beat goes in one transaction, that of all read models, for they wait for the same one. What comes
 * after a quiet time is taken in at once, and a log that is busy waits for nothing.
 */
const nextBeat = (over: AbortSignal): Promise<void> => waitOrAbort(beatMs - (performance.now() % beatMs), over);

const watchForRequests = async (owned: Owned): Promise<void> => {
  const { pool, projection, over } = owned;
  while (!over.aborted) {
    const state = await projectionState(pool, projection.name);
    if (state !== null && state.rebuildRequestedAt !== null && !(await rebuildAsked(owned))) return;
    await waitOrAbort(lookMs, over);
  }
};

/** A request that was refused is not tried again and again. */
const rebuildAsked = async (owned: Owned): Promise<boolean> => {
  const { pool, projection, report } = owned;
  try {
    return await rebuildOwned(owned);
  } catch (error) {
    if (!(error instanceof RebuildRefused)) throw error;
    report({ kind: 'trouble', projection: projection.name, error });
    await pool.query('update work.projections set rebuild_requested_at = null, rebuild_events = null where name = $1', [
      projection.name,
    ]);
    return true;
  }
};

const rebuildOwned = async (owned: Owned): Promise<boolean> => {
  const { projection, fence, over, report } = owned;
  const begun = performance.now();
  const folding = { pool: owned.pool, store: owned.store, signal: over, onParked: parkedNews(owned) };
  const rebuilt = await rebuild(folding, projection, fence, owned.turns);
  if (rebuilt === null) return false;
  const { name, version } = projection;
  report({ kind: 'rebuilt', projection: name, version, ms: Math.round(performance.now() - begun), ...rebuilt });
  return true;
};
