import { type BatchState, evolveBatch, noBatch } from '#domain/batch/state.js';
import { tally } from '#domain/batch/tally.js';
import type { BatchEvent } from '#domain/batch/messages.js';
import { evolveRun, type ExistingRun, noRun, type RunState } from '#domain/run/state.js';
import { isFinal } from '#domain/run/lifecycle.js';
import type { RunEvent } from '#domain/run/messages.js';
import type { RunFilters, RunSort } from '#readmodel/runs/run-filters.js';
import type { Fact } from './event-builders.js';

/** A run as the oracle knows it: folded by the domain, kept in memory, compared by plain code. */
export interface OracleRun {
  readonly id: string;
  readonly run: ExistingRun;
  readonly created: string;
  readonly scheduled: string | null;
  readonly started: string | null;
  readonly ended: string | null;
  readonly lastProgress: string;
  readonly batches: ReadonlyMap<string, BatchState>;
}

export interface Oracle {
  readonly runs: ReadonlyMap<string, OracleRun>;
  /** Name and version of each campaign now. */
  readonly campaigns: ReadonlyMap<string, { readonly name: string; readonly version: number }>;
  readonly holds: ReadonlySet<string>;
}

export const oracleOf = (facts: readonly Fact[]): Oracle => {
  const states = new Map<string, RunState>();
  const times = new Map<
    string,
    { created: string; scheduled: string | null; started: string | null; ended: string | null; lastProgress: string }
  >();
  const batches = new Map<string, Map<string, BatchState>>();
  const campaigns = new Map<string, { name: string; version: number }>();
  const holds = new Set<string>();
  for (const { stream, event, at } of facts) {
    const [category, rest] = [stream.slice(0, stream.indexOf('-')), stream.slice(stream.indexOf('-') + 1)];
    const runId = rest.split('.')[0] ?? '';
    if (category === 'run' || category === 'runbatch') {
      const known = times.get(runId) ?? { created: at, scheduled: null, started: null, ended: null, lastProgress: at };
      times.set(runId, { ...known, lastProgress: at > known.lastProgress ? at : known.lastProgress });
    }
    if (category === 'run') {
      const state = evolveRun(states.get(runId) ?? noRun, event as RunEvent);
      states.set(runId, state);
      const known = times.get(runId);
      if (known === undefined || state.status === 'absent') continue;
      if (event.type === 'RunStarted') known.started = at;
      if (isFinal(state.status)) known.ended ??= at;
      known.scheduled = state.startAt;
    } else if (category === 'runbatch') {
      const ofRun = batches.get(runId) ?? new Map<string, BatchState>();
      ofRun.set(rest, evolveBatch(ofRun.get(rest) ?? noBatch, event as BatchEvent));
      batches.set(runId, ofRun);
    } else if (event.type === 'CampaignDefined' || event.type === 'CampaignRevised') {
      campaigns.set(rest, { name: event.data.definition.name, version: event.data.version });
    } else if (event.type === 'HoldPlaced') {
      holds.add(event.data.scope);
    } else if (event.type === 'HoldLifted') {
      holds.delete(event.data.scope);
    }
  }
  const runs = new Map<string, OracleRun>();
  for (const [id, run] of states) {
    const known = times.get(id);
    if (run.status === 'absent' || known === undefined) continue;
    runs.set(id, { id, run, ...known, batches: batches.get(id) ?? new Map() });
  }
  return { runs, campaigns, holds };
};

/** Ids of the runs that pass, in order. */
export const expectedRuns = (
  oracle: Oracle,
  filters: RunFilters,
  sort: RunSort,
  direction: 'asc' | 'desc',
  now: string,
): readonly string[] => {
  const sign = direction === 'asc' ? 1 : -1;
  const byText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return [...oracle.runs.values()]
    .filter((run) => passes(oracle, run, filters, now))
    .toSorted((a, b) => {
      const [x, y] = [sortValue(oracle, a, sort), sortValue(oracle, b, sort)];
      if (x === null || y === null) return x === y ? sign * byText(a.id, b.id) : x === null ? 1 : -1;
      const order = typeof x === 'number' && typeof y === 'number' ? x - y : byText(String(x), String(y));
      return sign * (order || byText(a.id, b.id));
    })
    .map(({ id }) => id);
};

const sortValue = (oracle: Oracle, one: OracleRun, sort: RunSort): string | number | null => {
  switch (sort) {
    case 'campaign': {
      const { id } = one.run.request.pins.campaign;
      return `${oracle.campaigns.get(id)?.name ?? ''}\u0001${id}`;
    }
    case 'status':
      return one.run.status;
    case 'duration':
      return one.started === null || one.ended === null ? null : Date.parse(one.ended) - Date.parse(one.started);
    default:
      return one[sort];
  }
};

const passes = (oracle: Oracle, one: OracleRun, filters: RunFilters, now: string): boolean => {
  const { request, status } = one.run;
  const within = (at: string | null, range: { from?: string; to?: string } | undefined): boolean =>
    range === undefined ||
    (at !== null && (range.from === undefined || at >= range.from) && (range.to === undefined || at < range.to));
  const among = (value: string, list: readonly string[] | undefined): boolean =>
    list === undefined || list.includes(value);
  const campaign = oracle.campaigns.get(request.pins.campaign.id);
  const differs = campaign !== undefined && campaign.version !== request.pins.campaign.version;
  return (
    within(one.created, filters.created) &&
    within(one.scheduled, filters.scheduled) &&
    within(one.started, filters.started) &&
    within(one.ended, filters.ended) &&
    among(request.pins.campaign.id, filters.campaigns) &&
    among(request.channel, filters.channels) &&
    among(status, filters.statuses) &&
    among(request.type, filters.types) &&
    among(request.pins.goal.id, filters.goals) &&
    among(request.trigger, filters.triggers) &&
    Object.entries(filters.metadata ?? {}).every(([name, value]) => request.metadata[name] === value) &&
    (filters.parent === undefined || request.parent?.runId === filters.parent) &&
    (filters.test === undefined || (request.type === 'test') === filters.test) &&
    (filters.differsFromCampaign === undefined || differs === filters.differsFromCampaign) &&
    (filters.stalled === undefined || stalls(oracle, one, now) === filters.stalled)
  );
};

/** Nothing happened for a minute, although all that time something could have been done. */
const stalls = ({ holds }: Oracle, { run, batches, lastProgress }: OracleRun, now: string): boolean => {
  const moment = new Date(Date.parse(now) - 60_000).toISOString();
  if (isFinal(run.status) || run.status === 'paused' || lastProgress >= moment) return false;
  if (run.status === 'scheduled') return run.startAt !== null && run.startAt < moment;
  if (run.status !== 'running' && run.status !== 'awaiting_approval') return true;
  const { runId, channel, campaignId, pins } = run.request;
  const held = [
    'all',
    `run:${runId}`,
    `campaign:${campaignId}`,
    `channel:${channel}`,
    `sender:${pins.sender?.id}`,
  ].some((scope) => holds.has(scope));
  const open = [...batches.values()].filter((batch) => batch.status === 'open');
  return (
    open.length === 0 ||
    open.some((batch) => {
      const { waiting, inFlight } = tally(batch);
      if (inFlight > 0 || waiting === 0) return true;
      return (
        !held &&
        batch.recipients.some(({ standing }) => {
          if (standing.is === 'planned' || standing.is === 'approved') return true;
          if (standing.is === 'held') return standing.until === null || standing.until < moment;
          if (standing.is === 'deferred') return standing.until < moment;
          return standing.is === 'draft' && standing.expiresAt < moment;
        })
      );
    })
  );
};
