import { memoryEventStore } from '../../../test/support/memory-event-store.js';
import type { EventStore, NewEvent } from './port.js';
import { definitionCategories, rememberStreams } from './remembered-streams.js';

const event = (n: number): NewEvent => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  type: 'GoalRevised',
  data: { n },
  metadata: {
    $correlationId: 'c',
    $causationId: 'c',
    actor: 'a',
    source: 'api',
    v: 1,
    occurredAt: '2026-11-20T09:00:00.000Z',
  },
});

/** The log, and how many events were read of it. */
const counted = () => {
  const log = memoryEventStore();
  let read = 0;
  const store: EventStore = {
    ...log,
    read: async (stream, range) => {
      const events = await log.read(stream, range);
      read += events.length;
      return events;
    },
  };
  return { log, remembered: rememberStreams(store, definitionCategories), readSoFar: () => read };
};

it('answers with all that was there when it was asked, and reads each event once', async () => {
  const { log, remembered, readSoFar } = counted();
  await log.append('goal-a', 'none', [event(1), event(2)]);
  expect(await remembered.read('goal-a')).toEqual(await log.read('goal-a'));
  await log.append('goal-a', 1, [event(3)]);
  const [one, other] = await Promise.all([remembered.read('goal-a'), remembered.read('goal-a')]);
  expect(one).toEqual(await log.read('goal-a'));
  expect(other).toEqual(one);
  expect(readSoFar()).toBe(3);
});

it('hands on whatever asks for a part of a stream, or for a stream of another kind', async () => {
  const { log, remembered } = counted();
  await log.append('goal-a', 'none', [event(1), event(2)]);
  await log.append('run-a', 'none', [event(3)]);
  expect(await remembered.read('goal-a', { from: 1 })).toHaveLength(1);
  expect(await remembered.read('run-a')).toEqual(await log.read('run-a'));
  expect(await remembered.read('goal-b')).toEqual([]);
});

it('asks again after a failure', async () => {
  const log = memoryEventStore();
  await log.append('goal-a', 'none', [event(1)]);
  let failures = 1;
  const store = rememberStreams(
    { ...log, read: (...asked) => (failures-- > 0 ? Promise.reject(new Error('away')) : log.read(...asked)) },
    definitionCategories,
  );
  await expect(store.read('goal-a')).rejects.toThrow('away');
  expect(await store.read('goal-a')).toHaveLength(1);
});
