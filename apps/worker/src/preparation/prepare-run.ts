import { batchDecider } from '#domain/batch/decide.js';
import { batchSize } from '#domain/batch/messages.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { quietPolicyOf } from '#domain/quiet-hours/policy.js';
import { runDecider } from '#domain/run/decide.js';
import type { Manifest, RunCommand, RunFailure, RunRequest } from '#domain/run/messages.js';
import { tooLate } from '#domain/run/time-to-live.js';
import { versionOf } from '#eventstore/definitions.js';
import { execute } from '#eventstore/execute.js';
import type { Clock } from '#platform/clock.js';
import { sha256 } from '#platform/ids.js';
import type { Lease, Leases } from '#platform/leases/leases.js';
import { loadRun } from '../deliveries/plan.js';
import { workerContext } from '../worker-context.js';
import { closePlanned } from './close-planned.js';
import {
  audiencePage,
  forgetAudience,
  type FrozenAudience,
  freezeAudience,
  frozenAudience,
} from './frozen-audience.js';
import { type PlaceDeps, takePlace } from './run-places.js';
import { latestPins } from '#eventstore/latest-pins.js';
import { recipients } from './recipients.js';

export interface PreparationDeps extends PlaceDeps {
  readonly leases: Leases;
  readonly worker: string;
  readonly now: Clock;
  readonly leaseMs: number;
  /** The installation's own: for contacts whose zone is not known, where the campaign names none. */
  readonly timeZone: string;
  /** Name and hash of the configuration of the provider that a sender names, without its secrets. */
  readonly providerOf: (name: string) => Manifest['provider'] | null;
}

export type PreparationVerdict =
  | 'started'
  | 'ended'
  | 'elsewhere'
  | 'nothing-to-do'
  /** For others of its campaign, sender or channel to end: the reconciler brings it back when there is room. */
  | 'in-line';

/**
 * From queued to running: freeze the audience, plan the batches, pin the manifest. Each step finds what an earlier
 * attempt left and goes on from there; the segment is asked once.
 */
export const prepareRun = async (
  deps: PreparationDeps,
  runId: string,
  stop: AbortSignal,
): Promise<PreparationVerdict> => {
  const lease = await deps.leases.acquire(`run:${runId}`, deps.leaseMs);
  if (lease === null) return 'elsewhere';
  try {
    return await prepare(deps, lease, runId, AbortSignal.any([stop, lease.signal]));
  } finally {
    await lease.release();
  }
};

