import fc from 'fast-check';
import { fold, isRejection } from '../kernel/decider.js';
import { manifestOf, pins, requestOf, totalsOf } from '../testing/run-fixtures.js';
import { specFor } from '../testing/spec-for.js';
import { allowedActions, type RunAction, runActions } from './actions.js';
import { runDecider } from './decide.js';
import { balances, emptyLedger, ledgerOf } from './ledger.js';
import { isFinal, runTransitions } from './lifecycle.js';
import type { RunCommand, RunEvent } from './messages.js';
import { noRun, type RunState } from './state.js';

const given = specFor(runDecider, '2026-11-22T09:00:00.000Z');
const later = '2026-11-22T10:00:00.000Z';
const runId = 'r1';
const requested: RunEvent = { type: 'RunRequested', data: requestOf(runId) };
const scheduled: RunEvent = { type: 'RunScheduled', data: { runId, startAt: later } };
const queued: RunEvent = { type: 'RunQueued', data: { runId } };
const preparing: RunEvent = { type: 'RunPreparing', data: { runId } };
const started: RunEvent = { type: 'RunStarted', data: { runId, manifest: manifestOf(3), batches: 2 } };
const asked: RunEvent = { type: 'RunCancellationRequested', data: { runId } };
const first = { batch: 1, totals: totalsOf(2) };
const second = { batch: 2, totals: totalsOf(1, { accepted: 0, refused: 1 }) };
const running = [requested, queued, preparing, started];

describe('a run', () => {
  it('is queued at once when it is to start now', () => {
    given()
      .when({ type: 'RequestRun', data: { ...requestOf(runId), startAt: null } })
      .then(requested, queued);
  });

  it('waits for its time when it is scheduled', () => {
    given()
      .when({ type: 'RequestRun', data: { ...requestOf(runId), startAt: later } })
      .then(requested, scheduled);
  });

  it('cannot be scheduled in the past', () => {
    given()
      .when({ type: 'RequestRun', data: { ...requestOf(runId), startAt: '2026-11-22T08:59:59.999Z' } })
      .thenRejects('in-the-past');
  });

  it('is requested once', () => {
    given(requested, queued)
      .when({ type: 'RequestRun', data: { ...requestOf(runId), startAt: null } })
      .thenRejects('exists-already');
  });

  it('moves to another time before it starts, and says from where', () => {
    const startAt = '2026-11-23T10:00:00.000Z';
    given(requested, scheduled)
      .when({ type: 'RescheduleRun', data: { startAt } })
      .then({ type: 'RunRescheduled', data: { runId, startAt, before: later } });
    given(requested, queued)
      .when({ type: 'RescheduleRun', data: { startAt } })
      .then({ type: 'RunRescheduled', data: { runId, startAt, before: null } });
    given(...running)
      .when({ type: 'RescheduleRun', data: { startAt } })
      .thenRejects('not-allowed-now');
  });

  it('is queued when its time has come, or early when a person says so', () => {
    given(requested, scheduled)
      .when({ type: 'QueueRun', data: { early: false } })
      .thenRejects('not-due');
    given(requested, scheduled)
      .when({ type: 'QueueRun', data: { early: true } })
      .then(queued);
  });

  it('takes newer versions before it starts only if it follows the latest', () => {
    given(requested, scheduled).when({ type: 'RepinRun', data: { pins } }).thenRejects('pinned');
    given({ type: 'RunRequested', data: requestOf(runId, { follow: 'latest' }) }, scheduled)
      .when({ type: 'RepinRun', data: { pins } })
      .then({ type: 'RunRepinned', data: { runId, pins } });
  });

  it('ends at once when it is cancelled before anything was planned', () => {
    given(requested, scheduled)
      .when({ type: 'CancelRun', data: {} })
      .then(asked, { type: 'RunCancelled', data: { runId, ledger: emptyLedger } });
  });

  it('is cancelling until every batch is accounted for', () => {
    const rest = { batch: 2, totals: totalsOf(1, { accepted: 0, notAttempted: 1 }) };
    given(...running)
      .when({ type: 'CancelRun', data: {} })
      .then(asked);
    given(...running, asked)
      .when({ type: 'SettleBatches', data: { batches: [first] } })
      .thenTypes('BatchesSettled');
    given(...running, asked)
      .when({
        type: 'SettleBatches',
        data: { batches: [first, rest] },
      })
      .then(
        { type: 'BatchesSettled', data: { runId, batches: [first, rest] } },
        {
          type: 'RunCancelled',
          data: { runId, ledger: ledgerOf(totalsOf(3, { accepted: 2, notAttempted: 1 }), 3) },
        },
      );
  });

  it('completes with the last batch, and says when something failed', () => {
    given(...running, { type: 'BatchesSettled', data: { runId, batches: [first] } })
      .when({ type: 'SettleBatches', data: { batches: [first, second] } })
      .then(
        { type: 'BatchesSettled', data: { runId, batches: [second] } },
        {
          type: 'RunCompleted',
          data: {
            runId,
            outcome: 'completed_with_failures',
            ledger: ledgerOf({ ...totalsOf(3), accepted: 2, refused: 1 }, 3),
          },
        },
      );
  });

  it('counts a batch once, however often it is reported', () => {
    given(...running, { type: 'BatchesSettled', data: { runId, batches: [first] } })
      .when({ type: 'SettleBatches', data: { batches: [first] } })
      .then();
  });

  it('pauses only when nothing is in flight any more, and goes on', () => {
    const pausing: RunEvent = { type: 'RunPauseRequested', data: { runId } };
    given(...running)
      .when({ type: 'PauseRun', data: {} })
      .then(pausing);
    given(...running, pausing)
      .when({ type: 'ConfirmPause', data: {} })
      .then({ type: 'RunPaused', data: { runId } });
    given(...running, pausing, { type: 'RunPaused', data: { runId } })
      .when({ type: 'ResumeRun', data: {} })
      .then({ type: 'RunResumed', data: { runId } });
  });
});

