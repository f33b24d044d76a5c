import { randomUUID } from 'node:crypto';
import { openPool } from '#platform/database/pool.js';
import { accepted, event, events, follow, ids, metadata } from '../../../../test/contracts/eventstore/samples.js';
import { eventually } from '../../../../test/support/eventually.js';
import { type EventStoreDouble, startDouble } from '../../../../test/support/eventstoredb/start.js';
import { openNextEpoch } from '../next-epoch.js';
import { type EventStore, LogUnavailable, type Position, start } from '../port.js';
import { recordedAtKey } from './events.js';
import { openEventStoreDb } from './store.js';

let double: EventStoreDouble;
beforeEach(async () => {
  double = await startDouble({ firstPosition: 2n ** 53n });
});
afterEach(() => double.stop());
afterAll(() => pool.end());

const open = (): Promise<EventStore> => openEventStoreDb({ url: double.url, patienceMs: 3_000 });
/** A database that nobody asks. */
const pool = openPool('postgres://nobody:x@127.0.0.1:1/none');
const next = (above?: number): Promise<number> => openNextEpoch({ eventStoreUrl: double.url, pool }, above);

test('the first to open an empty log opens epoch 1, and so do all who come at the same time', async () => {
  const stores = await Promise.all([open(), open(), open()]);

  expect(stores.map(({ epoch }) => epoch)).toEqual([1, 1, 1]);
  expect(await stores[0]?.readAll(start, 10)).toMatchObject({ events: [], caughtUp: true });
  await Promise.all(stores.map((store) => store.close()));
});

test('the next epoch has a number of its own, above one of another log too, and positions go on', async () => {
  const first = await open();
  const [before, after] = [events(3), events(3)];
  const old = await accepted(first.append('run-1', 'none', before));
  await first.close();

  expect([await next(), await next(6), await next(2)]).toEqual([2, 7, 8]);
  const store = await open();
  const young = await accepted(store.append('run-1', 2, after));

  expect(store.epoch).toBe(8);
  expect([old.position, young.position]).toEqual([expect.stringMatching(/^E1\./), expect.stringMatching(/^E8\./)]);
  expect(store.compare(old.position, young.position)).toBeLessThan(0);
  // Read back, each has the position it was acknowledged with.
  expect((await store.read('run-1')).map(({ position }) => position).slice(2)).toEqual([
    old.position,
    expect.any(String),
    expect.any(String),
    young.position,
  ]);
  expect(ids(await follow(store, {}, ({ length }) => length >= 6))).toEqual(ids([...before, ...after]));
  expect(ids(await follow(store, { after: old.position }, ({ length }) => length >= 3))).toEqual(ids(after));
  await store.close();
});

test('a reader that had seen more than the log was put back to goes on where the next epoch begins', async () => {
  const first = await open();
  const { position } = await accepted(first.append('run-1', 'none', events(3)));
  await first.close();
  const [, commit] = /^E1\.(\d+)$/.exec(position) ?? [];
  const ahead = `E1.${BigInt(commit ?? 0) + 1_000_000n}` as Position;
  await next();
  const store = await open();
  const after = events(2);
  await accepted(store.append('run-1', 2, after));

  expect(ids((await store.readAll(ahead, 10)).events)).toEqual(ids(after));
  expect(ids(await follow(store, { after: ahead, categories: ['run'] }, ({ length }) => length >= 2))).toEqual(
    ids(after),
  );
  await store.close();
});

test('an epoch that is opened under a running process is known to its feed', async () => {
  const store = await open();
  const followed = follow(store, {}, ({ length }) => length >= 4);
  const [before, after] = [events(2), events(2)];
  await accepted(store.append('run-1', 'none', before));
  await eventually(async () => (await store.head({ categories: ['run'] })) !== start);
  await next();
  await accepted(store.append('run-1', 1, after));

  const delivered = await followed;

  expect(ids(delivered)).toEqual(ids([...before, ...after]));
  expect(delivered.map(({ position }) => position.split('.')[0])).toEqual(['E1', 'E1', 'E2', 'E2']);
  await store.close();
});

test('an imported event keeps the time at which its first log wrote it, and not the key that says so', async () => {
  const store = await open();
  const recordedAt = '2020-02-29T12:00:00.000Z';
  const imported = { ...event(), metadata: { ...metadata, [recordedAtKey]: recordedAt } };
  await accepted(store.append('run-1', 'none', [imported, event()]));

  const [first, second] = await store.read('run-1');
  const [fromFeed] = (await store.readAll(start, 10)).events;

  expect([first, fromFeed]).toEqual([
    expect.objectContaining({ id: imported.id, recordedAt, metadata }),
    expect.objectContaining({ id: imported.id, recordedAt, metadata }),
  ]);
  expect(second?.recordedAt).not.toBe(recordedAt);
  await store.close();
});

test('another log behind the same address is noticed: nothing is read from it or written to it', async () => {
  const store = await open();
  await accepted(store.append('run-1', 'none', events(1)));
  const ended = follow(store, {}, () => false).then(
    () => 'without an error',
    (error: unknown) => String(error),
  );
  await eventually(async () => (await double.state()).subscriptions === 1);

  await double.restart(); // without a folder: it comes back empty
  const other = await eventually(() => open().catch(() => false as const));

  expect(await ended).toContain('another log answers at this address');
  await expect(store.append(`run-${randomUUID()}`, 'none', events(1))).rejects.toBeInstanceOf(LogUnavailable);
  await expect(store.read('run-1')).rejects.toThrow('another log');
  await accepted(other.append('run-2', 'none', events(1)));
  const seen: string[] = [];
  const subscribed = follow(store, { onPage: (page) => void seen.push(...ids(page.events)) }, () => false);
  await expect(subscribed).rejects.toThrow('another log');
  expect(seen).toEqual([]);
  await Promise.all([store.close(), other.close()]);
});
