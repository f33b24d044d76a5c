import { isDeepStrictEqual } from 'node:util';
import { batchDecider } from '#domain/batch/decide.js';
import { type BatchEvent, batchSize } from '#domain/batch/messages.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { RunCommand, RunFailure, RunRequest } from '#domain/run/messages.js';
import type { RunState } from '#domain/run/state.js';
import { tooLate } from '#domain/run/time-to-live.js';
import { nothingYet } from '#eventstore/aggregate.js';
import { execute } from '#eventstore/execute.js';
import { latestPins } from '#eventstore/latest-pins.js';
import type { EventStore } from '#eventstore/port.js';
import type { Lease } from '#platform/leases/leases.js';
import { pinnedVersion } from '../runs/pinned-versions.js';
import { commandRun, type KnownRun, lookAtRun } from '../runs/run-looks.js';
import { workerContext } from '../worker-context.js';
import { closePlanned, sideBySide } from './close-planned.js';
import {
  audiencePage,
  forgetAudience,
  type FrozenAudience,
  freezeAudience,
  frozenAudience,
  type SmallAudience,
  smallAudience,
  unlessSmall,
} from './frozen-audience.js';
import { manifestOf, providerFor } from './manifest.js';
import { planBatch } from './plan-batch.js';
import { askAudience } from './recipients.js';
import { type PlaceDeps, takePlace } from './run-places.js';
import { type StartDeps, type Started, startAtOnce } from './start-at-once.js';

export type PreparationDeps = PlaceDeps & StartDeps;

export type PreparationVerdict =
  | Started
  | 'ended'
  | 'elsewhere'
  | 'nothing-to-do'
  /** For others of its campaign, sender or channel to end: the reconciler brings it back when there is room. */
  | 'in-line';

/** The lease that whoever prepares the run holds. */
export const preparationLease = (runId: string): string => `run:${runId}`;

/**
 * From queued to running: freeze the audience, plan the batches, pin the manifest. Each step finds what an earlier
 * attempt left and goes on from there; who is in the audience is decided once. The lease stays its holder's to give back.
 */
export const prepareRun = async (
  deps: PreparationDeps,
  lease: Lease,
  { runId, known }: { readonly runId: string; readonly known: KnownRun },
  stop: AbortSignal,
): Promise<PreparationVerdict> => {
  const { state } = known;
  if (!needsPreparation(state)) return 'nothing-to-do';
  // Nobody has prepared it before. What others did meanwhile the first append finds out.
  const asRead = lease.fence === 1 && state.status === 'queued' ? state : null;
  return prepare(deps, lease, { runId, asRead }, AbortSignal.any([stop, lease.signal]));
};

const needsPreparation = (run: RunState): boolean =>
  run.status === 'queued' || run.status === 'preparing' || (run.status === 'cancelling' && run.started === null);

const prepare = async (
  deps: PreparationDeps,
  lease: Lease,
  { runId, asRead }: { readonly runId: string; readonly asRead: RunState | null },
  stop: AbortSignal,
): Promise<PreparationVerdict> => {
  const { store, pool } = deps;
  const command = (data: RunCommand): ReturnType<typeof commandRun> => {
    const context = workerContext({ worker: deps.worker, part: 'preparation', about: runId, now: deps.now });
    return commandRun(store, runId, data, context);
  };
  const end = async (data: RunCommand): Promise<PreparationVerdict> => {
    // Whoever slept through the end of its lease may see what a run that has started by now no longer has, and would
    // close its batches.
    if (!(await lease.stillHeld())) return 'elsewhere';
    await closePlanned(deps, runId);
    await command(data);
    await forgetAudience(pool, runId);
    return 'ended';
  };
  const fail = (failure: RunFailure, detail: string): Promise<PreparationVerdict> =>
    end({ type: 'FailRun', data: { failure, detail } });

  let run = asRead ?? (await lookAtRun(store, runId)).state;
  let isFirst = false;
  let asked: SmallAudience | null = null;
  if (run.status === 'queued') {
    const { request } = run;
    if (request.follow === 'latest') {
      const pins = await latestPins(store, request);
      // By value: a log may hand the members of an object out in another order than they were written in.
      if (pins !== null && !isDeepStrictEqual(pins, request.pins))
        run = (await command({ type: 'RepinRun', data: { pins } })).run.state;
    }
    if (run.status === 'queued' && !(await takePlace(deps, lease, run.request))) return 'in-line';
    if (asRead !== null) {
      const atOnce = await startAtOnce(deps, runId, stop);
      if ('started' in atOnce) return atOnce;
      ({ asked } = atOnce);
    }
    const prepared = await command({ type: 'PrepareRun', data: {} });
    run = prepared.run.state;
    isFirst = prepared.events.some(({ type }) => type === 'RunPreparing');
  }
  if (run.status === 'cancelling' && run.started === null) return end({ type: 'ConfirmCancellation', data: {} });
  if (run.status !== 'preparing') return 'nothing-to-do';
  if (tooLate(run.startBy, deps.now()) !== null) return end({ type: 'ExpireRun', data: {} });

  const { request } = run;
  const campaign = await pinnedVersion(store, 'campaign', request.pins.campaign);
  if (campaign === null) return fail('internal', 'the pinned version of the campaign is not in the log');
  const provider = await providerFor(deps, request);
  if (provider === null) return fail('provider-configuration', 'the provider that the sender names is not set up');

  const frozen = await freeze(deps, lease, { request, campaign: campaign.definition, isFirst, asked });
  if (frozen === 'elsewhere') return 'elsewhere';
  if (frozen === 'too-large') return fail('audience-too-large', 'the audience exceeds the limit of the campaign');
  if (frozen !== 'lost' && frozen.count === 0) return fail('preflight', 'the audience is empty');
  // What is planned stays planned: another attempt, here or elsewhere, goes on from there.
  const planned = frozen === 'lost' ? frozen : await planBatches(deps, runId, frozen, stop);
  if (planned === 'lost') return fail('internal', 'its batches are planned in part, and the frozen audience is gone');
  if (planned === 'stopped') return 'elsewhere';
  const manifest = manifestOf(deps, request, campaign.definition, planned, provider);
  const batches = Math.ceil(planned.count / batchSize);
  if (!(await command({ type: 'StartRun', data: { manifest, batches } })).ok) {
    // Cancelled in the meantime, or too late by now: look again and end it.
    return prepare(deps, lease, { runId, asRead: null }, stop);
  }
  if (!isFirst || !('contactIds' in planned)) await forgetAudience(pool, runId);
  return { started: null };
};

