import { pino } from 'pino';
import type { RunEvent } from '#domain/run/messages.js';
import { manifestOf, requestOf } from '#domain/testing/run-fixtures.js';
import { appendFacts, fact } from '../../../../test/support/event-builders.js';
import { eventually } from '../../../../test/support/eventually.js';
import { memoryEventStore } from '../../../../test/support/memory-event-store.js';
import { memoryQueue } from '../../../../test/support/memory-queue.js';
import { startTaking } from '../queue/taking.js';
import type { Work } from '../queue/work.js';
import { workQueue } from '../queue/work-queue.js';
import { enqueueWork } from './enqueue-work.js';

const places = 8;

it('has a test run prepared and delivered as soon as one place is free, before the backlog of a run of 100,000', async () => {
  const store = memoryEventStore();
  const backend = memoryQueue();
  const queue = workQueue(backend, store.epoch);
  const reactor = enqueueWork(store, queue);
  const happens = async (runId: string, ...events: readonly RunEvent[]): Promise<void> => {
    const head = await store.head();
    await appendFacts(
      store,
      events.map((event) => fact(`run-${runId}`, event, '2026-11-22T09:00:00.000Z')),
    );
    await reactor.react((await store.readAll(head, 100)).events);
  };
  const queued = (runId: string): RunEvent => ({ type: 'RunQueued', data: { runId } });
  const started = (runId: string, recipients: number): readonly RunEvent[] => [
    { type: 'RunPreparing', data: { runId } },
    {
      type: 'RunStarted',
      data: { runId, manifest: manifestOf(recipients), batches: Math.ceil(recipients / 200) },
    },
  ];
  const taken: string[] = [];
  const inHand: (() => void)[] = [];
  const carryOut = async (work: Work): Promise<void> => {
    taken.push(`${work.kind} ${work.runId}`);
    if (work.runId === 'big') await new Promise<void>((resolve) => inHand.push(resolve));
    else if (work.kind === 'prepare') await happens('test', ...started('test', 201));
  };

  await happens('big', { type: 'RunRequested', data: requestOf('big') }, queued('big'), ...started('big', 100_000));
  const log = pino({ enabled: false });
  const taking = startTaking(backend, { epoch: store.epoch, concurrency: places, log, carryOut });
  await eventually(() => inHand.length === places);
  await happens('test', { type: 'RunRequested', data: requestOf('test', { type: 'test' }) }, queued('test'));
  // One batch ends, all others go on.
  inHand.shift()?.();
  await eventually(() => taken.includes('deliver test'));
  const closing = new AbortController();
  const closed = taking.close().finally(() => closing.abort());
  await eventually(() => {
    for (const end of inHand.splice(0)) end();
    return closing.signal.aborted;
  });
  await closed;
  await queue.close();

  expect(taken.slice(0, places + 2)).toEqual([
    'prepare big',
    ...Array.from({ length: places - 1 }, () => 'deliver big'),
    'prepare test',
    'deliver test',
  ]);
});
