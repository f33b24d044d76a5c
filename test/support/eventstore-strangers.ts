import { randomUUID } from 'node:crypto';
import { ANY, binaryEvent, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';

/** What other programs and operators do to a log that they share with us. */
export const strangers = async (
  url: string,
  streams: { readonly deleted: string; readonly tombstoned: string; readonly beside: string },
): Promise<void> => {
  const client = EventStoreDBClient.connectionString(url);
  await client.deleteStream(streams.deleted);
  await client.tombstoneStream(streams.tombstoned);
  await client.appendToStream(streams.beside, [
    binaryEvent({ id: randomUUID(), type: 'Bytes', data: Buffer.from([0xff, 0x00]) }),
    jsonEvent({ id: randomUUID(), type: 'NoMetadata', data: {} }),
    jsonEvent({ id: randomUUID(), type: 'List', data: [1], metadata: { v: 1 } }),
    binaryEvent({ id: randomUUID(), type: 'Garbage', data: Buffer.from('{'), metadata: Buffer.from('{') }),
  ]);
  await client.appendToStream('$settings', jsonEvent({ type: '$something', data: {} }), { expectedRevision: ANY });
  await client.appendToStream('Somebody Else', jsonEvent({ type: 'Else', data: {} }), { expectedRevision: ANY });
  await client.setStreamMetadata(streams.beside, { maxCount: 100 });
  await client.dispose();
};
