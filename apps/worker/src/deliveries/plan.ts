import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { GoalDefinition } from '#domain/goal/messages.js';
import { fold } from '#domain/kernel/decider.js';
import { runDecider } from '#domain/run/decide.js';
import type { Manifest, RunEvent, RunRequest, RunVariables } from '#domain/run/messages.js';
import { type RunState, startedOf } from '#domain/run/state.js';
import type { DefinitionKind } from '#eventstore/definitions.js';
import type { EventStore } from '#eventstore/port.js';
import type { Sql } from '#platform/database/pool.js';
import { runInputs } from '#vault/run-inputs/run-inputs.js';
import type { Sender } from '../channels/channel.js';
import { pinnedVersion } from '../runs/pinned-versions.js';

/** Everything a run pinned, fetched once for a batch: what its messages are made of. */
export interface Plan {
  readonly request: RunRequest;
  readonly manifest: Manifest;
  readonly campaign: CampaignDefinition;
  readonly goal: GoalDefinition;
  readonly sender: Sender;
  readonly variables: RunVariables;
  /** Where a test run's messages go instead of to the contacts; null where somebody was erased; empty for a real run. */
  readonly testAddresses: readonly (string | null)[];
}

/** Channels that need no sender still have one, so that code further on has one case. */
const noSender: Sender = {
  id: 'none',
  name: 'none',
  channel: 'noop',
  provider: 'noop',
  limits: { perSecond: Infinity },
};

/** Null until the run has started. @throws when a pinned version is not in the log: nothing can be sent then */
export const planOf = async (store: EventStore, sql: Sql, run: RunState): Promise<Plan | null> => {
  const started = run.status === 'absent' ? null : startedOf(run);
  if (run.status === 'absent' || started === null) return null;
  const { manifest } = started;
  const { request } = run;
  const pinned = async <Kind extends DefinitionKind>(kind: Kind, pin: { id: string; version: number }) => {
    const published = await pinnedVersion(store, kind, pin);
    if (published === null) throw new Error(`run ${request.runId}: ${kind} ${pin.id} has no version ${pin.version}`);
    return published.definition;
  };
  const [campaign, goal, sender, inputs] = await Promise.all([
    pinned('campaign', manifest.campaign),
    pinned('goal', manifest.goal),
    manifest.sender === null ? null : pinned('sender', manifest.sender),
    // Asked for by every batch, for what was passed with a run can be erased.
    hasInputs(request, manifest) ? runInputs(sql, request.runId) : null,
  ]);
  return {
    request,
    manifest,
    campaign,
    goal,
    sender: sender === null || manifest.sender === null ? noSender : { ...sender, id: manifest.sender.id },
    variables: inputs?.variables ?? {},
    testAddresses: inputs?.addresses ?? [],
  };
};

/**
 * Whether anything may have been passed with the run: the hash of its variables says so; a test run has addresses, and so
 * may one that was made from it.
 */
const hasInputs = ({ type, parent }: RunRequest, { variables }: Manifest): boolean =>
  variables !== null || type === 'test' || parent !== undefined;

export const loadRun = async (store: EventStore, runId: string): Promise<RunState> => {
  const events = await store.read(`run-${runId}`);
  return fold(
    runDecider,
    events.map(({ type, data }) => ({ type, data }) as RunEvent),
  );
};
