import { pino } from 'pino';
import { dayMs, hourMs, instantOf } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import type { OccurrenceEvent } from '#domain/occurrence/messages.js';
import { runDecider } from '#domain/run/decide.js';
import type { RunEvent } from '#domain/run/messages.js';
import { scheduleDecider } from '#domain/schedule/decide.js';
import type { ScheduleCommand, ScheduleDefinition, ScheduleEvent } from '#domain/schedule/messages.js';
import { campaignDefinition, goalDefinition } from '#domain/testing/definition-fixtures.js';
import { scheduleDefinition } from '#domain/testing/schedule-fixtures.js';
import { execute, toNewEvents } from '#eventstore/execute.js';
import { type EventStore, type RecordedEvent, start } from '#eventstore/port.js';
import { intlZones } from '#platform/zones/zones.js';
import type { ScheduleCursor } from '#readmodel/schedules/queries.js';
import { randomFrom } from './any-log.js';
import { memoryEventStore } from './memory-event-store.js';
import { startOccurrences } from '../../apps/worker/src/reactors/start-occurrences.js';
import { workerContext } from '../../apps/worker/src/worker-context.js';
import { type Agenda, openAgenda } from '../../apps/worker/src/planner/agenda.js';

/** Ends a process in the middle of what it does. */
class Crash extends Error {
  override readonly name = 'Crash';
}

export const simulatedSchedules = ['s1', 's2', 's3', 's4'] as const;

/** What is left when the days are over: the log, and the moment at which the last planner had nothing more to decide. */
export interface Simulated {
  readonly events: readonly RecordedEvent[];
  readonly now: Instant;
}

/**
 * Days of planners on a clock of their own: they crash before and after appends, are taken over from while they still
 * act, know a read model that lags, and live through steps of the clock; people pause, change and trigger meanwhile,
 * runs end when they like, and every event is reacted to more than once. The same seed gives the same days.
 */
export const simulate = async (seed: number, days: number): Promise<Simulated> => {
  const random = randomFrom(seed);
  const chance = (percent: number): boolean => random(100) < percent;
  const pick = <T>(list: readonly [T, ...T[]]): T => list[random(list.length)] ?? list[0];
  let now = Date.UTC(2026, 9, 23);
  const end = now + days * dayMs;
  const clock = (): Instant => instantOf(now);
  const log = memoryEventStore({ now: clock });
  const context = () => workerContext({ worker: 'people', part: 'planner', about: 'simulation', now: clock });
  const seen: RecordedEvent[] = [];
  let position = start;
  const all = async (): Promise<readonly RecordedEvent[]> => {
    const { events, checkpoint } = await log.readAll(position, 1_000_000);
    position = checkpoint;
    seen.push(...events);
    return seen;
  };

  const crashing: EventStore = {
    ...log,
    async append(...args) {
      if (chance(2)) throw new Crash('before the append');
      const result = await log.append(...args);
      if (chance(2)) throw new Crash('after the append');
      return result;
    },
  };
  const survived = async (work: () => Promise<void>): Promise<boolean> => {
    try {
      await work();
      return true;
    } catch (error) {
      if (error instanceof Error && (error.name === 'Crash' || error.name === 'StalePlanner')) return false;
      throw error;
    }
  };

  const command = async (id: string, what: ScheduleCommand): Promise<void> => {
    await execute(log, scheduleDecider, `schedule-${id}`, what, context());
  };
  const definition = (): ScheduleDefinition => ({
    ...scheduleDefinition,
    timeZone: pick(['Europe/Berlin', 'Australia/Lord_Howe', 'America/New_York', 'UTC']),
    specs: [
      pick([
        { kind: 'interval', everySeconds: pick([1_800, 3_600, 7_000]) },
        { kind: 'cron', expression: pick(['30 2 * * *', '*/30 * * * *', '0 */3 * * *', '15 1-4 * * *']) },
      ]),
    ],
    overlap: pick(['skip', 'buffer-one', 'allow']),
    gap: pick(['shift', 'skip']),
    repeated: pick(['first', 'last', 'both']),
    jitterSeconds: pick([0, 0, 600]),
    catchUpSeconds: pick([60, 3_600, 20_000]),
    exclusions: chance(20) ? [{ from: '2026-10-26' }] : [],
  });
  const set = (id: string): Promise<void> =>
    command(id, { type: 'SetSchedule', data: { scheduleId: id, definition: definition() } });

  const published = { version: 1, hash: 'aa', summary: '' };
  const campaign = { ...campaignDefinition, channel: 'noop', segment: null, sender: null };
  const append = (stream: string, ...events: readonly { type: string; data: object }[]) =>
    log.append(stream, 'none', toNewEvents(events, context()));
  await append('goal-g1', { type: 'GoalDefined', data: { id: 'g1', ...published, definition: goalDefinition } });
  await append(
    'campaign-c1',
    { type: 'CampaignDefined', data: { id: 'c1', ...published, definition: campaign } },
    { type: 'CampaignActivated', data: { id: 'c1' } },
  );
  for (const id of simulatedSchedules) await set(id);

  const quiet = pino({ enabled: false });
  const view = cursorView();
  let fence = 0;
  const takeOver = (store: EventStore, lagging: boolean): Promise<Agenda> => {
    fence += 1;
    return openAgenda({
      store,
      worker: `planner ${fence}`,
      log: quiet,
      zones: intlZones,
      clock,
      term: { epoch: 1, fence },
      cursors: async (ids) => {
        const events = await all();
        view.upTo(events, lagging && chance(50) ? events.length - random(20) : events.length);
        return view.cursors(ids);
      },
    });
  };
  const lookAtDue = async (agenda: Agenda): Promise<void> => {
    // What was read ahead must count for no more than it is: it may be old by then.
    if (chance(50)) await agenda.prepare(instantOf(now + random(hourMs)));
    for (const id of agenda.due(clock(), 10)) await agenda.look(id, clock());
  };
  let planners: readonly Agenda[] = [await takeOver(crashing, true)];

  let reacted = 0;
  const react = async (store: EventStore): Promise<void> => {
    const events = (await all()).filter(({ category }) => category === 'schedule' || category === 'occurrence');
    // A checkpoint that was not stored: some are reacted to again.
    const from = Math.max(0, reacted - random(5));
    await startOccurrences({ store, worker: 'reactor', now: clock }).react(events.slice(from));
    reacted = events.length;
  };
  const endSomeRun = async (): Promise<void> => {
    const events = await all();
    view.upTo(events, events.length);
    const open = view.cursors().flatMap(({ openRuns }) => openRuns);
    const runId = open[random(Math.max(1, open.length))];
    if (runId !== undefined) await execute(log, runDecider, `run-${runId}`, { type: 'CancelRun', data: {} }, context());
  };
  const somebodyActs = async (id: string): Promise<void> => {
    await pick([
      () => command(id, { type: 'PauseSchedule', data: {} }),
      () => command(id, { type: 'UnpauseSchedule', data: {} }),
      () => command(id, { type: 'UnpauseSchedule', data: {} }),
      () => command(id, { type: 'TriggerSchedule', data: {} }),
      () => set(id),
    ])();
    for (const planner of planners) planner.changed([id]);
  };

  while (now < end) {
    now += chance(5) ? random(9 * hourMs) : random(hourMs);
    if (chance(1)) now += (chance(50) ? 1 : -1) * random(hourMs);
    // The last of them holds the lease; those before do not know yet that theirs is over.
    if (planners.length === 0 || chance(2)) planners = [...planners, await takeOver(crashing, true)].slice(-2);
    for (const planner of planners)
      if (!(await survived(() => lookAtDue(planner)))) planners = planners.filter((one) => one !== planner);
    if (chance(40)) await survived(() => react(crashing));
    if (chance(30)) await endSomeRun();
    if (chance(2)) await somebodyActs(pick(simulatedSchedules));
  }

  const last = await takeOver(log, false);
  for (let look = 0; look < 1_000 && last.due(clock(), 1).length > 0; look += 1) await lookAtDue(last);
  reacted = 0;
  await react(log);
  reacted = 0;
  await react(log);
  return { events: await all(), now: clock() };
};

