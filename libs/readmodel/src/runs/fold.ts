import type { BatchTotals, Ledger, Pins, RunEvent } from '#domain/run/messages.js';
import { isFinal, statusAfter } from '#domain/run/lifecycle.js';
import type { RecordedEvent } from '#eventstore/port.js';
import { type Columns, columnsOf } from '../standings/standings.js';
import type { RowOf } from '../table.js';
import type { EventIn } from '../vocabulary.js';
import type { ledgers, runs } from './tables.js';

export type RunRow = RowOf<typeof runs>;
export type LedgerRow = RowOf<typeof ledgers>;

/** The run's row after an event of its stream. */
export const evolveRunRow = (row: RunRow | undefined, event: EventIn<'run'>): RunRow => {
  if (event.type === 'RunRequested') return requested(event);
  if (row === undefined) throw new Error(`${event.stream} does not begin with RunRequested`);
  const at = event.metadata.occurredAt;
  const moved = { ...row, status: statusAfter(event, row.status), revision: event.revision };
  const after = isFinal(moved.status) ? { ...moved, ended_at: at, duration_ms: durationOf(row.started_at, at) } : moved;
  return { ...after, ...factsOf(event, at) };
};

const requested = ({
  data,
  metadata,
  revision,
}: RecordedEvent<Extract<RunEvent, { type: 'RunRequested' }>>): RunRow => ({
  id: data.runId,
  ...pinned(data.pins),
  channel: data.channel,
  type: data.type,
  trigger: data.trigger,
  follow: data.follow,
  metadata: data.metadata,
  parent_id: data.parent?.runId ?? null,
  parent_relation: data.parent?.relation ?? null,
  status: 'requested',
  actor: metadata.actor,
  reason: metadata.reason ?? null,
  created_at: metadata.occurredAt,
  start_at: null,
  queued_at: null,
  started_at: null,
  ended_at: null,
  duration_ms: null,
  batches: null,
  failure: null,
  failure_detail: null,
  revision,
});

const pinned = (
  pins: Pins,
): Pick<RunRow, 'campaign_id' | 'campaign_version' | 'goal_id' | 'goal_version' | 'pins'> => ({
  campaign_id: pins.campaign.id,
  campaign_version: pins.campaign.version,
  goal_id: pins.goal.id,
  goal_version: pins.goal.version,
  pins,
});

const factsOf = (event: EventIn<'run'>, at: string): Partial<RunRow> => {
  switch (event.type) {
    case 'RunScheduled':
      return { start_at: event.data.startAt };
    case 'RunRescheduled':
      return { start_at: event.data.startAt, queued_at: null };
    case 'RunRepinned':
      return pinned(event.data.pins);
    case 'RunQueued':
      return { queued_at: at };
    case 'RunStarted':
      return { started_at: at, batches: event.data.batches, ...pinned(pinsOf(event.data.manifest)) };
    case 'RunFailed':
      return { failure: event.data.failure, failure_detail: event.data.detail };
    case 'RunMissed':
      return { failure_detail: event.data.detail };
    default:
      return {};
  }
};

/** Only the pins of a manifest. */
const pinsOf = ({ campaign, goal, segment, sender }: Pins): Pins => ({ campaign, goal, segment, sender });

/** Null for a run that never started. Two workers' clocks may differ; a duration is never negative. */
const durationOf = (startedAt: string | null, endedAt: string): number | null =>
  startedAt === null ? null : Math.max(0, Date.parse(endedAt) - Date.parse(startedAt));

export const emptyLedgerRow = (runId: string, at: string): LedgerRow => ({
  run_id: runId,
  audience: 0,
  waiting: 0,
  in_flight: 0,
  accepted: 0,
  refused: 0,
  skipped: {},
  unknown: 0,
  not_attempted: 0,
  drafts: 0,
  closed_batches: 0,
  final: false,
  replies: {},
  last_progress_at: at,
});

/** What a batch adds to its run's ledger. */
export type Share = Columns & { readonly audience: number; readonly notAttempted: number };

export const nothing: Share = { ...columnsOf(''), audience: 0, notAttempted: 0 };

export const shareOfOpen = (standings: string): Share => ({
  ...columnsOf(standings),
  audience: standings.length,
  notAttempted: 0,
});

export const shareOfClosed = (totals: BatchTotals): Share => ({ ...totals, waiting: 0, inFlight: 0, drafts: 0 });

/** Replaces what a batch added before by what it adds now. After the run's end its numbers stay. */
export const withShare = (row: LedgerRow, before: Share, after: Share): LedgerRow =>
  row.final
    ? row
    : {
        ...row,
        audience: row.audience - before.audience + after.audience,
        waiting: row.waiting - before.waiting + after.waiting,
        in_flight: row.in_flight - before.inFlight + after.inFlight,
        accepted: row.accepted - before.accepted + after.accepted,
        refused: row.refused - before.refused + after.refused,
        skipped: differenceOf(row.skipped, before.skipped, after.skipped),
        unknown: row.unknown - before.unknown + after.unknown,
        not_attempted: row.not_attempted - before.notAttempted + after.notAttempted,
        drafts: row.drafts - before.drafts + after.drafts,
      };

const differenceOf = (
  sum: { readonly [reason: string]: number },
  before: { readonly [reason: string]: number },
  after: { readonly [reason: string]: number },
): { readonly [reason: string]: number } => {
  const result: { [reason: string]: number } = {};
  for (const reason of new Set([...Object.keys(sum), ...Object.keys(after)])) {
    const count = (sum[reason] ?? 0) - (before[reason] ?? 0) + (after[reason] ?? 0);
    if (count !== 0) result[reason] = count;
  }
  return result;
};

/** The ledger that the run's final event carries is the last word. */
export const withFinalLedger = (row: LedgerRow, ledger: Ledger): LedgerRow => ({
  ...row,
  audience: ledger.audience,
  waiting: ledger.waiting,
  in_flight: ledger.inFlight,
  accepted: ledger.accepted,
  refused: ledger.refused,
  skipped: ledger.skipped,
  unknown: ledger.unknown,
  not_attempted: ledger.notAttempted,
  drafts: 0,
  final: true,
});
