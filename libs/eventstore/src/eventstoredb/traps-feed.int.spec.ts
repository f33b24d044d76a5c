import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accepted, event, events, follow, ids, newStream } from '../../../../test/contracts/eventstore/samples.js';
import { eventually } from '../../../../test/support/eventually.js';
import { strangers } from '../../../../test/support/eventstore-strangers.js';
import { type EventStoreDouble, startDouble } from '../../../../test/support/eventstoredb/start.js';
import { type EventStore, type FeedPage, LogUnavailable, type Position, start } from '../port.js';
import { type EventStoreDbOptions, openEventStoreDb } from './store.js';

/** Each trap of the client and the server that can hit a subscription (docs/adr/0011), sprung through the port. */

let double: EventStoreDouble;
let folder: string;
const opened: EventStore[] = [];
const stops: AbortController[] = [];
const uncaught: unknown[] = [];
const note = (reason: unknown): void => void uncaught.push(reason);

beforeEach(async () => {
  process.on('unhandledRejection', note);
  process.on('uncaughtException', note);
  folder = mkdtempSync(join(tmpdir(), 'sortie-traps-'));
  double = await startDouble({ folder });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop.abort();
  await Promise.all(opened.splice(0).map((store) => store.close()));
  await double.stop();
  rmSync(folder, { recursive: true });
  process.off('unhandledRejection', note);
  process.off('uncaughtException', note);
  expect(uncaught).toEqual([]);
});

const open = async (options: Partial<EventStoreDbOptions> = {}): Promise<EventStore> => {
  const store = await openEventStoreDb({ url: double.url, patienceMs: 3_000, ...options });
  opened.push(store);
  return store;
};

/** A subscriber in the background. */
const subscriber = (store: EventStore, options: { categories?: string[]; pageSize?: number } = {}) => {
  const stop = new AbortController();
  stops.push(stop);
  const seen = { ids: [] as string[], pages: [] as FeedPage[], ended: Promise.resolve() };
  seen.ended = (async () => {
    for await (const page of store.subscribe(start, { ...options, signal: stop.signal })) {
      seen.ids.push(...ids(page.events));
      seen.pages.push(page);
    }
  })();
  return { ...seen, seen, live: () => eventually(() => seen.pages.some(({ caughtUp }) => caughtUp)) };
};

const written = async (store: EventStore, count: number): Promise<string[]> => {
  const batch = events(count);
  await eventually(() => store.append(newStream('run'), 'none', batch).catch(() => false as const));
  return ids(batch);
};

test('trap H: 150 subscribers that come and go leave one subscription behind, and calls that work', async () => {
  const store = await open();
  const all = await written(store, 5);

  await Promise.all(Array.from({ length: 150 }, () => follow(store, {}, ({ length }) => length >= 5)));
  const stayed = subscriber(store);
  await stayed.live();
  all.push(...(await written(store, 5)));

  await eventually(() => stayed.ids.length >= all.length);
  expect(stayed.ids).toEqual(all);
  expect((await double.state()).subscriptions).toBe(1);
});

test('traps I and J: no checkpoint is ahead of what was delivered, however often the server says caught up', async () => {
  const store = await open();
  const follower = subscriber(store, { categories: ['run'], pageSize: 3 });
  await follower.live();
  await double.fault({ kind: 'repeat-caught-up' });
  await double.fault({ kind: 'slow-reader', pauseMs: 20 });

  const all: string[] = [];
  for (let n = 0; n < 20; n += 1) {
    all.push(...(await written(store, 4)));
    await store.append(newStream('other'), 'none', events(3));
  }
  await eventually(() => follower.ids.length >= all.length);
  await double.heal();

  expect(follower.ids).toEqual(all);
  let delivered = 0;
  for (const { events: page, checkpoint } of follower.pages) {
    delivered += page.length;
    const after = await store.readAll(checkpoint, 1, { categories: ['run'] });
    expect(after.events[0]?.id).toBe(all[delivered]);
  }
});

test('trap K: checkpoints of the server are not believed', async () => {
  const store = await open();
  const follower = subscriber(store, { categories: ['run'] });
  await follower.live();
  await double.fault({ kind: 'wrong-checkpoint' });

  const all = await written(store, 3);
  await eventually(() => follower.ids.length >= 3);

  expect(follower.ids).toEqual(all);
  const head = await store.head();
  for (const { checkpoint } of follower.pages) expect(store.compare(checkpoint, head)).toBeLessThanOrEqual(0);
});