/** The read model of schedules on plain maps; it takes events in as it is told to. */
const cursorView = () => {
  const cursors = new Map<string, ScheduleCursor>();
  const scheduleOfRun = new Map<string, string>();
  let taken = 0;
  const of = (id: string): ScheduleCursor =>
    cursors.get(id) ?? { scheduleId: id, through: null, waiting: null, openRuns: [] };
  const put = (cursor: ScheduleCursor): void => void cursors.set(cursor.scheduleId, cursor);
  const take = ({ category, type, data }: RecordedEvent): void => {
    if (category === 'schedule') {
      put(of((data as ScheduleEvent['data']).scheduleId));
    } else if (category === 'occurrence') {
      const { scheduleId, dueAt, through, waiting } = data as OccurrenceEvent['data'];
      const before = of(scheduleId);
      const further = before.through === null || (through !== null && through > before.through);
      const goesOnWaiting = before.waiting !== null && before.waiting !== dueAt;
      put({
        ...before,
        through: further ? through : before.through,
        waiting: goesOnWaiting ? before.waiting : waiting,
      });
    } else if (type === 'RunRequested') {
      const { runId, schedule } = data as Extract<RunEvent, { type: 'RunRequested' }>['data'];
      if (schedule === undefined) return;
      scheduleOfRun.set(runId, schedule.id);
      put({ ...of(schedule.id), openRuns: [...of(schedule.id).openRuns, runId] });
    } else if (category === 'run' && 'ledger' in data) {
      const { runId } = data as RunEvent['data'];
      const before = of(scheduleOfRun.get(runId) ?? '');
      put({ ...before, openRuns: before.openRuns.filter((id) => id !== runId) });
    }
  };
  return {
    /** Takes in what it has not yet of the first `count` events. */
    upTo(events: readonly RecordedEvent[], count: number): void {
      for (; taken < count; taken += 1) {
        const event = events[taken];
        if (event !== undefined) take(event);
      }
    },
    cursors: (ids?: readonly string[]): readonly ScheduleCursor[] =>
      [...cursors.values()].filter(({ scheduleId }) => ids === undefined || ids.includes(scheduleId)),
  };
};
