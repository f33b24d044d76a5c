import fc from 'fast-check';
import type pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { event, events, ids } from '../../../../test/contracts/eventstore/samples.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { memoryEventStore } from '../../../../test/support/memory-event-store.js';
import { type AppendResult, type EventStore, type ExpectedRevision, InvalidAppend, type NewEvent } from '../port.js';
import { openPostgresEventStore } from './store.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

const open = (options: Partial<Parameters<typeof openPostgresEventStore>[0]> = {}) =>
  openPostgresEventStore({ pool, url: database.url, ...options });

const transactions = async (): Promise<number> => {
  const { rows } = await pool.query<{ count: string }>('select count(distinct tx) from log.events');
  return Number(rows[0]?.count);
};

test('what comes in one turn goes in one transaction', async () => {
  const store = await open();

  const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => store.append(`run-${n}`, 'none', events(2))));
  await store.close();

  expect(answers.filter(({ ok }) => ok)).toHaveLength(100);
  expect(await transactions()).toBe(1);
});

interface Request {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly batch: readonly NewEvent[];
}

const send = (store: EventStore, { stream, expected, batch }: Request): Promise<AppendResult> =>
  store.append(stream, expected, batch);

/** A request for the stream as the model has it by then, or beside it, or one of those before once more. */
interface Wish {
  readonly stream: string;
  readonly off: number;
  readonly count: number;
  readonly again: number | null;
}

const wishes = fc.array(
  fc.record({
    stream: fc.constantFrom('run-a', 'run-b', 'run-c', 'batch-d'),
    off: fc.constantFrom(0, 0, 0, 0, -1, 1),
    count: fc.integer({ min: 1, max: 4 }),
    again: fc.option(fc.nat(), { freq: 5 }),
  }),
  { minLength: 1, maxLength: 40 },
);

const asked = async (list: readonly Wish[], prefix: string) => {
  const model = memoryEventStore();
  const requests: Request[] = [];
  const answers: AppendResult[] = [];
  for (const { stream: name, off, count, again } of list) {
    const stream = `${name}${prefix}`;
    const revision = (await model.read(stream)).length - 1 + off;
    const earlier = again === null ? undefined : requests[again % Math.max(1, requests.length)];
    const request = earlier ?? { stream, expected: revision < 0 ? ('none' as const) : revision, batch: events(count) };
    requests.push(request);
    answers.push(await send(model, request));
  }
  return { model, requests, answers };
};

/** A refusal tells where the stream stood when it was looked at, which others may have moved on by then. */
const comparable = (answer: AppendResult): object =>
  answer.ok ? { ok: true, revision: answer.revision } : { ok: false };

test('each has the outcome that it would have had if they had come one after the other', async () => {
  const store = await open();
  let round = 0;
  await fc.assert(
    fc.asyncProperty(wishes, async (list) => {
      const { model, requests, answers } = await asked(list, `-${(round += 1)}`);

      const found = await Promise.all(requests.map((request) => send(store, request)));

      expect(found.map(comparable)).toEqual(answers.map(comparable));
      for (const [index, answer] of found.entries()) {
        const modelled = answers[index];
        if (answer.ok || modelled === undefined || modelled.ok) continue;
        const [least, now] = [modelled.actual, answer.actual].map((at) => (at === 'none' ? -1 : at));
        expect(now).toBeGreaterThanOrEqual(least ?? -1);
      }
      for (const stream of new Set(requests.map((request) => request.stream)))
        expect(ids(await store.read(stream))).toEqual(ids(await model.read(stream)));
      // The same once more: whatever was stored answers as it did.
      const again = await Promise.all(requests.map((request) => send(store, request)));
      for (const [index, answer] of found.entries()) if (answer.ok) expect(again[index]).toEqual(answer);
    }),
    { numRuns: 30 },
  );
  await store.close();
});

test('two processes that want the same revisions of many streams: nobody fails, one of each pair is told', async () => {
  const stores = await Promise.all([open(), open()]);
  const streams = Array.from({ length: 60 }, (_, n) => `run-${n}`);
  for (let round = 0; round < 5; round += 1) {
    const expected = round === 0 ? 'none' : round * 2 - 1;
    const batches = stores.map(() => new Map(streams.map((stream) => [stream, events(2)])));

    const answers = await Promise.all(
      stores.map((store, which) =>
        Promise.all(
          // Each begins at another end.
          (which === 0 ? streams : streams.toReversed()).map(async (stream) => ({
            stream,
            answer: await store.append(stream, expected, batches[which]?.get(stream) ?? []),
          })),
        ),
      ),
    );

    const won = answers.map((list) => new Set(list.flatMap(({ stream, answer }) => (answer.ok ? [stream] : []))));
    for (const stream of streams) {
      const winner = won[0]?.has(stream) ? 0 : 1;
      expect([won[0]?.has(stream), won[1]?.has(stream)]).toEqual([winner === 0, winner === 1]);
      const stored = await stores[1 - winner]?.read(stream, { from: round * 2 });
      expect(ids(stored ?? [])).toEqual(ids(batches[winner]?.get(stream) ?? []));
    }
  }
  for (const store of stores) await store.close();
});

test('what the server does not store fails alone', async () => {
  await pool.query(
    `do $$ begin execute format('alter database %I set max_stack_depth = ''100kB''', current_database()); end $$`,
  );
  const store = await open();
  let deep: object = {};
  for (let level = 0; level < 2_000; level += 1) deep = { deep };

  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) =>
      store.append(`run-${n}`, 'none', n === 10 ? [event('Happened', deep)] : events(1)),
    ),
  );

  const failed = answers.flatMap((answer, n) => (answer.status === 'rejected' ? [[n, answer.reason]] : []));
  expect(failed).toEqual([[10, expect.any(InvalidAppend)]]);
  expect(await store.read('run-10')).toEqual([]);
  await store.close();
});

test('a stream that somebody holds keeps none but its own appends waiting', async () => {
  const store = await open({ patienceMs: 2_000 });
  const holder = await pool.connect();
  await holder.query('begin');
  await holder.query(
    `insert into log.events (epoch, stream, revision, id, type, data, meta)
     values ((select max(epoch) from log.epochs), 'run-10', 0, gen_random_uuid(), 'Counted', '{}', '{"v": 1}')`,
  );

  const requestFor = (n: number): Request => ({ stream: `run-${n}`, expected: 'none', batch: events(1) });
  const before = Array.from({ length: 10 }, (_, n) => send(store, requestFor(n)));
  const request = requestFor(10);
  const held = eventually(() => send(store, request));
  const after = Array.from({ length: 10 }, (_, n) => send(store, requestFor(11 + n)));
  const others = await Promise.all([...before, ...after]);
  await holder.query('rollback');
  holder.release();

  expect(others.filter(({ ok }) => ok)).toHaveLength(20);
  expect(await held).toMatchObject({ ok: true, revision: 0 });
  await store.close();
});
