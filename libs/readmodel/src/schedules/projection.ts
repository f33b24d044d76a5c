import { runIdText } from '#domain/occurrence/decide.js';
import { idFrom } from '#platform/ids.js';
import type { Projection } from '../projection.js';
import type { Rows } from '../rows.js';
import type { RowOf } from '../table.js';
import { type EventIn, known, typesBut } from '../vocabulary.js';
import * as tables from './tables.js';

const categories = ['schedule', 'occurrence', 'run'] as const;
/** Of a run, only its beginning and its end matter. */
const without = typesBut('run', ['RunRequested', 'RunCancelled', 'RunCompleted', 'RunFailed', 'RunMissed']);
type Event = EventIn<(typeof categories)[number]>;
type OccurrenceRow = RowOf<typeof tables.occurrences>;

/** Schedules, what became of each of their occurrences, and how far they are accounted for. */
export const schedules = {
  name: 'schedules',
  version: 3,
  categories,
  ordered: false,
  excerpt: { parts: ['data', 'actor', 'reason'], without: [...without] },
  tables: tables.ddl,
  apply: async (events, rows) => {
    const page = known(categories, events, without);
    const sets = await load(page, rows);
    for (const event of page) fold(sets, event);
    for (const set of Object.values(sets)) await set.save();
  },
} as const satisfies Projection;

const load = async (page: readonly Event[], rows: Rows) => {
  const ofSchedules = page.filter(isSchedule);
  const ofOccurrences = page.filter(isOccurrence);
  const ofRuns = page.filter(isRun);
  return {
    schedules: await rows.open(
      tables.schedules,
      ofSchedules.map(({ data }) => [data.scheduleId]),
    ),
    occurrences: await rows.open(
      tables.occurrences,
      ofOccurrences.map(({ data }) => [data.scheduleId, data.dueAt]),
    ),
    cursors: await rows.open(
      tables.cursors,
      ofOccurrences.map(({ data }) => [data.scheduleId]),
    ),
    openRuns: await rows.open(
      tables.openRuns,
      ofRuns.filter((event) => 'ledger' in event.data).map(({ data }) => [data.runId]),
    ),
    expiredRuns: await rows.open(tables.expiredRuns, []),
  };
};

type Sets = Awaited<ReturnType<typeof load>>;

const fold = (sets: Sets, event: Event): void => {
  if (isOccurrence(event)) foldOccurrence(sets, event);
  else if (isRun(event)) foldRun(sets, event);
  else foldSchedule(sets, event);
};

const isSchedule = (event: Event): event is EventIn<'schedule'> => event.category === 'schedule';
const isOccurrence = (event: Event): event is EventIn<'occurrence'> => event.category === 'occurrence';
const isRun = (event: Event): event is EventIn<'run'> => event.category === 'run';

const foldSchedule = ({ schedules }: Sets, { type, data, metadata }: EventIn<'schedule'>): void => {
  const row = schedules.get(data.scheduleId);
  const change = {
    changed_at: metadata.occurredAt,
    changed_by: metadata.actor,
    reason: metadata.reason ?? null,
  };
  if (type === 'ScheduleSet') {
    const { scheduleId, version, definition } = data;
    schedules.put({
      schedule_id: scheduleId,
      name: definition.name,
      campaign_id: definition.campaignId,
      status: row?.status ?? 'active',
      version,
      definition,
      created_at: row?.created_at ?? metadata.occurredAt,
      ...change,
    });
    return;
  }
  const status = statusAfter[type];
  if (row !== undefined && status !== null) schedules.put({ ...row, status, ...change });
};

const statusAfter = {
  SchedulePaused: 'paused',
  ScheduleUnpaused: 'active',
  ScheduleArchived: 'archived',
  ScheduleTriggered: null,
  BackfillRequested: null,
} as const satisfies Record<Exclude<EventIn<'schedule'>['type'], 'ScheduleSet'>, string | null>;

const foldOccurrence = ({ occurrences, cursors }: Sets, event: EventIn<'occurrence'>): void => {
  const { scheduleId, dueAt, through, waiting } = event.data;
  const before = occurrences.get(scheduleId, dueAt);
  occurrences.put({
    schedule_id: scheduleId,
    due_at: dueAt,
    run_id: null,
    lateness_ms: null,
    detail: null,
    cause: 'plan',
    decided_at: event.metadata.occurredAt,
    ...verdictOf(event, before),
  });
  const cursor = cursors.get(scheduleId);
  const furthest = [cursor?.through ?? null, through].reduce(
    (a, b) => (a === null || (b !== null && b > a) ? b : a),
    null,
  );
  // Days after the one of a waiting occurrence know nothing of it: it goes with its own verdict only.
  const stillWaiting = cursor?.waiting == null || cursor.waiting === dueAt ? waiting : cursor.waiting;
  cursors.put({ schedule_id: scheduleId, through: furthest, waiting: stillWaiting });
};

/** An occurrence that ran after all still says what had kept it. */
const verdictOf = (
  event: EventIn<'occurrence'>,
  before: OccurrenceRow | undefined,
): Pick<OccurrenceRow, 'outcome' | 'reason'> & Partial<OccurrenceRow> => {
  const { scheduleId, dueAt } = event.data;
  const run_id = idFrom(runIdText(scheduleId, dueAt));
  switch (event.type) {
    case 'OccurrenceFired': {
      const { latenessMs, by } = event.data;
      return { outcome: 'fired', cause: by, reason: before?.reason ?? null, run_id, lateness_ms: latenessMs };
    }
    case 'OccurrenceSkipped':
      return { outcome: 'skipped', reason: event.data.reason, detail: event.data.detail };
    case 'OccurrenceMissed':
      return { outcome: 'missed', reason: 'outage', detail: event.data.detail };
    case 'OccurrenceBuffered':
      return { outcome: 'buffered', reason: 'overlap', detail: 'it waits for the run before to end' };
    case 'OccurrenceBackfilled':
      return {
        outcome: 'backfilled',
        cause: 'backfill',
        reason: before?.reason ?? null,
        detail: before?.detail ?? null,
        run_id,
      };
  }
};

const foldRun = ({ openRuns, expiredRuns }: Sets, event: EventIn<'run'>): void => {
  const { runId } = event.data;
  if (event.type === 'RunRequested') {
    if (event.data.schedule !== undefined) openRuns.put({ run_id: runId, schedule_id: event.data.schedule.id });
    return;
  }
  const row = 'ledger' in event.data ? openRuns.get(runId) : undefined;
  if (row === undefined) return;
  openRuns.remove(row);
  if (event.type === 'RunMissed') expiredRuns.put({ run_id: runId, detail: event.data.detail });
};
