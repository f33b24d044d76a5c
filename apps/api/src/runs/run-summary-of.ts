import type { Instant } from '#domain/kernel/message.js';
import { type RunStatus, isFinal } from '#domain/run/lifecycle.js';
import { startedOf } from '#domain/run/state.js';
import type { WholeRun } from '#domain/run/whole-run.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import type { EventIn } from '#readmodel/vocabulary.js';
import { type CampaignPublication, campaignThen } from './campaign-then.js';
import { pinsOf } from './pins.js';

/** The summary of a run, from its history alone; null when the history does not begin with the request. */
export const summaryOf = (
  whole: WholeRun,
  own: readonly EventIn<'run'>[],
  publications: readonly CampaignPublication[],
): RunSummary | null => {
  const { run, ledger, drafts, times } = whole;
  const [first] = own;
  const last = own.at(-1);
  if (run.status === 'absent' || first === undefined || last === undefined) return null;
  const { request } = run;
  const pins = pinsOf(run);
  const { name, headVersion } = campaignThen(publications, pins.campaign.version);
  const createdAt = times.createdAt ?? first.metadata.occurredAt;
  return {
    id: request.runId,
    status: run.status,
    type: request.type,
    test: request.type === 'test',
    trigger: request.trigger,
    channel: request.channel,
    campaign: { id: pins.campaign.id, name, version: pins.campaign.version, headVersion },
    differsFromCampaign: headVersion !== null && headVersion !== pins.campaign.version,
    goal: pins.goal,
    segment: pins.segment,
    sender: pins.sender,
    follow: request.follow,
    metadata: request.metadata,
    parent: request.parent ?? null,
    requestedBy: first.metadata.actor,
    reason: first.metadata.reason ?? null,
    createdAt,
    startAt: run.startAt,
    queuedAt: times.queuedAt,
    startedAt: times.startedAt,
    endedAt: times.endedAt,
    durationMs: span(times.startedAt, times.endedAt),
    ledger,
    drafts,
    batches: { total: startedOf(run)?.batches ?? null, closed: whole.closedBatches },
    replies: repliesByClass(whole),
    lastProgressAt: whole.lastProgressAt ?? createdAt,
    failure: failureIn(own, run.status),
    revision: last.revision,
  };
};

/** Milliseconds between two moments; two processes' clocks may differ, a duration is never negative. */
export const span = (from: Instant | null, to: Instant | null): number | null =>
  from === null || to === null ? null : Math.max(0, Date.parse(to) - Date.parse(from));

const repliesByClass = ({ replies }: WholeRun): RunSummary['replies'] => {
  const counts = new Map<string, number>();
  for (const { classification } of replies.values()) {
    const kind = classification?.class ?? 'unclassified';
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

const failureIn = (own: readonly EventIn<'run'>[], status: RunStatus): RunSummary['failure'] => {
  const last = isFinal(status) ? own.at(-1) : undefined;
  if (last?.type === 'RunFailed') return { kind: last.data.failure, detail: last.data.detail };
  return last?.type === 'RunMissed' ? { kind: 'missed', detail: last.data.detail } : null;
};
