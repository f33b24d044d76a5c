import type { BatchEvent } from '#domain/batch/messages.js';
import { toNewEvents } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { systemClock } from '#platform/clock.js';
import { memoryEventStore } from '../../../../test/support/memory-event-store.js';
import { workerContext } from '../worker-context.js';
import { openBatch } from './deliver-batch.js';

const planned: BatchEvent = { type: 'BatchPlanned', data: { runId: 'r1', batch: 1, contactIds: ['c1'], digest: 'd' } };
const skipped: BatchEvent = {
  type: 'CommunicationSkipped',
  data: { communicationId: 'r1.1.0', contactId: 'c1', reason: 'no-address', rule: 'address-required', version: 1 },
};
const closed: BatchEvent = {
  type: 'BatchClosed',
  data: {
    runId: 'r1',
    batch: 1,
    totals: { audience: 1, accepted: 0, refused: 0, skipped: { 'no-address': 1 }, unknown: 0, notAttempted: 0 },
  },
};

/** A log whose reads are counted, with one batch. */
const logOf = async (events: readonly BatchEvent[]) => {
  const store = memoryEventStore();
  const context = workerContext({ worker: 'w', part: 'deliveries', about: 'r1', now: systemClock });
  await store.append('runbatch-r1.1', 'none', toNewEvents(events, context));
  const counted = { reads: 0 };
  const counting: EventStore = {
    ...store,
    read: (stream, range) => {
      counted.reads += 1;
      return store.read(stream, range);
    },
  };
  const open = () => openBatch({ store: counting, worker: 'w', now: systemClock }, { runId: 'r1', batch: 1 });
  return { open, counted };
};

test('a batch that is brought again after its end is not read again', async () => {
  const { open, counted } = await logOf([planned, skipped, closed]);
  const [first, second] = [await open(), await open()];
  expect([first.state.status, second.state.status, second.progress]).toEqual(['closed', 'closed', first.progress]);
  expect(counted.reads).toBe(1);
});

test('a batch that is open is read each time, for others may have written to it', async () => {
  const { open, counted } = await logOf([planned]);
  await open();
  expect((await open()).state.status).toBe('open');
  expect(counted.reads).toBe(2);
});
