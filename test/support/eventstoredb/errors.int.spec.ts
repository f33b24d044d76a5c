import { EventStoreDBClient, jsonEvent, type AppendExpectedRevision } from '@eventstore/db-client';
import { ServerFeaturesClient } from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import { AppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import { credentials, status, type ServiceError } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';

import { startDouble, type EventStoreDouble } from './start.js';

const mebibyte = 1024 * 1024;
const classic = { credentials: { username: 'admin', password: 'changeit' } };
const event = (size = 10) => jsonEvent({ type: 'Written', data: { text: 'x'.repeat(size) } });
const newStream = () => `stream-${randomUUID()}`;

describe('release 24.10', () => {
  let double: EventStoreDouble;
  let client: EventStoreDBClient;
  beforeAll(async () => {
    double = await startDouble();
    client = EventStoreDBClient.connectionString(double.url);
  });
  afterAll(async () => {
    await client.dispose();
    await double.stop();
  });

  it('delete: of a stream that never was, and at another revision, is a wrong version', async () => {
    const stream = newStream();
    const wrong = { type: 'wrong-expected-version', code: status.FAILED_PRECONDITION, streamName: stream };
    await expect(client.deleteStream(stream)).rejects.toMatchObject({ ...wrong, actualVersion: 'no_stream' });
    await client.appendToStream(stream, event());
    await expect(client.deleteStream(stream, { expectedRevision: 5n })).rejects.toMatchObject({
      ...wrong,
      expectedVersion: 5n,
      actualVersion: 0n,
    });
    expect((await client.deleteStream(stream, { expectedRevision: 0n })).position?.commit).toBeGreaterThan(0n);
  });

  it('tombstone: also of a stream that never was; a second one finds it deleted', async () => {
    const stream = newStream();
    await client.tombstoneStream(stream);

    const deleted = { type: 'stream-deleted', code: status.FAILED_PRECONDITION, streamName: stream };
    await expect(client.tombstoneStream(stream)).rejects.toMatchObject(deleted);
    await expect(client.deleteStream(stream)).rejects.toMatchObject(deleted);
  });

  it.each([
    ['classic', classic],
    ['batch', {}],
  ])('an append over 1 MiB is refused whole, %s', async (_mode, options) => {
    const stream = newStream();
    const events = Array.from({ length: 5 }, () => event(mebibyte / 4));
    await expect(client.appendToStream(stream, events, options)).rejects.toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: mebibyte,
    });
    const within = Array.from({ length: 3 }, () => event(mebibyte / 4));
    expect(await client.appendToStream(stream, within, options)).toMatchObject({ nextExpectedRevision: 2n });
  });

  it('an id that is no UUID: unknown to classic append, a status that nobody recognises in batch mode', async () => {
    const bad = { ...event(), id: 'no uuid' };
    await expect(client.appendToStream(newStream(), bad, classic)).rejects.toMatchObject({ code: status.UNKNOWN });
    await expect(client.appendToStream(newStream(), bad)).rejects.toThrow('Could not recognize BadRequest');
  });

  it('a batch append whose deadline has passed on arrival has timed out', async () => {
    const late = client.appendToStream(newStream(), event(), { deadline: -60_000 });
    await expect(late).rejects.toMatchObject({ type: 'deadline-exceeded' });
  });

  it('an event without type and content type lacks required metadata', async () => {
    const rpc = new StreamsClient(`127.0.0.1:${double.ports[0]}`, credentials.createInsecure());
    const error = await new Promise<ServiceError | null>((resolve) => {
      const call = rpc.append((found) => resolve(found));
      const identifier = new StreamIdentifier().setStreamName(Buffer.from(newStream()));
      call.write(
        new AppendReq().setOptions(new AppendReq.Options().setStreamIdentifier(identifier).setAny(new Empty())),
      );
      const message = new AppendReq.ProposedMessage().setId(new UUID().setString(randomUUID()));
      call.write(new AppendReq().setProposedMessage(message));
      call.end();
    });
    rpc.close();
    expect(error?.code).toBe(status.INVALID_ARGUMENT);
    expect(error?.metadata.getMap()).toMatchObject({
      exception: 'missing-required-metadata-property',
      'required-metadata-properties': 'type,content-type',
    });
  });

  it('takes 100 calls at once on a connection and no more: the 101st waits', async () => {
    // Clients of one process share a connection unless their settings differ, and the other one has a batch stream open.
    const fresh = EventStoreDBClient.connectionString(`${double.url}&keepAliveInterval=20000`);
    const subscriptions = Array.from({ length: 100 }, () => fresh.subscribeToStream('waiting-1'));
    await Promise.all(subscriptions.map((each) => new Promise((told) => each.once('confirmation', told))));
    const late = fresh.appendToStream(newStream(), event(), { ...classic, deadline: 300 });
    await expect(late).rejects.toMatchObject({ type: 'deadline-exceeded' });
    await subscriptions[0]?.unsubscribe();
    expect(await fresh.appendToStream(newStream(), event(), classic)).toMatchObject({ success: true });
    await fresh.dispose();
  });
});

it('release 25.1 says so, and takes far more per append', async () => {
  const double = await startDouble({ version: '25.1.0' });
  const client = EventStoreDBClient.connectionString(double.url);
  const append = (events: ReturnType<typeof event>[], expectedRevision: AppendExpectedRevision) =>
    client.appendToStream('big-1', events, { ...classic, expectedRevision });

  expect(
    await append(
      Array.from({ length: 5 }, () => event(mebibyte)),
      'no_stream',
    ),
  ).toMatchObject({ success: true });
  const rpc = new ServerFeaturesClient(`127.0.0.1:${double.ports[0]}`, credentials.createInsecure());
  const version = await new Promise((resolve) => {
    rpc.getSupportedMethods(new Empty(), (_error, found) => resolve(found.getEventStoreServerVersion()));
  });
  expect(version).toBe('25.1.0');
  rpc.close();
  await client.dispose();
  await double.stop();
});
