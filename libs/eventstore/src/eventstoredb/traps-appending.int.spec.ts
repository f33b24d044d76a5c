import { accepted, event, events, ids, newStream } from '../../../../test/contracts/eventstore/samples.js';
import { eventually } from '../../../../test/support/eventually.js';
import { type EventStoreDouble, startDouble } from '../../../../test/support/eventstoredb/start.js';
import { type EventStore, InvalidAppend, LogUnavailable } from '../port.js';
import { type EventStoreDbOptions, openEventStoreDb } from './store.js';

/** Each trap of the client that can hit an append (docs/adr/0011), sprung through the port. */

let double: EventStoreDouble;
let other: EventStoreDouble;
const opened: EventStore[] = [];
const unhandled: unknown[] = [];
const note = (reason: unknown): void => void unhandled.push(reason);

beforeAll(async () => {
  process.on('unhandledRejection', note);
  [double, other] = await Promise.all([startDouble(), startDouble()]);
});
afterEach(async () => {
  await double.heal();
  await Promise.all(opened.splice(0).map((store) => store.close()));
  expect(unhandled).toEqual([]);
});
afterAll(async () => {
  process.off('unhandledRejection', note);
  await Promise.all([double.stop(), other.stop()]);
});

const open = async (options: Partial<EventStoreDbOptions> = {}): Promise<EventStore> => {
  const store = await openEventStoreDb({ url: double.url, patienceMs: 2_000, ...options });
  opened.push(store);
  return store;
};

describe('trap A: an answer that never comes', () => {
  test.each([
    ['after-commit', 'silence'],
    ['before-commit', 'silence'],
    ['after-commit', 'reset'],
    ['after-commit', 'timeout'],
  ] as const)('%s, by %s: the append is repeated with the same ids, and stored once', async (when, how) => {
    const store = await open({ patienceMs: 2_000 });
    const stream = newStream();
    const batch = events(3);
    await double.fault({ kind: 'drop-answer', when, how, times: 1 });

    expect(await store.append(stream, 'none', batch)).toMatchObject({ ok: true, revision: 2 });

    expect(ids(await store.read(stream))).toEqual(ids(batch));
  });

  test('for too long: the log is away, and the same append later answers as if it were the first', async () => {
    const store = await open({ patienceMs: 600 });
    const stream = newStream();
    const batch = events(2);
    await double.fault({ kind: 'drop-answer', when: 'after-commit', times: 1_000 });
    await expect(store.append(stream, 'none', batch)).rejects.toBeInstanceOf(LogUnavailable);
    await double.heal();

    const { position } = await accepted(store.append(stream, 'none', batch));

    expect((await store.read(stream)).map((one) => one.position).at(-1)).toBe(position);
    expect(await store.append(stream, 'none', [event()])).toEqual({ ok: false, actual: 1 });
  });

  test('on a frozen connection: another one is made', async () => {
    const trouble: string[] = [];
    const store = await open({ patienceMs: 900, onTrouble: ({ message }) => trouble.push(message) });
    const stream = newStream();
    await double.fault({ kind: 'freeze' });
    const batch = events(1);

    await expect(store.append(stream, 'none', batch)).rejects.toBeInstanceOf(LogUnavailable);
    await expect(store.read(stream)).rejects.toBeInstanceOf(LogUnavailable);
    expect(trouble).toContain('the log does not answer: connecting anew');
    await double.heal();

    await accepted(eventually(() => store.append(stream, 'none', batch)));
    expect(ids(await store.read(stream))).toEqual(ids(batch));
  });
});

test('trap B: a server that is not ready or too busy is waited for', async () => {
  const store = await open();
  await double.fault({ kind: 'not-ready' });
  await expect(store.append(newStream(), 'none', events(1))).rejects.toBeInstanceOf(LogUnavailable);

  const waiting = store.append(newStream(), 'none', events(1));
  await double.heal();

  await accepted(waiting);
});