interface ToFreeze {
  readonly request: RunRequest;
  readonly campaign: CampaignDefinition;
  /** Nobody has begun before: there is nothing to be found. */
  readonly isFirst: boolean;
  /** What this attempt was told already. */
  readonly asked: SmallAudience | null;
}

const freeze = async (
  deps: PreparationDeps,
  lease: Lease,
  { request, campaign, isFirst, asked }: ToFreeze,
): Promise<FrozenAudience | SmallAudience | 'too-large' | 'lost' | 'elsewhere'> => {
  const { runId } = request;
  const before = isFirst ? null : await frozenAudience(deps.pool, runId);
  if (before !== null) return before;
  const planned = isFirst ? null : await plannedAlone(deps.store, runId);
  if (planned !== null) return planned;
  const limit = campaign.limits.maxRecipients ?? Infinity;
  const found = asked ?? (await unlessSmall(await askAudience(deps, request)));
  if ('count' in found) return found.count > limit ? 'too-large' : found;
  return freezeAudience(deps.pool, lease, { runId, pages: found, atMost: limit });
};

/**
 * What an earlier attempt has planned of an audience of which there is no copy. A restored backup may hold the first
 * batches of an audience that was forgotten after the last: another one, asked for anew, would leave people out or have
 * them twice. One batch that is not full is the whole of it.
 */
const plannedAlone = async (store: EventStore, runId: string): Promise<SmallAudience | 'lost' | null> => {
  const [planned] = await store.read(`runbatch-${runId}.1`, { limit: 1 });
  if (planned === undefined) return null;
  const { contactIds } = planned.data as Extract<BatchEvent, { type: 'BatchPlanned' }>['data'];
  return contactIds.length < batchSize ? smallAudience(contactIds) : 'lost';
};

/** The audience that is planned now: another attempt may have been first with a small one. `stopped` before the last batch. */
const planBatches = async (
  deps: PreparationDeps,
  runId: string,
  frozen: FrozenAudience | SmallAudience,
  stop: AbortSignal,
): Promise<FrozenAudience | SmallAudience | 'lost' | 'stopped'> => {
  const { store, pool } = deps;
  const planOne = async (batch: number, contactIds: readonly string[]): Promise<boolean> => {
    const context = workerContext({ worker: deps.worker, part: 'preparation', about: runId, now: deps.now });
    const plan = planBatch(runId, batch, contactIds);
    const stream = `runbatch-${runId}.${batch}`;
    const done = await execute(store, batchDecider, stream, plan, context, nothingYet(batchDecider));
    return done.ok && done.events.length > 0;
  };
  if ('contactIds' in frozen) {
    if (stop.aborted) return 'stopped';
    return (await planOne(1, frozen.contactIds)) ? frozen : ((await plannedAlone(store, runId)) ?? 'lost');
  }
  // The first batch by itself: where any is planned it is, and tells an attempt after a restore that planning had begun.
  for (let first = 0, beside = 1; first * batchSize < frozen.count; first += beside, beside = sideBySide) {
    if (stop.aborted) return 'stopped';
    if (first > 0 && (await lookAtRun(store, runId)).state.status !== 'preparing') break;
    const some = await audiencePage(pool, runId, first * batchSize, beside * batchSize);
    const batches = Array.from({ length: Math.ceil(some.length / batchSize) }, (_, at) =>
      some.slice(at * batchSize, (at + 1) * batchSize),
    );
    await Promise.all(batches.map((contactIds, at) => planOne(first + at + 1, contactIds)));
  }
  return frozen;
};
