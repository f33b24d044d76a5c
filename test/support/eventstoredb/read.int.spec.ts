import {
  BACKWARDS,
  END,
  EventStoreDBClient,
  FORWARDS,
  jsonEvent,
  START,
  type JSONEventData,
  type ReadRevision,
} from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Empty } from '@eventstore/db-client/generated/shared_pb.js';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { credentials } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';

import { startDouble, type EventStoreDouble } from './start.js';

const firstPosition = 2n ** 53n;
let double: EventStoreDouble;
let client: EventStoreDBClient;
beforeAll(async () => {
  double = await startDouble({ firstPosition });
  client = EventStoreDBClient.connectionString(double.url);
});
afterAll(async () => {
  await client.dispose();
  await double.stop();
});

const written = async (count: number, stream = `stream-${randomUUID()}`) => {
  const events = Array.from({ length: count }, (_, n) => jsonEvent({ type: 'Written', data: { n } }));
  const { position } = await client.appendToStream(stream, events, { expectedRevision: 'any' });
  return { stream, position };
};
const revisions = async (stream: string, fromRevision: ReadRevision, direction: typeof FORWARDS | typeof BACKWARDS) => {
  const found: number[] = [];
  for await (const { event } of client.readStream(stream, { fromRevision, direction }))
    found.push(Number(event?.revision));
  return found;
};

it('reads a stream forwards from a revision on, itself included, and nothing from beyond its end', async () => {
  const { stream } = await written(4);

  expect(await revisions(stream, 2n, FORWARDS)).toEqual([2, 3]);
  expect(await revisions(stream, 9n, FORWARDS)).toEqual([]);
});

it('reads a stream backwards from the end, or from a revision, or from beyond the end', async () => {
  const { stream } = await written(4);

  expect(await revisions(stream, END, BACKWARDS)).toEqual([3, 2, 1, 0]);
  expect(await revisions(stream, 1n, BACKWARDS)).toEqual([1, 0]);
  expect(await revisions(stream, 99n, BACKWARDS)).toEqual([3, 2, 1, 0]);
});

it('gives back what was written, with the server time in milliseconds', async () => {
  const stream = `stream-${randomUUID()}`;
  const before = Date.now();
  const id = randomUUID();
  const proposed = jsonEvent({ id, type: 'Größe', data: { text: '🎈 \u0000' }, metadata: { $correlationId: 'c' } });
  await client.appendToStream<JSONEventData>(stream, proposed);

  for await (const { event, commitPosition } of client.readStream(stream)) {
    expect(event).toMatchObject({ id, type: 'Größe', data: { text: '🎈 \u0000' }, metadata: { $correlationId: 'c' } });
    expect(event).toMatchObject({ streamId: stream, revision: 0n, isJson: true });
    expect(event?.created.getTime()).toBeGreaterThanOrEqual(before);
    expect(event?.created.getTime()).toBeLessThanOrEqual(Date.now());
    expect(commitPosition).toBe(event?.position?.commit);
  }
});

it('answers for a stream that never was, or was deleted, by a message that the client throws', async () => {
  const { stream } = await written(1);
  await client.deleteStream(stream);

  await expect(revisions(stream, START, FORWARDS)).rejects.toMatchObject({ type: 'stream-not-found' });
  await expect(revisions('never-1', END, BACKWARDS)).rejects.toMatchObject({ type: 'stream-not-found' });
});

it('fails for a tombstoned stream, and shows the tombstone in $all', async () => {
  const { stream } = await written(1);
  await client.tombstoneStream(stream);

  await expect(revisions(stream, START, FORWARDS)).rejects.toMatchObject({
    type: 'stream-deleted',
    streamName: stream,
  });
  const [last] = await fromEnd(1);
  expect(last).toMatchObject({ type: '$streamDeleted', streamId: stream, revision: 2n ** 63n - 1n });
});

const fromEnd = async (maxCount: number) => {
  const events = [];
  for await (const { event } of client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount }))
    events.push(event);
  return events;
};

it('reads $all forwards from a position on and backwards from strictly before it; positions are no numbers', async () => {
  const { position } = await written(3);
  const one = await written(1);
  if (position === undefined || one.position === undefined) throw new Error('no position');

  const forwards: bigint[] = [];
  for await (const { commitPosition } of client.readAll({ fromPosition: position }))
    forwards.push(commitPosition ?? -1n);
  expect(forwards).toEqual([position.commit, one.position.commit]);
  const backwards: bigint[] = [];
  const before = client.readAll({ fromPosition: one.position, direction: BACKWARDS, maxCount: 1 });
  for await (const { commitPosition } of before) backwards.push(commitPosition ?? -1n);
  expect(backwards).toEqual([position.commit]);
  expect(position.commit).toBeGreaterThan(firstPosition);
});

