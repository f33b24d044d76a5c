import { instantOf } from '#domain/kernel/calendar.js';
import { toNewEvents } from '#eventstore/execute.js';
import { memoryEventStore } from '../../../../test/support/memory-event-store.js';
import { workerContext } from '../worker-context.js';
import { knownStreams } from './known-streams.js';

const stream = 'hold-all';
let now = 0;
const clock = () => instantOf(now);

const given = () => {
  now = 10_000;
  const log = memoryEventStore({ now: clock });
  const asked: number[] = [];
  const known = knownStreams(
    {
      read: (name, range) => {
        asked.push(range?.from ?? 0);
        return log.read(name, range);
      },
    },
    clock,
  );
  const append = async (revision: number | 'none'): Promise<void> => {
    const context = workerContext({ worker: 'test', part: 'planner', about: 'test', now: clock });
    await log.append(stream, revision, toNewEvents([{ type: 'HoldPlaced', data: { scope: 'all' } }], context));
  };
  return { known, asked, append };
};

it('asks only for what has come since, and misses nothing that was there before the call', async () => {
  const { known, asked, append } = given();
  expect(await known.now.read(stream)).toEqual([]);
  await append('none');
  await append(0);
  expect((await known.now.read(stream)).map(({ revision }) => revision)).toEqual([0, 1]);
  await append(1);
  expect((await known.now.read(stream)).map(({ revision }) => revision)).toEqual([0, 1, 2]);
  expect(asked).toEqual([0, 0, 2]);
});

it('shares what was read at the moment that counts or later, while it is fresh', async () => {
  const { known, asked, append } = given();
  const due = clock();
  now -= 5;
  const before = await known.asOf(clock()).read(stream);
  await append('none');
  now += 10;
  const [first, second] = await Promise.all([known.asOf(due).read(stream), known.asOf(due).read(stream)]);
  expect([before.length, first.length, second.length, asked.length]).toEqual([0, 1, 1, 2]);
  await append(0);
  expect(await known.asOf(due).read(stream)).toHaveLength(1);
  now += 300;
  expect(await known.asOf(due).read(stream)).toHaveLength(2);
});