test('trap C: what breaks one connection breaks no append of another, and no process', async () => {
  const patienceMs = 15_000;
  const [one, two] = [await open({ patienceMs }), await open({ patienceMs, url: other.url })];
  const write = (store: EventStore, stream: string) =>
    Promise.all(Array.from({ length: 40 }, (_, n) => store.append(`${stream}${n}`, 'none', events(1))));
  const streams = [newStream(), newStream()] as const;

  const writing = [write(one, streams[0]), write(two, streams[1])];
  for (let cuts = 0; cuts < 3; cuts += 1) await double.fault({ kind: 'cut-connections' });

  for (const answers of await Promise.all(writing)) {
    expect(answers.every((answer) => answer.ok && answer.revision === 0)).toBe(true);
  }
});

test('trap D: what JSON cannot hold is refused before the client sees it, and the next append works', async () => {
  const store = await open();
  const stream = newStream();
  let deep: object = {};
  for (let level = 0; level < 1_200; level += 1) deep = level % 2 ? { deep } : { '[{"\\': [deep] };

  for (const data of [{ big: 1n }, deep, { toJSON: () => 'text' }]) {
    await expect(store.append(stream, 'none', [event('Happened', data)])).rejects.toBeInstanceOf(InvalidAppend);
  }
  const flat = event('Happened', { text: '[{"\\'.repeat(5_000) });
  await accepted(store.append(stream, 'none', [flat]));

  expect(ids(await store.read(stream))).toEqual([flat.id]);
});

test('trap E: a conflict is an answer that names the true revision', async () => {
  const store = await open();
  const stream = newStream();
  await accepted(store.append(stream, 'none', events(5)));

  expect(await store.append(stream, 'none', events(1))).toEqual({ ok: false, actual: 4 });
  expect(await store.append(stream, 2, events(1))).toEqual({ ok: false, actual: 4 });
});

test('trap F: a server that does not tell its features takes appends all the same', async () => {
  await double.fault({ kind: 'features-error' });
  const trouble: string[] = [];
  const store = await open({ onTrouble: ({ message }) => trouble.push(message) });

  await accepted(store.append(newStream(), 'none', events(1)));
  await double.heal();
  await accepted(store.append(newStream(), 'none', events(1)));

  await eventually(() => trouble.length > 0);
  expect((await double.state()).calls).not.toHaveProperty('batchAppend');
});

test('trap P: a server that is down at the first call is an outage like any other', async () => {
  await expect(openEventStoreDb({ url: 'esdb://127.0.0.1:1?tls=false', patienceMs: 500 })).rejects.toBeInstanceOf(
    LogUnavailable,
  );
});

test('trap R: no stream and every revision are sent as the server takes them', async () => {
  const store = await open();
  const stream = newStream();

  expect(await store.append(stream, 0, events(1))).toEqual({ ok: false, actual: 'none' });
  await accepted(store.append(stream, 'none', events(1)));
  await accepted(store.append(stream, 0, events(1)));
  await expect(store.append(stream, -1, events(1))).rejects.toBeInstanceOf(InvalidAppend);
});

test('trap S: an id that is no UUID is refused, and text that is no JSON is never taken for data', async () => {
  const store = await open();

  await expect(store.append(newStream(), 'none', [{ ...event(), id: '17' }])).rejects.toBeInstanceOf(InvalidAppend);
  await expect(store.append(newStream(), 'none', [event('Happened', Object('{"a": 1}'))])).rejects.toBeInstanceOf(
    InvalidAppend,
  );
});

test('a wrong password or missing rights are an outage that says so, at once', async () => {
  const store = await open();
  await double.fault({ kind: 'access-denied' });

  await expect(store.append(newStream(), 'none', events(1))).rejects.toMatchObject({
    name: 'LogUnavailable',
    message: expect.stringContaining('refuses this user'),
  });
});

test('more calls at once than a connection has streams', async () => {
  const store = await open({ patienceMs: 10_000 });

  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, n) =>
      n % 3 === 0 ? store.read('run-1') : store.append(newStream(), 'none', events(1)),
    ),
  );

  expect(answers).toHaveLength(300);
});
