import debug from 'debug';
import { accepted, events, follow, ids, newStream } from '../../../../test/contracts/eventstore/samples.js';
import { eventually } from '../../../../test/support/eventually.js';
import { type EventStoreDouble, startDouble } from '../../../../test/support/eventstoredb/start.js';
import { LogUnavailable, start } from '../port.js';
import { connectionTo } from './connection.js';
import { drain } from './drain.js';
import { openEventStoreDb } from './store.js';

/** Each trap of the client that concerns its connection (docs/adr/0011). */

let double: EventStoreDouble;
beforeEach(async () => {
  double = await startDouble();
});
afterEach(() => double.stop());

test('traps G and H: 150 reads and subscriptions that are left early end on the server too', async () => {
  const store = await openEventStoreDb({ url: double.url });
  await accepted(store.append('run-1', 'none', events(50)));
  const connection = connectionTo(double.url, 5_000);
  const { signal } = new AbortController();

  for (let n = 0; n < 75; n += 1) {
    await connection.call(async (client, options) => {
      for await (const _ of drain(client.readAll({ ...options }), signal)) break;
    });
    await connection.call(async (client, options) => {
      for await (const _ of drain(client.subscribeToAll({ ...options }), signal)) break;
    });
  }

  await eventually(async () => (await double.state()).subscriptions === 0);
  expect(await connection.call((client) => client.serverVersion())).toMatch(/^24\.10\.5/);
  await Promise.all([connection.close(), store.close()]);
});

test('trap G: reads that were given up on a frozen connection do not block those after it', async () => {
  const store = await openEventStoreDb({ url: double.url, patienceMs: 800 });
  await double.fault({ kind: 'freeze' });
  const reads = Array.from({ length: 150 }, () => store.read('run-1'));
  for (const answer of await Promise.allSettled(reads)) expect(answer.status).toBe('rejected');
  await double.heal();

  await accepted(eventually(() => store.append('run-1', 'none', events(1)).catch(() => false as const)));
  expect(await eventually(() => store.read('run-1').catch(() => false as const))).toHaveLength(1);
  await store.close();
});

test('traps Q and U: a process has one connection, and closing the log ends it and every call', async () => {
  const store = await openEventStoreDb({ url: double.url });
  const { signal } = new AbortController();
  const pages = store.subscribe(start, { signal })[Symbol.asyncIterator]();
  await pages.next();
  const next = pages.next();
  await Promise.all(Array.from({ length: 20 }, () => store.append(newStream(), 'none', events(1))));
  expect((await double.state()).connections).toBe(1);

  await store.close();

  expect(await next).toMatchObject({ done: expect.any(Boolean) });
  await eventually(async () => (await double.state()).connections === 0);
  await expect(store.read('run-1')).rejects.toBeInstanceOf(LogUnavailable);
  await expect(store.append('run-1', 'none', events(1))).rejects.toBeInstanceOf(LogUnavailable);
  await expect(store.head()).rejects.toBeInstanceOf(LogUnavailable);
  expect(() => store.subscribe(start, { signal })).toThrow(LogUnavailable);
});

test('traps T and V: the client warns of nothing, and prints no password when it is told to print all', async () => {
  const printed: string[] = [];
  const print = (...words: unknown[]): void => void printed.push(words.join(' '));
  const warning = jest.spyOn(console, 'warn').mockImplementation(print);
  const { log } = debug;
  debug.log = print;
  debug.enable('esdb:*');
  try {
    const store = await openEventStoreDb({ url: double.url.replace('://', '://ops:hunter2@') });
    await accepted(store.append('run-1', 'none', events(1)));
    await follow(store, {}, ({ length }) => length >= 1);
    await store.close();
  } finally {
    warning.mockRestore();
    debug.log = log;
    debug.disable();
  }
  expect(printed.join('\n')).toContain('ops');
  expect(printed.join('\n')).not.toContain('hunter2');
  expect(printed.join('\n')).not.toMatch(/less than recommended|Unknown option/);
});

test('a cluster: writers and readers go on when the leader changes and when a node is lost', async () => {
  const cluster = await startDouble({ nodes: 3 });
  const store = await openEventStoreDb({ url: cluster.url, patienceMs: 5_000 });
  const write = async (): Promise<string[]> => {
    const batch = events(3);
    const stream = newStream('run');
    await accepted(eventually(() => store.append(stream, 'none', batch).catch(() => false as const)));
    return ids(batch);
  };
  const all: string[] = await write();
  const followed = follow(store, { categories: ['run'] }, ({ length }) => length >= 12);

  await cluster.fault({ kind: 'not-leader' });
  all.push(...(await write()));
  const { leader } = await cluster.state();
  await cluster.fault({ kind: 'node-down', node: leader });
  all.push(...(await write()));
  await cluster.heal();
  all.push(...(await write()));

  expect(ids(await followed)).toEqual(all);
  expect(await eventually(() => store.head({ categories: ['run'] }).catch(() => false as const))).toMatch(/^E1\./);
  await store.close();
  await cluster.stop();
});