test.each(['unavailable', 'cancelled'] as const)(
  'traps L and M: a subscription that ends as %s ends no process, and goes on from its own place',
  async (as) => {
    const trouble: Error[] = [];
    const store = await open({ onTrouble: (error) => trouble.push(error) });
    const [one, two] = [subscriber(store, { pageSize: 2 }), subscriber(store, { categories: ['run'] })];
    await Promise.all([one.live(), two.live()]);

    const all: string[] = [];
    for (let cuts = 1; cuts <= 4; cuts += 1) {
      all.push(...(await written(store, 3)));
      await eventually(async () => (await double.state()).subscriptions === 1);
      await double.fault({ kind: 'cut-subscriptions', as });
      all.push(...(await written(store, 3)));
      await eventually(() => trouble.length >= cuts);
    }

    await eventually(() => one.ids.length >= all.length && two.ids.length >= all.length);
    expect([one.ids, two.ids]).toEqual([all, all]);
    expect(trouble.every((error) => error instanceof LogUnavailable)).toBe(true);
  },
);

test('trap M: a server that is killed and comes back loses no event and repeats none', async () => {
  const store = await open();
  const follower = subscriber(store);
  await follower.live();

  const all: string[] = [];
  for (let kills = 0; kills < 3; kills += 1) {
    all.push(...(await written(store, 20)));
    await double.restart();
    all.push(...(await written(store, 20)));
  }

  await eventually(() => follower.ids.length >= all.length);
  expect(follower.ids).toEqual(all);
});

test('trap N: a subscription that looks healthy and says nothing is found out by the end of the log', async () => {
  const trouble: string[] = [];
  const store = await open({ watchMs: 100, silenceMs: 200, onTrouble: ({ message }) => trouble.push(message) });
  const follower = subscriber(store);
  await follower.live();
  await eventually(async () => (await double.state()).subscriptions === 1);
  await double.fault({ kind: 'silent-subscriptions' });

  const all = await written(store, 3);

  await eventually(() => follower.ids.length >= 3);
  expect(follower.ids).toEqual(all);
  expect(trouble).toContain('the feed is silent although the log goes on: taken up again');
});

test('trap N: a head that waits for a silent subscription takes it up again', async () => {
  const store = await open({ watchMs: 3_600_000, silenceMs: 200 });
  await store.head({ categories: ['run'] });
  await eventually(async () => (await double.state()).subscriptions === 1);
  await double.fault({ kind: 'silent-subscriptions' });
  const { position } = await accepted(store.append('run-1', 'none', events(2)));

  await expect(store.head({ categories: ['run'] })).rejects.toBeInstanceOf(LogUnavailable);

  expect(await eventually(() => store.head({ categories: ['run'] }))).toBe(position);
});

test('trap O: a subscriber that is slow is given its pages one by one, and nobody waits for it', async () => {
  const store = await open();
  const all: string[] = [];
  for (let n = 0; n < 12; n += 1) all.push(...(await written(store, 200)));
  let working = 0;
  const slow = follow(
    store,
    {
      pageSize: 100,
      onPage: async () => {
        working += 1;
        expect(working).toBe(1);
        await store.head();
        working -= 1;
      },
    },
    ({ length }) => length >= all.length,
  );
  const quick = await follow(store, {}, ({ length }) => length >= all.length);

  expect(ids(quick)).toEqual(all);
  expect(ids(await slow)).toEqual(all);
});

test('deleted streams, the server’s own events and those of strangers do not stop the feed', async () => {
  const trouble: string[] = [];
  const store = await open({ onTrouble: ({ message }) => trouble.push(message) });
  const follower = subscriber(store);
  await follower.live();
  const before = await written(store, 2);
  await accepted(store.append('run-deleted', 'none', events(2)));
  await accepted(store.append('run-gone', 'none', events(2)));

  await strangers(double.url, { deleted: 'run-deleted', tombstoned: 'run-gone', beside: 'run-beside' });
  const after = await written(store, 2);

  await eventually(() => follower.ids.includes(after[1] ?? ''));
  expect(follower.ids.filter((id) => before.includes(id) || after.includes(id))).toEqual([...before, ...after]);
  const paged = await store.readAll(start, 1_000);
  expect(ids(paged.events)).toEqual(follower.ids);
  expect(trouble).toContain('run-beside revision 0 was not written by this program: readers are not given it');
  expect(await store.read('run-deleted')).toEqual([]);
  expect(await store.read('run-gone')).toEqual([]);
  expect(await store.append('run-deleted', 'none', [event()])).toMatchObject({ ok: true, revision: 2 });
  await expect(store.append('run-gone', 'none', [event()])).rejects.toMatchObject({ name: 'InvalidAppend' });
  await expect(store.read('run-beside')).rejects.toThrow('was not written by this program');
  const newest: Position = await store.head({ categories: ['run'] });
  expect(store.compare(newest, paged.checkpoint)).toBeGreaterThanOrEqual(0);
});
