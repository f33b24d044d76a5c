import type { RunEvent } from '#domain/run/messages.js';
import { requestOf } from '#domain/testing/run-fixtures.js';
import { appendFacts, fact } from '../../../../test/support/event-builders.js';
import { memoryEventStore } from '../../../../test/support/memory-event-store.js';
import { workerContext } from '../worker-context.js';
import { commandRun, knownRun, lookAtRun, runAsOf } from './run-looks.js';

const at = '2026-11-22T09:00:00.000Z';
const context = () => workerContext({ worker: 'w', part: 'preparation', about: 'r', now: () => at });
const requested: RunEvent = { type: 'RunRequested', data: requestOf('r') };
const queued: RunEvent = { type: 'RunQueued', data: { runId: 'r' } };

const opened = () => {
  const log = memoryEventStore();
  const reads: (number | undefined)[] = [];
  const store = {
    ...log,
    read: (stream: string, options?: { from?: number; limit?: number }) => {
      reads.push(options?.from);
      return log.read(stream, options);
    },
  };
  const happens = (...events: readonly RunEvent[]) =>
    appendFacts(
      log,
      events.map((event) => fact('run-r', event, at)),
    );
  return { store, reads, happens };
};

test('each look reads what is new, and looks at the same moment share one', async () => {
  const { store, reads, happens } = opened();
  expect((await lookAtRun(store, 'r')).state.status).toBe('absent');
  await happens(requested, queued);
  const first = lookAtRun(store, 'r');
  const [one, two] = await Promise.all([lookAtRun(store, 'r'), lookAtRun(store, 'r')]);
  expect([(await first).state.status, one.state.status, two.revision]).toEqual(['queued', 'queued', 1]);
  expect(reads).toEqual([0, 0, 2]);
});

test('a look that was asked for after an event shows it', async () => {
  const { store, happens } = opened();
  await happens(requested);
  const before = lookAtRun(store, 'r');
  await happens(queued);
  expect((await lookAtRun(store, 'r')).state.status).toBe('queued');
  await before;
});

test('asks nobody for what it has seen, nor to decide on it', async () => {
  const { store, reads, happens } = opened();
  await happens(requested, queued);
  await runAsOf(store, 'r', 1);
  await runAsOf(store, 'r', 1);
  const { ok, events, run } = await commandRun(store, 'r', { type: 'PrepareRun', data: {} }, context());
  expect([ok, events.map(({ type }) => type), run.state.status]).toEqual([true, ['RunPreparing'], 'preparing']);
  expect(knownRun(store, 'r').revision).toBe(2);
  expect(reads).toEqual([0]);
});

test('decides anew when somebody else has written meanwhile', async () => {
  const { store, happens } = opened();
  await happens(requested, queued);
  await lookAtRun(store, 'r');
  await happens({ type: 'RunPreparing', data: { runId: 'r' } });
  const { ok, events, run } = await commandRun(store, 'r', { type: 'PrepareRun', data: {} }, context());
  expect([ok, events, run.state.status, run.revision]).toEqual([true, [], 'preparing', 2]);
});
