import {
  EventStoreDBClient,
  jsonEvent,
  StreamDeletedError,
  WrongExpectedVersionError,
  type AppendExpectedRevision,
  type AppendResult,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startDouble, type EventStoreDouble } from './start.js';

let double: EventStoreDouble;
let client: EventStoreDBClient;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'eventstoredb-'));
  double = await startDouble({ folder });
  client = EventStoreDBClient.connectionString(double.url);
});
afterAll(async () => {
  await client.dispose();
  await double.stop();
  rmSync(folder, { recursive: true });
});

const event = (id: string = randomUUID()) => jsonEvent({ id, type: 'Written', data: { id } });
const newStream = () => `stream-${randomUUID()}`;

describe.each([
  ['classic', { credentials: { username: 'admin', password: 'changeit' } }],
  ['batch', {}],
])('append, %s', (_mode, options) => {
  const append = (stream: string, expectedRevision: AppendExpectedRevision, ...ids: string[]): Promise<AppendResult> =>
    client.appendToStream(
      stream,
      ids.map((id) => event(id)),
      { ...options, expectedRevision },
    );
  const idsOf = async (stream: string): Promise<readonly string[]> => {
    const ids: string[] = [];
    for await (const { event: read } of client.readStream(stream)) if (read) ids.push(read.id);
    return ids;
  };

  it('answers with the position of the last event, as both halves of it', async () => {
    const stream = newStream();
    const answer = await append(stream, 'no_stream', randomUUID(), randomUUID());

    expect(answer).toMatchObject({ success: true, nextExpectedRevision: 1n });
    expect(answer.position?.commit).toBe(answer.position?.prepare);
    const positions: unknown[] = [];
    for await (const { event: read } of client.readStream(stream)) positions.push(read?.position);
    expect(positions.at(-1)).toEqual(answer.position);
    expect(positions[0]).not.toEqual(answer.position);
  });

  it('exact expectation, the same ids: answers as the first time, even when the stream has grown', async () => {
    const [stream, a, b] = [newStream(), randomUUID(), randomUUID()];
    const first = await append(stream, 'no_stream', a, b);
    await append(stream, 1n, randomUUID());

    expect(await append(stream, 'no_stream', a, b)).toEqual(first);
    expect(await idsOf(stream)).toHaveLength(3);
  });

  it('exact expectation, other ids, or the same and then others: wrong version', async () => {
    const [stream, a] = [newStream(), randomUUID()];
    await append(stream, 'no_stream', a, randomUUID());

    await expect(append(stream, 'no_stream', randomUUID())).rejects.toThrow(WrongExpectedVersionError);
    const differs = append(stream, 'no_stream', a, randomUUID());
    await expect(differs).rejects.toMatchObject({
      type: 'wrong-expected-version',
      streamName: stream,
      expectedVersion: 'no_stream',
      actualVersion: 1n,
    });
    await expect(append(stream, 7n, randomUUID())).rejects.toMatchObject({ expectedVersion: 7n, actualVersion: 1n });
    await expect(append(newStream(), 0n, randomUUID())).rejects.toMatchObject({ actualVersion: 'no_stream' });
  });

  it.each(['any', 'stream_exists'] as const)('%s, all ids known: answers as the first time', async (expected) => {
    const [stream, a, b] = [newStream(), randomUUID(), randomUUID()];
    const first = await append(stream, 'any', a, b);
    await append(stream, 1n, randomUUID());

    expect(await append(stream, expected, a, b)).toEqual(first);
    expect(await idsOf(stream)).toHaveLength(3);
  });

  it('any, known and then new: wrong version; new and then known: written again', async () => {
    const [stream, a, b] = [newStream(), randomUUID(), randomUUID()];
    await append(stream, 'any', a);

    await expect(append(stream, 'any', a, b)).rejects.toThrow(WrongExpectedVersionError);
    expect(await append(stream, 'any', b, a)).toMatchObject({ nextExpectedRevision: 2n });
    expect(await idsOf(stream)).toEqual([a, b, a]);
  });

  it('the same id in another stream is another event', async () => {
    const [one, other, a] = [newStream(), newStream(), randomUUID()];
    await append(one, 'any', a);

    expect(await append(other, 'any', a)).toMatchObject({ nextExpectedRevision: 0n });
    expect(await idsOf(other)).toEqual([a]);
  });

  it('a soft-deleted stream takes no_stream and any, and goes on counting', async () => {
    const [stream, b, c] = [newStream(), randomUUID(), randomUUID()];
    await append(stream, 'no_stream', randomUUID(), randomUUID());
    await client.deleteStream(stream);

    await expect(append(stream, 'stream_exists', randomUUID())).rejects.toThrow(StreamDeletedError);
    expect(await append(stream, 'no_stream', b)).toMatchObject({ nextExpectedRevision: 2n });
    expect(await idsOf(stream)).toEqual([b]);
    await client.deleteStream(stream);
    expect(await append(stream, 'any', c)).toMatchObject({ nextExpectedRevision: 3n });
    expect(await idsOf(stream)).toEqual([c]);
    expect((await client.getStreamMetadata(stream)).metadata).toMatchObject({ truncateBefore: 3 });
  });

  it('stream_exists: holds when there is metadata, and not when there is nothing', async () => {
    const stream = newStream();
    await expect(append(stream, 'stream_exists', randomUUID())).rejects.toThrow(WrongExpectedVersionError);
    await client.setStreamMetadata(stream, { maxCount: 5 });

    expect(await append(stream, 'stream_exists', randomUUID())).toMatchObject({ nextExpectedRevision: 0n });
  });

  it('nothing is written to a tombstoned stream, ever', async () => {
    const stream = newStream();
    await append(stream, 'any', randomUUID());
    await client.tombstoneStream(stream);

    for (const expected of ['any', 'no_stream', 'stream_exists', 0n] as const) {
      await expect(append(stream, expected, randomUUID())).rejects.toMatchObject({
        type: 'stream-deleted',
        streamName: stream,
      });
    }
  });

  it('an empty list is accepted, and reads to the client as revision 0', async () => {
    expect(await append(newStream(), 'any')).toMatchObject({ success: true, nextExpectedRevision: 0n });
  });
});

it('after a restart, an exact repetition is still recognised and one with `any` is written again', async () => {
  const [stream, loose] = [newStream(), newStream()];
  const [exact, any] = [event(), event()];
  const first = await client.appendToStream(stream, exact, { expectedRevision: 'no_stream' });
  await client.appendToStream(loose, any, { expectedRevision: 'any' });
  await double.restart();
  const again = EventStoreDBClient.connectionString(double.url);

  expect(await again.appendToStream(stream, exact, { expectedRevision: 'no_stream' })).toEqual(first);
  expect(await again.appendToStream(loose, any, { expectedRevision: 'any' })).toMatchObject({
    nextExpectedRevision: 1n,
  });
  await again.dispose();
});
