import { isFinal, statusAfter } from '#domain/run/lifecycle.js';
import { isUrgent } from '#domain/run/messages.js';
import type { Projection } from '../projection.js';
import type { Rows } from '../rows.js';
import type { RowOf } from '../table.js';
import { type EventIn, known } from '../vocabulary.js';
import { evolveBatchRow, summedUp } from './batch-row.js';
import * as tables from './tables.js';

const categories = ['run', 'runbatch', 'hold'] as const;
type Event = EventIn<(typeof categories)[number]>;
type RunRow = RowOf<typeof tables.runs>;

/** What there is to do and from when on: for planner and reconciler. Holds runs until they end and batches until they close. */
export const due = {
  name: 'due',
  version: 4,
  categories,
  ordered: true,
  excerpt: { parts: ['data'] },
  tables: tables.ddl,
  apply: async (events, rows) => {
    const page = known(categories, events);
    const sets = await load(page, rows);
    for (const event of page) fold(sets, event);
    for (const { after } of sets.batches.changes()) if (after !== undefined) sets.batches.put(summedUp(after));
    for (const set of Object.values(sets)) await set.save();
  },
} as const satisfies Projection;

const load = async (page: readonly Event[], rows: Rows) => {
  const keys = page.flatMap((event): [string, number][] => {
    const { runId, batch } = idsOf(event);
    return event.category === 'runbatch' ? [[runId, batch]] : [];
  });
  return {
    runs: await rows.open(
      tables.runs,
      page.filter(({ category }) => category !== 'hold').map((event) => [idsOf(event).runId]),
    ),
    batches: await rows.open(tables.batches, keys),
    holds: await rows.open(
      tables.holds,
      page.flatMap((event) => ('scope' in event.data ? [[event.data.scope]] : [])),
    ),
  };
};

type Sets = Awaited<ReturnType<typeof load>>;

const fold = (sets: Sets, event: Event): void => {
  if (isHold(event)) {
    if (event.type === 'HoldPlaced') sets.holds.put({ scope: event.data.scope });
    else sets.holds.remove({ scope: event.data.scope });
  } else if (isBatch(event)) {
    foldBatch(sets, event);
  } else {
    foldRun(sets, event);
  }
};

const isHold = (event: Event): event is EventIn<'hold'> => event.category === 'hold';
const isBatch = (event: Event): event is EventIn<'runbatch'> => event.category === 'runbatch';

const foldBatch = (sets: Sets, event: EventIn<'runbatch'>): void => {
  const { runId, batch } = idsOf(event);
  const before = sets.batches.get(runId, batch);
  const after = evolveBatchRow(before, event);
  if (after !== undefined) sets.batches.put(after);
  else if (before !== undefined) sets.batches.remove(before);
  const run = sets.runs.get(runId);
  if (run === undefined) return;
  const closed = event.type === 'BatchClosed' ? 1 : 0;
  sets.runs.put({ ...progressed(run, event), closed_batches: run.closed_batches + closed });
};

const foldRun = (sets: Sets, event: EventIn<'run'>): void => {
  const { runId } = idsOf(event);
  if (event.type === 'RunRequested') return sets.runs.put(requested(event));
  const run = sets.runs.get(runId);
  if (run === undefined) return;
  const status = statusAfter(event, run.status);
  if (isFinal(status)) return sets.runs.remove(run);
  const moved = status === run.status ? run : { ...run, status, since: event.metadata.occurredAt };
  sets.runs.put({ ...progressed(moved, event), ...factsOf(event), revision: event.revision });
};

const requested = ({ data, metadata }: Extract<EventIn<'run'>, { type: 'RunRequested' }>): RunRow => ({
  run_id: data.runId,
  status: 'requested',
  campaign_id: data.campaignId,
  channel: data.channel,
  sender_id: data.pins.sender?.id ?? null,
  start_at: null,
  urgent: isUrgent(data.type),
  start_within: data.startWithinSeconds ?? null,
  start_by: null,
  since: metadata.occurredAt,
  batches: null,
  closed_batches: 0,
  last_progress_at: metadata.occurredAt,
  reviewed: false,
  revision: 0,
});

const factsOf = (event: EventIn<'run'>): Partial<RunRow> => {
  switch (event.type) {
    case 'RunScheduled':
    case 'RunRescheduled':
      return { start_at: event.data.startAt, start_by: null };
    case 'RunQueued':
      return { start_by: event.data.startBy ?? null };
    case 'RunRepinned':
      return { sender_id: event.data.pins.sender?.id ?? null };
    case 'RunStarted':
      return { batches: event.data.batches, reviewed: event.data.manifest.policies.reviewer === 'human' };
    default:
      return {};
  }
};

const progressed = (run: RunRow, { metadata: { occurredAt } }: Event): RunRow =>
  occurredAt > run.last_progress_at ? { ...run, last_progress_at: occurredAt } : run;

/** `run-<run>` or `runbatch-<run>.<n>`. */
const idsOf = ({ category, stream }: Event): { runId: string; batch: number } => {
  const [runId = '', batch = ''] = stream.slice(category.length + 1).split('.');
  return { runId, batch: Number(batch) };
};
