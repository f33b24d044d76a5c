import type pg from 'pg';
import type { BatchEvent } from '#domain/batch/messages.js';
import { isRejection } from '#domain/kernel/decider.js';
import { runDecider } from '#domain/run/decide.js';
import type { RunCommand, RunEvent } from '#domain/run/messages.js';
import { evolveRun, type RunState } from '#domain/run/state.js';
import { throughOutages, toNewEvents } from '#eventstore/execute.js';
import type { NewEvent } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { knownRun, wroteToRun } from '../runs/run-looks.js';
import { pinnedVersion } from '../runs/pinned-versions.js';
import { workerContext } from '../worker-context.js';
import { type ManifestDeps, manifestOf, providerFor } from './manifest.js';
import { planBatch } from './plan-batch.js';
import { onlySmall, type SmallAudience } from './frozen-audience.js';
import { askAudience } from './recipients.js';

export interface StartDeps extends ManifestDeps {
  readonly pool: pg.Pool;
  readonly worker: string;
  readonly now: Clock;
}

export type PlannedBatch = Extract<BatchEvent, { type: 'BatchPlanned' }>;

export interface Started {
  /** The run's only batch where this attempt has planned it; else its stream is to be read. */
  readonly started: PlannedBatch | null;
}

/** Nothing is stored, or a beginning that every attempt goes on from; the audience if it is small and was asked for. */
export interface NotAtOnce {
  readonly asked: SmallAudience | null;
}

/**
 * From queued to running in one go: a run that nobody has begun before, for a small audience. The log has its preparation
 * begin, its batch and its start in turn, so that whatever comes in between leaves what an attempt leaves that was
 * killed there. Where anything is another way, each step goes by itself.
 */
export const startAtOnce = async (deps: StartDeps, runId: string, stop: AbortSignal): Promise<Started | NotAtOnce> => {
  const { store } = deps;
  const { state: queued, revision } = knownRun(store, runId);
  if (queued.status !== 'queued' || revision === 'none') return { asked: null };
  const prepared = decided(deps, { type: 'PrepareRun', data: {} }, queued);
  if (prepared?.state.status !== 'preparing') return { asked: null };
  const { request } = queued;
  const campaign = await pinnedVersion(store, 'campaign', request.pins.campaign);
  const provider = await providerFor(deps, request);
  if (campaign === null || provider === null) return { asked: null };
  const asked = await onlySmall(await askAudience(deps, request));
  const most = campaign.definition.limits.maxRecipients ?? Infinity;
  if (asked === null || asked.count === 0 || asked.count > most || stop.aborted) return { asked };

  const manifest = manifestOf(deps, request, campaign.definition, asked, provider);
  const started = decided(deps, { type: 'StartRun', data: { manifest, batches: 1 } }, prepared.state);
  if (started === null) return { asked };
  const planned: PlannedBatch = { type: 'BatchPlanned', data: planBatch(runId, 1, asked.contactIds).data };
  const appends = [
    { stream: `run-${runId}`, expected: revision, events: prepared.stored },
    { stream: `runbatch-${runId}.1`, expected: 'none', events: toNewEvents([planned], contextOf(deps, runId)) },
    { stream: `run-${runId}`, expected: revision + prepared.events.length, events: started.stored },
  ] as const;
  const result = await throughOutages(() => store.appendInTurn(appends));
  if (!result.ok) return { asked };
  wroteToRun(store, runId, [...prepared.events, ...started.events], result);
  return { started: planned };
};

interface Decided {
  readonly events: readonly RunEvent[];
  readonly state: RunState;
  readonly stored: readonly NewEvent[];
}

/** What a command leads to in that state; null where it is refused, or leads to nothing. */
const decided = (
  deps: StartDeps,
  command: RunCommand,
  state: Exclude<RunState, { status: 'absent' }>,
): Decided | null => {
  const now = deps.now();
  const events = runDecider.decide(command, state, now);
  if (isRejection(events) || events.length === 0) return null;
  const context = { ...contextOf(deps, state.request.runId), now: () => now };
  return { events, state: events.reduce(evolveRun, state), stored: toNewEvents(events, context) };
};

const contextOf = ({ worker, now }: StartDeps, about: string): ReturnType<typeof workerContext> =>
  workerContext({ worker, part: 'preparation', about, now });
