import type { Category, EventsByCategory } from '#domain/events.js';
import { instantOf, millisOf } from '#domain/kernel/calendar.js';
import { fold } from '#domain/kernel/decider.js';
import type { OccurrenceEvent } from '#domain/occurrence/messages.js';
import type { RunEvent } from '#domain/run/messages.js';
import { scheduleDecider } from '#domain/schedule/decide.js';
import { occurrenceTimes } from '#domain/schedule/times.js';
import type { RecordedEvent } from '#eventstore/port.js';
import { intlZones } from '#platform/zones/zones.js';
import { figure } from '../../../../test/support/figure.js';
import { runIdOf } from '../schedules/start-occurrence.js';
import { simulate, type Simulated, simulatedSchedules } from '../../../../test/support/planner-simulation.js';

/** `npm run simulate` asks for more of them. */
const simulatedDays = Number(process.env['SIMULATED_DAYS'] ?? 1_000);
const daysEach = 10;
/** Set by who repeats a failure. */
const onlySeed = process.env['SIMULATED_SEED'];

type Accounted = Exclude<OccurrenceEvent, { type: 'OccurrenceBuffered' }>;

const eventsIn = <C extends Category>(events: readonly RecordedEvent[], category: C) =>
  events.filter((event) => event.category === category) as unknown as readonly EventsByCategory[C][];

/** Everything that is wrong with how the days ended. */
const faultsOf = ({ events, now }: Simulated): readonly string[] => {
  const occurrences = eventsIn(events, 'occurrence');
  const requested = eventsIn(events, 'run').flatMap(({ type, data }) => (type === 'RunRequested' ? [data] : []));
  return [
    ...simulatedSchedules.flatMap((id) => accountingFaults(id, events, occurrences, now)),
    ...runFaults(occurrences, requested),
  ];
};

/** Every occurrence once, in the order of time, whatever became of it. */
const accountingFaults = (
  id: string,
  events: readonly RecordedEvent[],
  occurrences: readonly OccurrenceEvent[],
  now: string,
): readonly string[] => {
  const planned = occurrences.filter(
    (event): event is Accounted =>
      event.data.scheduleId === id &&
      event.type !== 'OccurrenceBuffered' &&
      event.type !== 'OccurrenceBackfilled' &&
      !(event.type === 'OccurrenceFired' && event.data.by === 'trigger'),
  );
  const waiting = occurrences
    .filter(({ data }) => data.scheduleId === id)
    .findLast(({ type }) => type === 'OccurrenceBuffered');
  const accounted = planned.map(({ data }) => data.dueAt);
  const known = new Set(accounted);
  const twice = accounted.filter((dueAt, at) => accounted.indexOf(dueAt) !== at);
  const lost = expectedOf(id, events, now).filter((dueAt) => !known.has(dueAt) && waiting?.data.dueAt !== dueAt);
  return [
    ...twice.map((dueAt) => `${id}: ${dueAt} is accounted for twice`),
    ...lost.map((dueAt) => `${id}: ${dueAt} is not accounted for`),
  ];
};

/**
 * What each edition says for its own time. A clock that went back may have ended an edition before it began, and times
 * that the schedule has passed stay passed, also for an edition which is set when the clock shows them again.
 */
const expectedOf = (id: string, events: readonly RecordedEvent[], now: string): readonly string[] => {
  const ofSchedule = eventsIn(events, 'schedule').filter(({ data }) => data.scheduleId === id);
  const state = fold(scheduleDecider, ofSchedule);
  if (state.status === 'absent') return [];
  const expected: string[] = [];
  const passed = passedWhenSet(id, events);
  let reached = '';
  for (const [at, { from, definition }] of state.editions.entries()) {
    const end = state.editions[at + 1]?.from ?? now;
    const times = occurrenceTimes(definition, intlZones);
    for (let next = times.next(millisOf(from) - 1); next !== null && instantOf(next) < end; next = times.next(next)) {
      const dueAt = instantOf(next);
      if (times.dueAt(id, next) >= millisOf(now) || dueAt < reached || dueAt <= (passed[at] ?? '')) continue;
      expected.push(dueAt);
    }
    reached = end > reached ? end : reached;
  }
  return expected;
};

/** For each edition the newest time that was accounted for when it was set, or ''. */
const passedWhenSet = (id: string, events: readonly RecordedEvent[]): readonly string[] => {
  let newest = '';
  return events.flatMap((event) => {
    if (event.stream === `schedule-${id}` && event.type === 'ScheduleSet') return [newest];
    if (event.category !== 'occurrence') return [];
    const [{ data }] = eventsIn([event], 'occurrence') as [OccurrenceEvent];
    if (data.scheduleId === id && (data.through ?? '') > newest) newest = data.through ?? '';
    return [];
  });
};

/** A run for every occurrence that fired, and none besides. */
const runFaults = (
  occurrences: readonly OccurrenceEvent[],
  requested: readonly Extract<RunEvent, { type: 'RunRequested' }>['data'][],
): readonly string[] => {
  const wanted = occurrences
    .filter(({ type }) => type === 'OccurrenceFired' || type === 'OccurrenceBackfilled')
    .map(({ data }) => runIdOf(data.scheduleId, data.dueAt));
  const runs = requested.map(({ runId }) => runId);
  return [
    ...wanted.filter((id, at) => wanted.indexOf(id) !== at).map((id) => `run ${id} was decided on twice`),
    ...wanted.filter((id) => !runs.includes(id)).map((id) => `run ${id} was never requested`),
    ...runs.filter((id) => !wanted.includes(id)).map((id) => `run ${id} belongs to no occurrence`),
  ];
};

it('accounts for every occurrence once, and runs what fired once, through crashes, take-overs and steps of the clock', async () => {
  const seeds =
    onlySeed === undefined
      ? Array.from({ length: Math.ceil(simulatedDays / daysEach) }, (_, at) => at + 1)
      : [Number(onlySeed)];
  let accounted = 0;
  for (const seed of seeds) {
    const simulated = await simulate(seed, daysEach);
    const faults = faultsOf(simulated);
    if (faults.length > 0)
      throw new Error(`SIMULATED_SEED=${seed} npm run simulate: ${faults.length} faults, the first: ${faults[0]}`);
    accounted += simulated.events.filter(({ category }) => category === 'occurrence').length;
  }
  figure(`simulated ${seeds.length * daysEach} days: ${accounted} occurrences, each once or with a reason`);
}, 14_400_000);
