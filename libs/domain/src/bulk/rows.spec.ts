import { fold, isRejection } from '../kernel/decider.js';
import { runDecider } from '../run/decide.js';
import { emptyLedger } from '../run/ledger.js';
import type { RunEvent } from '../run/messages.js';
import { manifestOf, requestOf } from '../testing/run-fixtures.js';
import type { BulkAction } from './messages.js';
import { objectionTo, runCommandOf } from './rows.js';

const now = '2026-11-22T09:00:00.000Z';
const later = '2026-11-22T10:00:00.000Z';
const runId = 'r1';
const requested: RunEvent = { type: 'RunRequested', data: requestOf(runId) };
const scheduled: RunEvent = { type: 'RunScheduled', data: { runId, startAt: later } };
const queued: RunEvent = { type: 'RunQueued', data: { runId } };
const started: RunEvent[] = [
  { type: 'RunPreparing', data: { runId } },
  { type: 'RunStarted', data: { runId, manifest: manifestOf(3), batches: 1 } },
];
const pausing: RunEvent = { type: 'RunPauseRequested', data: { runId } };
const asked: RunEvent = { type: 'RunCancellationRequested', data: { runId } };
const cancelled: RunEvent = { type: 'RunCancelled', data: { runId, ledger: emptyLedger } };

const lives: Record<string, readonly RunEvent[]> = {
  scheduled: [requested, scheduled],
  queued: [requested, queued],
  'scheduled and queued': [requested, scheduled, queued],
  running: [requested, queued, ...started],
  pausing: [requested, queued, ...started, pausing],
  cancelling: [requested, queued, ...started, asked],
  cancelled: [requested, scheduled, asked, cancelled],
};

const actions: readonly BulkAction[] = [
  { kind: 'cancel' },
  { kind: 'pause' },
  { kind: 'resume' },
  { kind: 'start-now' },
  { kind: 'reschedule', startAt: '2026-11-23T10:00:00.000Z' },
  { kind: 'reschedule', startAt: '2026-11-21T10:00:00.000Z' },
  { kind: 'reschedule', startAt: now },
  { kind: 'shift', bySeconds: 600 },
  { kind: 'shift', bySeconds: -3_600 },
];

test.each(Object.entries(lives))(
  'the preview objects to a run that is %s exactly where the run would refuse',
  (_, life) => {
    const run = fold(runDecider, life);
    if (run.status === 'absent') throw new Error('it was requested');
    for (const action of actions) {
      const command = runCommandOf(action);
      if (command === null) throw new Error(`${action.kind} is a command of the run`);
      const decision = runDecider.decide(command, run, now);
      const wouldDo = !isRejection(decision) && decision.length > 0;
      const objection = objectionTo(action, { status: run.status, refused: 0, startAt: run.startAt }, now);
      expect([action, objection === null]).toEqual([action, wouldDo]);
      if (objection !== null) expect(objection).toMatch(/\w+ \w+/);
    }
  },
);

test('a retry wants a run that has ended with somebody refused', () => {
  const retry = { kind: 'retry-failed' } as const;
  const facts = { status: 'completed_with_failures', refused: 1, startAt: null } as const;
  expect(runCommandOf(retry)).toBeNull();
  expect(objectionTo(retry, facts, now)).toBeNull();
  expect(objectionTo(retry, { ...facts, refused: 0 }, now)).toBe('no recipient was refused');
  expect(objectionTo(retry, { ...facts, status: 'running' }, now)).toBe('the run has not ended');
});
