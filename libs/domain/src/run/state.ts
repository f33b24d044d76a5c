import type { Instant } from '../kernel/message.js';
import { addTotals, emptyLedger, emptyTotals } from './ledger.js';
import { type FinalStatus, isFinal, type RunStatus, statusAfter } from './lifecycle.js';
import type { BatchTotals, Ledger, Manifest, RunEvent, RunRequest } from './messages.js';

/** What every run has from its request on. */
interface Requested {
  readonly request: RunRequest;
  readonly startAt: Instant | null;
  /** Until when a queued run may start; null: however late. */
  readonly startBy: Instant | null;
  /** Closed batches and their sum. */
  readonly settled: ReadonlySet<number>;
  readonly totals: BatchTotals;
}

/** Present from RunStarted on. */
export interface Started {
  readonly manifest: Manifest;
  readonly batches: number;
}

type BeforeStart = 'requested' | 'scheduled' | 'queued' | 'preparing';
type InProgress = 'running' | 'awaiting_approval' | 'pausing' | 'paused';

export type RunState =
  | { readonly status: 'absent' }
  | (Requested & { readonly status: BeforeStart })
  | (Requested & Started & { readonly status: InProgress })
  /** `started` is null when the audience was not frozen to its end. */
  | (Requested & { readonly status: 'cancelling'; readonly started: Started | null })
  | (Requested & {
      readonly status: FinalStatus;
      readonly started: Started | null;
      readonly ledger: Ledger;
    });

export type ExistingRun = Exclude<RunState, { status: 'absent' }>;

export const noRun: RunState = { status: 'absent' };

export const startedOf = (run: ExistingRun): Started | null => {
  if ('started' in run) return run.started;
  return 'manifest' in run ? { manifest: run.manifest, batches: run.batches } : null;
};

export const evolveRun = (run: RunState, event: RunEvent): RunState => {
  if (event.type === 'RunRequested') {
    return {
      status: 'requested',
      request: event.data,
      startAt: null,
      startBy: null,
      settled: new Set(),
      totals: emptyTotals,
    };
  }
  if (run.status === 'absent') return run;
  return inStatus(withFacts(run, event), statusAfter(event, run.status));
};

interface Facts extends Requested {
  readonly started: Started | null;
  readonly ledger: Ledger;
}

const withFacts = (run: ExistingRun, event: RunEvent): Facts => {
  const facts: Facts = {
    request: run.request,
    startAt: run.startAt,
    startBy: run.startBy,
    settled: run.settled,
    totals: run.totals,
    started: startedOf(run),
    ledger: 'ledger' in event.data ? event.data.ledger : 'ledger' in run ? run.ledger : emptyLedger,
  };
  if (event.type === 'RunScheduled' || event.type === 'RunRescheduled')
    return { ...facts, startAt: event.data.startAt, startBy: null };
  if (event.type === 'RunQueued') return { ...facts, startBy: event.data.startBy ?? null };
  if (event.type === 'RunRepinned') return { ...facts, request: { ...facts.request, pins: event.data.pins } };
  if (event.type === 'RunStarted') {
    return { ...facts, started: { manifest: event.data.manifest, batches: event.data.batches } };
  }
  if (event.type !== 'BatchesSettled') return facts;
  const fresh = event.data.batches.filter(({ batch }) => !facts.settled.has(batch));
  return {
    ...facts,
    settled: new Set([...facts.settled, ...fresh.map(({ batch }) => batch)]),
    totals: fresh.reduce((sum, { totals }) => addTotals(sum, totals), facts.totals),
  };
};

const inStatus = (facts: Facts, status: RunStatus): RunState => {
  const { started, ledger, ...requested } = facts;
  if (isFinal(status)) return { ...requested, status, started, ledger };
  if (status === 'cancelling') return { ...requested, status, started };
  if (isBeforeStart(status)) return { ...requested, status };
  return started === null ? { ...requested, status: 'preparing' } : { ...requested, ...started, status };
};

const isBeforeStart = (status: RunStatus): status is BeforeStart =>
  status === 'requested' || status === 'scheduled' || status === 'queued' || status === 'preparing';
