import type { BatchEvent } from '#domain/batch/messages.js';
import { batchSize } from '#domain/batch/messages.js';
import { partsOfCommunicationId } from '#domain/batch/state.js';
import type { RunEvent } from '#domain/run/messages.js';
import type { EventStore } from '#eventstore/port.js';

/** A communication as the log knows it. */
export interface LocatedCommunication {
  readonly communicationId: string;
  readonly runId: string;
  readonly batch: number;
  readonly campaignId: string;
  readonly contactId: string;
  /** Null for a real run; for a test run the place of its recipient among the test addresses. */
  readonly testPlace: number | null;
  /** HMAC under the contact's key of the address it went to; null when it was never claimed. */
  readonly addressHash: string | null;
  /** Whether its last attempt is of unknown fate, so that an answer is the proof that it arrived. */
  readonly unknown: boolean;
}

/** Null when the log has no such communication: whoever signed or wrote the id, it is not one of this log's. */
export const locate = async (store: EventStore, communicationId: string): Promise<LocatedCommunication | null> => {
  const parts = partsOfCommunicationId(communicationId);
  if (parts === null) return null;
  const { runId, batch, index } = parts;
  const [requested] = await store.read(`run-${runId}`, { limit: 1 });
  const run = { type: requested?.type, data: requested?.data } as RunEvent;
  if (run.type !== 'RunRequested') return null;
  const events = (await store.read(`runbatch-${runId}.${batch}`)) as unknown as readonly BatchEvent[];
  const planned = events.find((event) => event.type === 'BatchPlanned');
  const contactId = planned?.data.contactIds[index];
  if (contactId === undefined) return null;
  return {
    communicationId,
    runId,
    batch,
    campaignId: run.data.campaignId,
    contactId,
    testPlace: run.data.type === 'test' ? (batch - 1) * batchSize + index : null,
    ...dispatchOf(events, communicationId),
  };
};

/** What the batch last wrote of the dispatch; the owner of a taken-over batch leaves what was claimed unknown. */
export const dispatchOf = (
  events: readonly BatchEvent[],
  communicationId: string,
): Pick<LocatedCommunication, 'addressHash' | 'unknown'> => {
  let addressHash: string | null = null;
  let standing: 'claimed' | 'unknown' | 'known' = 'known';
  for (const event of events) {
    if (event.type === 'BatchTakenOver' && standing === 'claimed') standing = 'unknown';
    else if (event.type === 'DispatchClaimed' && event.data.communicationId === communicationId) {
      standing = 'claimed';
      ({ addressHash } = event.data);
    } else if (event.type === 'DispatchSettled' && event.data.communicationId === communicationId) {
      standing = event.data.outcome.kind === 'unknown' ? 'unknown' : 'known';
    }
  }
  return { addressHash, unknown: standing === 'unknown' };
};