const anyCommand: fc.Arbitrary<RunCommand> = fc.oneof(
  fc.constantFrom<RunCommand>(
    { type: 'RequestRun', data: { ...requestOf(runId), startAt: null } },
    { type: 'RequestRun', data: { ...requestOf(runId), startAt: later } },
    { type: 'RescheduleRun', data: { startAt: '2026-11-23T10:00:00.000Z' } },
    { type: 'RepinRun', data: { pins } },
    { type: 'QueueRun', data: { early: false } },
    { type: 'QueueRun', data: { early: true } },
    { type: 'MissRun', data: { detail: 'late' } },
    { type: 'PrepareRun', data: {} },
    { type: 'StartRun', data: { manifest: manifestOf(6), batches: 3 } },
    { type: 'RequestApproval', data: { drafts: 1 } },
    { type: 'PauseRun', data: {} },
    { type: 'ConfirmPause', data: {} },
    { type: 'ResumeRun', data: {} },
    { type: 'CancelRun', data: {} },
    { type: 'ConfirmCancellation', data: {} },
    { type: 'FailRun', data: { failure: 'internal', detail: 'x' } },
  ),
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom(totalsOf(2), totalsOf(2, { accepted: 1, unknown: 1 })))
    .map(([batch, totals]): RunCommand => ({ type: 'SettleBatches', data: { batches: [{ batch, totals }] } })),
);

/** Carries the commands out one after the other; rejected ones leave the run as it is. */
const lifeOf = (commands: readonly RunCommand[]): { events: RunEvent[]; states: RunState[] } => {
  const events: RunEvent[] = [];
  const states: RunState[] = [noRun];
  for (const command of commands) {
    const decision = runDecider.decide(command, fold(runDecider, events), '2026-11-22T09:00:00.000Z');
    if (isRejection(decision)) continue;
    for (const event of decision) {
      events.push(event);
      states.push(fold(runDecider, events));
    }
  }
  return { events, states };
};

/** Long enough, and begun often enough by a request, to reach every status. */
const anyLife = fc
  .array(anyCommand, { maxLength: 40 })
  .map((commands): RunCommand[] => [
    { type: 'RequestRun', data: { ...requestOf(runId), startAt: null } },
    { type: 'PrepareRun', data: {} },
    ...commands,
  ]);

describe('whatever commands come, a run', () => {
  it('moves only along the transition table', () => {
    fc.assert(
      fc.property(anyLife, (commands) => {
        const { events, states } = lifeOf(commands);
        events.forEach((event, i) => {
          expect(runTransitions[event.type].from).toContain(states[i]?.status);
        });
      }),
    );
  });

  it('never leaves a final status', () => {
    fc.assert(
      fc.property(anyLife, (commands) => {
        const statuses = lifeOf(commands).states.map(({ status }) => status);
        const end = statuses.findIndex(isFinal);
        if (end >= 0) expect(new Set(statuses.slice(end)).size).toBe(1);
      }),
    );
  });

  it('ends with a ledger that balances and leaves nobody waiting', () => {
    fc.assert(
      fc.property(anyLife, (commands) => {
        const last = lifeOf(commands).states.at(-1);
        if (last === undefined || !('ledger' in last)) return;
        expect(balances(last.ledger)).toBe(true);
        if (last.status === 'completed' || last.status === 'completed_with_failures') {
          expect(last.ledger.waiting).toBe(0);
        }
      }),
    );
  });

  it('answers a repeated command with nothing new', () => {
    fc.assert(
      fc.property(anyLife, anyCommand, (commands, again) => {
        const { events } = lifeOf(commands);
        const once = runDecider.decide(again, fold(runDecider, events), '2026-11-22T09:00:00.000Z');
        if (isRejection(once) || once.length === 0 || again.type === 'RepinRun') return;
        const twice = runDecider.decide(again, fold(runDecider, [...events, ...once]), '2026-11-22T09:00:00.000Z');
        expect(isRejection(twice) ? [] : twice).toEqual([]);
      }),
    );
  });

  it('offers exactly the actions that would not be refused', () => {
    const commandOf: Partial<Record<RunAction, RunCommand>> = {
      reschedule: { type: 'RescheduleRun', data: { startAt: '2026-11-24T10:00:00.000Z' } },
      pause: { type: 'PauseRun', data: {} },
      cancel: { type: 'CancelRun', data: {} },
    };
    fc.assert(
      fc.property(anyLife, (commands) => {
        const run = fold(runDecider, lifeOf(commands).events);
        if (run.status === 'absent') return;
        const offered = allowedActions({ status: run.status, ledger: emptyLedger, drafts: 0 });
        expect(offered.map(({ action }) => action)).toEqual(runActions);
        for (const { action, allowed } of offered) {
          const command = commandOf[action];
          if (command === undefined) continue;
          const decision = runDecider.decide(command, run, '2026-11-22T09:00:00.000Z');
          expect([action, !isRejection(decision) && decision.length > 0]).toEqual([action, allowed]);
        }
      }),
    );
  });
});
