import { BACKWARDS, END, EventStoreDBClient, jsonEvent, UnavailableError } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { eventually } from '../eventually.js';
import { startDouble, type EventStoreDouble } from './start.js';

let double: EventStoreDouble;
let client: EventStoreDBClient;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'eventstoredb-'));
  double = await startDouble({ folder });
});
beforeEach(() => {
  client = EventStoreDBClient.connectionString(double.url);
});
afterEach(async () => {
  await double.heal();
  await client.dispose();
});
afterAll(async () => {
  await double.stop();
  rmSync(folder, { recursive: true });
});

const classic = { credentials: { username: 'admin', password: 'changeit' } };
const append = (stream: string, event = jsonEvent({ type: 'Written', data: {} }), deadline = 10_000) =>
  client.appendToStream(stream, event, { ...classic, deadline, expectedRevision: 'no_stream' });
const newStream = () => `stream-${randomUUID()}`;
const lengthOf = async (stream: string): Promise<number> => {
  let length = 0;
  const events = client.readStream(stream, { direction: BACKWARDS, fromRevision: END });
  try {
    for await (const _ of events) length += 1;
  } catch {
    return 0; // no such stream
  }
  return length;
};

describe.each([
  ['silence', { type: 'deadline-exceeded' }],
  ['reset', { code: expect.any(Number) }],
  ['timeout', { type: 'timeout' }],
] as const)('drop-answer by %s', (how, error) => {
  it.each([
    ['before-commit', 0],
    ['after-commit', 1],
  ] as const)('%s: %s events are there, and the same append repeated succeeds', async (when, count) => {
    const [stream, event] = [newStream(), jsonEvent({ type: 'Written', data: {} })];
    await double.fault({ kind: 'drop-answer', when, times: 1, how });

    await expect(append(stream, event, how === 'silence' ? 200 : 10_000)).rejects.toMatchObject(error);
    expect(await lengthOf(stream)).toBe(count);
    expect(await eventually(() => append(stream, event))).toMatchObject({ nextExpectedRevision: 0n });
    expect(await lengthOf(stream)).toBe(1);
  });
});

it('hold-answers: commits at once and answers at heal', async () => {
  const stream = newStream();
  await double.fault({ kind: 'hold-answers' });
  const answer = append(stream);
  await eventually(async () => (await double.state()).held === 1);
  expect(await lengthOf(stream)).toBe(1);
  await double.heal();
  expect(await answer).toMatchObject({ success: true });
});

it('not-ready: unavailable, but not to a batch append', async () => {
  await double.fault({ kind: 'not-ready' });
  await expect(append(newStream())).rejects.toThrow(UnavailableError);
  const batch = client.appendToStream(newStream(), jsonEvent({ type: 'Written', data: {} }));
  await expect(batch).rejects.toThrow('Could not recognize Server Is Not Ready');
  await double.heal();
  expect(await append(newStream())).toMatchObject({ success: true });
});

it('not-leader, alone: names itself', async () => {
  await double.fault({ kind: 'not-leader' });
  await expect(append(newStream())).rejects.toMatchObject({
    type: 'not-leader',
    code: status.NOT_FOUND,
    leader: { address: '127.0.0.1', port: double.ports[0] },
  });
  await double.heal();
  expect(await append(newStream())).toMatchObject({ success: true });
});

it('access-denied', async () => {
  await double.fault({ kind: 'access-denied' });
  await expect(append(newStream())).rejects.toMatchObject({ type: 'access-denied' });
});

it('features-error: the client keeps it for ever, and classic append never asks', async () => {
  await double.fault({ kind: 'features-error' });
  const batch = () => client.appendToStream(newStream(), jsonEvent({ type: 'Written', data: {} }));
  await expect(batch()).rejects.toMatchObject({ code: status.INTERNAL });
  await double.heal();
  await expect(batch()).rejects.toMatchObject({ code: status.INTERNAL });
  expect(await append(newStream())).toMatchObject({ success: true });
});

it('freeze: answers nothing, not even a ping, and goes on where it stopped', async () => {
  const stream = newStream();
  await append(newStream());
  const subscription = client.subscribeToStream(stream);
  await new Promise((told) => subscription.once('confirmation', told));
  const seen: unknown[] = [];
  subscription.on('data', (read) => seen.push(read.event?.streamId));
  const session = connect(`http://127.0.0.1:${double.ports[0]}`);
  await once(session, 'remoteSettings');
  await double.fault({ kind: 'freeze' });
  let pinged = false;
  session.ping(() => (pinged = true));
  await expect(append(newStream(), undefined, 200)).rejects.toMatchObject({ type: 'deadline-exceeded' });
  expect(pinged).toBe(false);
  await double.heal();
  await append(stream);
  await eventually(() => pinged && seen.length === 1);
  await subscription.unsubscribe();
  session.close();
});

it('cut-connections: open calls fail, the next one connects again', async () => {
  await append(newStream());
  const subscription = client.subscribeToAll();
  const failed = new Promise<unknown>((told) => subscription.once('error', told));
  await new Promise((told) => subscription.once('confirmation', told));
  await double.fault({ kind: 'cut-connections' });
  expect(await failed).toMatchObject({ code: expect.any(Number) });
  expect(await eventually(() => append(newStream()))).toMatchObject({ success: true });
});

it('kill -9: what was acknowledged is there after the restart, at the same positions; half an append is not', async () => {
  const stream = newStream();
  const { position } = await append(stream);
  const before = (await double.state()).events;
  await double.kill();
  await expect(append(newStream())).rejects.toMatchObject({ code: expect.any(Number) });
  appendFileSync(join(folder, 'events.log'), Buffer.from([200, 0, 0, 0, 1, 2, 3, 4, 5]));
  await double.restart();

  expect((await double.state()).events).toBe(before);
  const events = client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1 });
  for await (const { event } of events) expect(event).toMatchObject({ streamId: stream, position });
  expect(await append(newStream())).toMatchObject({ success: true });
  await double.restart();
  expect((await double.state()).events).toBe(before + 1);
});

it('stop: subscriptions are cancelled', async () => {
  const other = await startDouble();
  const leaving = EventStoreDBClient.connectionString(other.url);
  const subscription = leaving.subscribeToAll();
  const failed = new Promise<unknown>((told) => subscription.once('error', told));
  await new Promise((told) => subscription.once('confirmation', told));
  await other.stop();
  expect(await failed).toMatchObject({ type: 'cancelled' });
});