it('begins its log with events of its own', async () => {
  const types: (string | undefined)[] = [];
  for await (const { event } of client.readAll({ maxCount: 3 })) types.push(event?.type);
  expect(types.every((type) => type?.startsWith('$'))).toBe(true);
});

it('hides what metadata says: $maxCount, $tb, $maxAge; all of it stays in $all', async () => {
  const { stream } = await written(5);
  await client.setStreamMetadata(stream, { maxCount: 2 });
  expect(await revisions(stream, START, FORWARDS)).toEqual([3, 4]);
  await client.setStreamMetadata(stream, { truncateBefore: 4 });
  expect(await revisions(stream, END, BACKWARDS)).toEqual([4]);
  await client.setStreamMetadata(stream, { truncateBefore: 99 });
  expect(await revisions(stream, START, FORWARDS)).toEqual([]);
  await client.setStreamMetadata(stream, { maxAge: 3600 });
  expect(await revisions(stream, START, FORWARDS)).toEqual([0, 1, 2, 3, 4]);

  const inAll = await fromEnd(20);
  expect(inAll.filter((event) => event?.streamId === stream)).toHaveLength(5);
});

it('ignores metadata that cannot be read: 2^63-1 does not survive a JavaScript number', async () => {
  const { stream } = await written(2);
  await client.setStreamMetadata(stream, { maxCount: 1, truncateBefore: Number(2n ** 63n - 1n) });

  expect(await revisions(stream, START, FORWARDS)).toEqual([0, 1]);
});

it('brings a soft-deleted stream back, without its events, when its metadata is written', async () => {
  const { stream } = await written(2);
  await client.deleteStream(stream);
  await client.setStreamMetadata(stream, { maxCount: 5 });

  expect(await revisions(stream, START, FORWARDS)).toEqual([]);
  expect((await client.getStreamMetadata(stream)).metadata).toEqual({ maxCount: 5, truncateBefore: 2 });
});

it('resolves links only when asked, and one that points nowhere comes without its event', async () => {
  const { stream } = await written(2);
  const links = `links-${randomUUID()}`;
  const link = (data: string) => ({
    ...jsonEvent({ type: '$>', data: {} }),
    contentType: 'application/octet-stream' as const,
    data: Buffer.from(data),
  });
  await client.appendToStream(links, [link(`1@${stream}`), link('7@nowhere-1')]);

  const found = [];
  for await (const read of client.readStream(links, { resolveLinkTos: true })) found.push(read);
  expect(found[0]).toMatchObject({
    event: { streamId: stream, revision: 1n },
    link: { streamId: links, revision: 0n },
  });
  expect(found[1]?.event).toBeUndefined();
  expect(found[1]?.link).toMatchObject({ revision: 1n });
  for await (const read of client.readStream(links)) expect(read.link).toBeUndefined();
});

it('does what other clients ask for: a filtered read of $all, backwards, with ids as two numbers', async () => {
  const id = 'fedcba98-7654-4321-8123-456789abcdef';
  await written(3, 'wanted-1');
  await client.appendToStream('wanted-2', jsonEvent({ id, type: 'Written', data: {} }));
  await written(3);
  const { Options } = ReadReq;
  const expression = new Options.FilterOptions.Expression().setRegex('^wanted-');
  const options = new Options()
    .setAll(new Options.AllOptions().setEnd(new Empty()))
    .setReadDirection(Options.ReadDirection.BACKWARDS)
    .setCount('2')
    .setFilter(new Options.FilterOptions().setStreamIdentifier(expression).setCount(new Empty()))
    .setUuidOption(new Options.UUIDOption().setStructured(new Empty()));
  const rpc = new StreamsClient(`127.0.0.1:${double.ports[0]}`, credentials.createInsecure());
  const found: ReadResp[] = [];
  for await (const message of rpc.read(new ReadReq().setOptions(options))) found.push(message);
  rpc.close();

  expect(found.map((message) => message.getEvent()?.getEvent()?.getStreamRevision())).toEqual(['0', '2']);
  const structured = found[0]?.getEvent()?.getEvent()?.getId()?.getStructured();
  expect(structured?.getMostSignificantBits()).toBe(String(BigInt.asIntN(64, 0xfedcba9876544321n)));
  expect(structured?.getLeastSignificantBits()).toBe(String(BigInt.asIntN(64, 0x8123456789abcdefn)));
});