const prepare = async (
  deps: PreparationDeps,
  lease: Lease,
  runId: string,
  stop: AbortSignal,
): Promise<PreparationVerdict> => {
  const { store, pool } = deps;
  const command = async (data: RunCommand): Promise<boolean> => {
    const context = workerContext({ worker: deps.worker, part: 'preparation', about: runId, now: deps.now });
    return (await execute(store, runDecider, `run-${runId}`, data, context)).ok;
  };
  const expire = async (): Promise<PreparationVerdict> => {
    await closePlanned(deps, runId);
    await command({ type: 'ExpireRun', data: {} });
    await forgetAudience(pool, runId);
    return 'ended';
  };
  const fail = async (failure: RunFailure, detail: string): Promise<PreparationVerdict> => {
    await closePlanned(deps, runId);
    await command({ type: 'FailRun', data: { failure, detail } });
    await forgetAudience(pool, runId);
    return 'ended';
  };

  let run = await loadRun(store, runId);
  if (run.status === 'queued') {
    const { request } = run;
    if (request.follow === 'latest') {
      const pins = await latestPins(store, request);
      if (pins !== null && sha256(JSON.stringify(pins)) !== sha256(JSON.stringify(request.pins))) {
        await command({ type: 'RepinRun', data: { pins } });
        run = await loadRun(store, runId);
      }
    }
    if (run.status === 'queued' && !(await takePlace(deps, lease, run.request))) return 'in-line';
    await command({ type: 'PrepareRun', data: {} });
    run = await loadRun(store, runId);
  }
  if (run.status === 'cancelling' && run.started === null) {
    await closePlanned(deps, runId);
    await command({ type: 'ConfirmCancellation', data: {} });
    await forgetAudience(pool, runId);
    return 'ended';
  }
  if (run.status !== 'preparing') return 'nothing-to-do';
  if (tooLate(run.startBy, deps.now()) !== null) return expire();

  const { request } = run;
  const campaign = await versionOf(store, 'campaign', request.pins.campaign);
  if (campaign === null) return fail('internal', 'the pinned version of the campaign is not in the log');
  const provider = await providerFor(deps, request);
  if (provider === null) return fail('provider-configuration', 'the provider that the sender names is not set up');

  const frozen = await freeze(deps, request, campaign.definition);
  if (frozen === 'lost') return fail('internal', 'its batches are planned in part, and the frozen audience is gone');
  if (frozen === 'too-large') return fail('audience-too-large', 'the audience exceeds the limit of the campaign');
  if (frozen.count === 0) return fail('preflight', 'the audience is empty');

  const batches = Math.ceil(frozen.count / batchSize);
  for (let batch = 1; batch <= batches; batch += 1) {
    // What is planned stays planned: another attempt, here or elsewhere, goes on from there.
    if (stop.aborted) return 'elsewhere';
    if (batch % 50 === 0 && (await loadRun(store, runId)).status !== 'preparing') break;
    const contactIds = await audiencePage(pool, runId, (batch - 1) * batchSize, batchSize);
    const context = workerContext({ worker: deps.worker, part: 'preparation', about: runId, now: deps.now });
    const digest = sha256(contactIds.join('\n'));
    const plan = { type: 'PlanBatch', data: { runId, batch, contactIds, digest } } as const;
    await execute(store, batchDecider, `runbatch-${runId}.${batch}`, plan, context);
  }
  const manifest = manifestOf(deps, request, campaign.definition, frozen, provider);
  if (!(await command({ type: 'StartRun', data: { manifest, batches } }))) {
    // Cancelled in the meantime, or too late by now: look again and end it.
    return prepare(deps, lease, runId, stop);
  }
  await forgetAudience(pool, runId);
  return 'started';
};

const freeze = async (
  deps: PreparationDeps,
  request: RunRequest,
  campaign: CampaignDefinition,
): Promise<FrozenAudience | 'too-large' | 'lost'> => {
  const { runId, pins, audience } = request;
  const before = await frozenAudience(deps.pool, runId);
  if (before !== null) return before;
  // A restored backup may hold the first batches of an audience that was forgotten after the last: another one, asked
  // for anew, would leave people out or have them twice.
  if ((await deps.store.read(`runbatch-${runId}.1`, { limit: 1 })).length > 0) return 'lost';
  const segment = pins.segment === null ? null : await versionOf(deps.store, 'segment', pins.segment);
  const limit = campaign.limits.maxRecipients ?? Infinity;
  return freezeAudience(deps.pool, runId, recipients(deps, audience, segment?.definition ?? null), limit);
};

const providerFor = async (deps: PreparationDeps, { pins }: RunRequest): Promise<Manifest['provider'] | null> => {
  if (pins.sender === null) return deps.providerOf('noop');
  const sender = await versionOf(deps.store, 'sender', pins.sender);
  return sender === null ? null : deps.providerOf(sender.definition.provider);
};

/** Five attempts at a deferred message; 72 h for the decision on a draft. */
const maxAttempts = 5;
const draftHours = 72;

const manifestOf = (
  { timeZone }: PreparationDeps,
  { pins, channel, variables, type }: RunRequest,
  campaign: CampaignDefinition,
  audience: FrozenAudience,
  provider: Manifest['provider'],
): Manifest => ({
  ...pins,
  channel,
  variables,
  audience,
  policies: {
    onUnknown: campaign.onUnknown,
    // A test message goes to the person who would review it.
    reviewer: type === 'test' ? 'none' : (campaign.reviewer ?? 'none'),
    responseBehaviour: campaign.responseBehaviour,
    maxAttempts,
    draftHours,
    // A test message goes to somebody who waits for it.
    ...(type === 'test' || campaign.limits.quietHours === undefined
      ? {}
      : { quietHours: quietPolicyOf(campaign.limits.quietHours, timeZone) }),
  },
  provider,
});
