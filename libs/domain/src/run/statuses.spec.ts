import { manifestOf, pins, requestOf, totalsOf } from '../testing/run-fixtures.js';
import { specFor } from '../testing/spec-for.js';
import { runDecider } from './decide.js';
import { emptyLedger, ledgerOf } from './ledger.js';
import { isFinal, type RunStatus, runStatuses, runTransitions, statusAfter } from './lifecycle.js';
import type { RunCommand, RunEvent } from './messages.js';
import { startedOf } from './state.js';

const now = '2026-11-22T09:00:00.000Z';
const later = '2026-11-22T10:00:00.000Z';
const given = specFor(runDecider, now);
const runId = 'r1';
const of = <Type extends RunEvent['type']>(type: Type) => ({ type, data: { runId } });

const requested: RunEvent = { type: 'RunRequested', data: requestOf(runId, { follow: 'latest' }) };
const scheduled: RunEvent = { type: 'RunScheduled', data: { runId, startAt: later } };
const started: RunEvent = { type: 'RunStarted', data: { runId, manifest: manifestOf(3), batches: 2 } };
const running = [requested, of('RunQueued'), of('RunPreparing'), started] as const;
const pausing = [...running, of('RunPauseRequested')] as const;
const ledger = ledgerOf(totalsOf(3), 3);

/** How a run comes into each status. */
const lives: Readonly<Record<RunStatus, readonly RunEvent[]>> = {
  requested: [requested],
  scheduled: [requested, scheduled],
  queued: [requested, of('RunQueued')],
  preparing: [requested, of('RunQueued'), of('RunPreparing')],
  running,
  awaiting_approval: [...running, { type: 'RunApprovalRequested', data: { runId, drafts: 1 } }],
  pausing,
  paused: [...pausing, of('RunPaused')],
  cancelling: [...running, of('RunCancellationRequested')],
  completed: [...running, { type: 'RunCompleted', data: { runId, outcome: 'completed', ledger } }],
  completed_with_failures: [
    ...running,
    { type: 'RunCompleted', data: { runId, outcome: 'completed_with_failures', ledger } },
  ],
  failed: [requested, { type: 'RunFailed', data: { runId, failure: 'internal', detail: 'x', ledger: emptyLedger } }],
  cancelled: [...running, of('RunCancellationRequested'), { type: 'RunCancelled', data: { runId, ledger } }],
  missed: [requested, scheduled, { type: 'RunMissed', data: { runId, detail: 'x', ledger: emptyLedger } }],
};

interface Row {
  readonly command: RunCommand;
  /** Where it leads to these events. */
  readonly from: readonly RunStatus[];
  readonly events: readonly RunEvent[];
  /** Where it has been carried out already. */
  readonly already: readonly RunStatus[];
}

const manifest = manifestOf(3);
const beforeEnd = ['preparing', 'running', 'awaiting_approval', 'pausing', 'paused'] as const;
const waiting = ['requested', 'scheduled', 'queued'] as const;

const commands: Readonly<Record<string, Row>> = {
  'moved to another time': {
    command: { type: 'RescheduleRun', data: { startAt: '2026-11-23T10:00:00.000Z' } },
    from: ['scheduled'],
    events: [{ type: 'RunRescheduled', data: { runId, startAt: '2026-11-23T10:00:00.000Z', before: later } }],
    already: [],
  },
  'given other versions': {
    command: { type: 'RepinRun', data: { pins } },
    from: [...waiting, 'preparing'],
    events: [{ type: 'RunRepinned', data: { runId, pins } }],
    already: [],
  },
  'queued by a person': {
    command: { type: 'QueueRun', data: { early: true } },
    from: ['requested', 'scheduled'],
    events: [of('RunQueued')],
    already: ['queued', 'preparing'],
  },
  missed: {
    command: { type: 'MissRun', data: { detail: 'nobody was there' } },
    from: ['scheduled', 'queued', 'preparing'],
    events: [{ type: 'RunMissed', data: { runId, detail: 'nobody was there', ledger: emptyLedger } }],
    already: ['missed'],
  },
  prepared: {
    command: { type: 'PrepareRun', data: {} },
    from: ['queued'],
    events: [of('RunPreparing')],
    already: ['preparing'],
  },
  started: {
    command: { type: 'StartRun', data: { manifest, batches: 2 } },
    from: ['preparing'],
    events: [started],
    already: ['running'],
  },
  'brought before a reviewer': {
    command: { type: 'RequestApproval', data: { drafts: 4 } },
    from: ['running'],
    events: [{ type: 'RunApprovalRequested', data: { runId, drafts: 4 } }],
    already: ['awaiting_approval'],
  },
  'asked to pause': {
    command: { type: 'PauseRun', data: {} },
    from: ['running', 'awaiting_approval'],
    events: [of('RunPauseRequested')],
    already: ['pausing', 'paused'],
  },
  paused: {
    command: { type: 'ConfirmPause', data: {} },
    from: ['pausing'],
    events: [of('RunPaused')],
    already: ['paused'],
  },
  resumed: {
    command: { type: 'ResumeRun', data: {} },
    from: ['awaiting_approval', 'pausing', 'paused'],
    events: [of('RunResumed')],
    already: ['running'],
  },
  'cancelled before anything was planned': {
    command: { type: 'CancelRun', data: {} },
    from: waiting,
    events: [of('RunCancellationRequested'), { type: 'RunCancelled', data: { runId, ledger: emptyLedger } }],
    already: ['cancelling', 'cancelled', ...beforeEnd],
  },
};

describe.each(Object.entries(commands))('a run is %s', (_, { command, from, events, already }) => {
  test.each(from)('when it is %s', (status) => {
    given(...lives[status])
      .when(command)
      .then(...events);
  });

  test.each(runStatuses.filter((status) => !from.includes(status)))('or not, when it is %s', (status) => {
    const asked = given(...lives[status]).when(command);
    const cancels = command.type === 'CancelRun' && beforeEnd.some((one) => one === status);
    const moves = command.type === 'RescheduleRun' && status === 'queued';
    if (cancels) asked.then(of('RunCancellationRequested'));
    else if (moves) asked.thenTypes('RunRescheduled');
    else if (already.includes(status)) asked.then();
    else asked.thenRejects('not-allowed-now');
  });

  test('only if there is one', () => {
    given().when(command).thenRejects('no-such-run');
  });
});

test.each(runStatuses)('%s is what the events of such a life come to', (status) => {
  expect(given(...lives[status]).state()).toMatchObject({ status });
});

test('final is what a run does not leave', () => {
  expect(runStatuses.filter(isFinal)).toEqual([
    'completed',
    'completed_with_failures',
    'failed',
    'cancelled',
    'missed',
  ]);
  expect(isFinal('absent')).toBe(false);
});

test('an event without its run changes nothing, and one of a status leads there from wherever it is read', () => {
  expect(given(of('RunQueued')).state()).toEqual({ status: 'absent' });
  expect(statusAfter(of('RunQueued'), 'completed')).toBe('queued');
  expect(statusAfter({ type: 'BatchesSettled', data: { runId, batches: [] } }, 'paused')).toBe('paused');
  expect(runTransitions.RunRepinned.to).toBe('same');
});

test('a failed run says why, and of which recipients it had closed the batches', () => {
  const settled: RunEvent = {
    type: 'BatchesSettled',
    data: { runId, batches: [{ batch: 1, totals: totalsOf(2, { notAttempted: 2, accepted: 0 }) }] },
  };
  given(...lives.preparing, settled)
    .when({ type: 'FailRun', data: { failure: 'preflight', detail: 'the goal is archived' } })
    .then({
      type: 'RunFailed',
      data: {
        runId,
        failure: 'preflight',
        detail: 'the goal is archived',
        ledger: { ...emptyLedger, audience: 2, notAttempted: 2 },
      },
    });
  given(...lives.running)
    .when({ type: 'FailRun', data: { failure: 'internal', detail: 'x' } })
    .thenRejects('not-allowed-now');
  given(...lives.failed)
    .when({ type: 'FailRun', data: { failure: 'internal', detail: 'x' } })
    .then();
});

test('a run cancelled while its audience was frozen ends when that is wound up, a started one with its last batch', () => {
  const asked = of('RunCancellationRequested');
  const confirm: RunCommand = { type: 'ConfirmCancellation', data: {} };
  given(...lives.preparing, asked)
    .when(confirm)
    .then({ type: 'RunCancelled', data: { runId, ledger: emptyLedger } });
  given(...lives.cancelling)
    .when(confirm)
    .thenRejects('not-allowed-now');
  given(...lives.running)
    .when(confirm)
    .thenRejects('not-allowed-now');
  given(...lives.cancelled)
    .when(confirm)
    .then();
});

test('a start that is not after now is in the past, for the scheduled as for the moved', () => {
  const at = (startAt: string): RunCommand => ({ type: 'RescheduleRun', data: { startAt } });
  given(...lives.scheduled)
    .when(at(now))
    .thenRejects('in-the-past');
  given(...lives.scheduled)
    .when(at('2026-11-22T09:00:00.001Z'))
    .thenTypes('RunRescheduled');
  given(...lives.scheduled)
    .when(at(later))
    .then();
  given(...lives.queued)
    .when(at(later))
    .thenTypes('RunRescheduled');
  given(...lives.scheduled, of('RunQueued'))
    .when(at(later))
    .then({ type: 'RunRescheduled', data: { runId, startAt: later, before: null } });
  given()
    .when({ type: 'RequestRun', data: { ...requestOf(runId), startAt: now } })
    .thenRejects('in-the-past');
});

test('the planner queues what is due, and not before', () => {
  const queue: RunCommand = { type: 'QueueRun', data: { early: false } };
  given(requested, { type: 'RunScheduled', data: { runId, startAt: now } })
    .when(queue)
    .then(of('RunQueued'));
  given(requested, { type: 'RunScheduled', data: { runId, startAt: '2026-11-22T09:00:00.001Z' } })
    .when(queue)
    .thenRejects('not-due');
  given(requested).when(queue).then(of('RunQueued'));
});

describe('batches', () => {
  const settle = (...batches: readonly { batch: number; totals: ReturnType<typeof totalsOf> }[]): RunCommand => ({
    type: 'SettleBatches',
    data: { batches },
  });
  const both = settle({ batch: 1, totals: totalsOf(2) }, { batch: 2, totals: totalsOf(1) });

  test.each(['running', 'awaiting_approval', 'pausing', 'paused'] as const)(
    'the last of them ends a run that is %s',
    (status) => {
      given(...lives[status])
        .when(both)
        .then(
          {
            type: 'BatchesSettled',
            data: {
              runId,
              batches: [
                { batch: 1, totals: totalsOf(2) },
                { batch: 2, totals: totalsOf(1) },
              ],
            },
          },
          { type: 'RunCompleted', data: { runId, outcome: 'completed', ledger } },
        );
    },
  );

  test('of a run that has not started are settled without an end', () => {
    given(...lives.preparing)
      .when(both)
      .thenTypes('BatchesSettled');
    given(...lives.queued)
      .when(both)
      .thenRejects('not-allowed-now');
  });

  test('of a run that has ended say nothing new', () => {
    for (const status of runStatuses.filter(isFinal))
      given(...lives[status])
        .when(both)
        .then();
  });

  test('with somebody refused or of unknown fate make a run with failures, with somebody skipped they do not', () => {
    const ending = (totals: Partial<ReturnType<typeof totalsOf>>) =>
      given(...running).when(
        settle({ batch: 1, totals: totalsOf(2) }, { batch: 2, totals: totalsOf(1, { accepted: 0, ...totals }) }),
      );
    const outcomeOf = (
      outcome: 'completed' | 'completed_with_failures',
      totals: Partial<ReturnType<typeof totalsOf>>,
    ) =>
      ending(totals).then(
        {
          type: 'BatchesSettled',
          data: {
            runId,
            batches: [
              { batch: 1, totals: totalsOf(2) },
              { batch: 2, totals: totalsOf(1, { accepted: 0, ...totals }) },
            ],
          },
        },
        { type: 'RunCompleted', data: { runId, outcome, ledger: { ...ledger, accepted: 2, ...totals } } },
      );
    outcomeOf('completed_with_failures', { refused: 1 });
    outcomeOf('completed_with_failures', { unknown: 1 });
    outcomeOf('completed', { skipped: { suppressed: 1 } });
  });

  test('with as many refused as unknown make a run with failures', () => {
    const batches = [
      { batch: 1, totals: totalsOf(2, { accepted: 0, refused: 1, unknown: 1 }) },
      { batch: 2, totals: totalsOf(1) },
    ];
    given(...running)
      .when(settle(...batches))
      .then(
        { type: 'BatchesSettled', data: { runId, batches } },
        {
          type: 'RunCompleted',
          data: {
            runId,
            outcome: 'completed_with_failures',
            ledger: { ...ledger, accepted: 1, refused: 1, unknown: 1 },
          },
        },
      );
  });

  test('add up, reason by reason', () => {
    const state = given(...running, {
      type: 'BatchesSettled',
      data: {
        runId,
        batches: [
          { batch: 1, totals: totalsOf(3, { accepted: 0, skipped: { suppressed: 1, erased: 2 } }) },
          { batch: 2, totals: totalsOf(4, { accepted: 1, unknown: 1, refused: 1, skipped: { erased: 1 } }) },
        ],
      },
    }).state();
    expect(state).toMatchObject({
      settled: new Set([1, 2]),
      totals: {
        audience: 7,
        accepted: 1,
        refused: 1,
        unknown: 1,
        skipped: { suppressed: 1, erased: 3 },
        notAttempted: 0,
      },
    });
  });
});

test('a batch that is told of again is counted once, and a run that has ended keeps its ledger', () => {
  const settled: RunEvent = { type: 'BatchesSettled', data: { runId, batches: [{ batch: 1, totals: totalsOf(2) }] } };
  expect(given(...running, settled, settled).state()).toMatchObject({ totals: { audience: 2, accepted: 2 } });
  expect(given(...lives.completed, settled).state()).toMatchObject({ status: 'completed', ledger });
});

test('other versions leave a run where it stands', () => {
  const repinned: RunEvent = { type: 'RunRepinned', data: { runId, pins } };
  for (const status of [...waiting, 'preparing'] as const)
    expect(given(...lives[status], repinned).state()).toMatchObject({ status });
});

test('a run keeps what it asked for, when it is to start, what it started with and what it came to', () => {
  const moved: RunEvent = {
    type: 'RunRescheduled',
    data: { runId, startAt: '2026-11-24T10:00:00.000Z', before: later },
  };
  const other = { ...pins, campaign: { id: 'c1', version: 2, hash: 'a2' } };
  const repinned: RunEvent = { type: 'RunRepinned', data: { runId, pins: other } };
  expect(given(...lives.scheduled).state()).toMatchObject({ startAt: later, request: { pins } });
  expect(given(...lives.scheduled, moved, repinned).state()).toMatchObject({
    startAt: '2026-11-24T10:00:00.000Z',
    request: { ...requestOf(runId, { follow: 'latest' }), pins: other },
  });
  const parts = (status: RunStatus) => {
    const run = given(...lives[status]).state();
    return run.status === 'absent' ? null : startedOf(run);
  };
  for (const status of ['running', 'pausing', 'cancelling', 'completed'] as const)
    expect(parts(status)).toEqual({ manifest, batches: 2 });
  for (const status of ['requested', 'preparing', 'failed', 'missed'] as const) expect(parts(status)).toBeNull();
  expect(given(...lives.completed).state()).toMatchObject({ ledger, started: { manifest, batches: 2 } });
  expect(given(...lives.missed).state()).toMatchObject({ ledger: emptyLedger, started: null });
  const cancelledEarly = given(...lives.preparing, of('RunCancellationRequested')).state();
  expect(cancelledEarly).toMatchObject({ status: 'cancelling', started: null });
});

test('what would be in progress without a start is still being prepared', () => {
  expect(given(requested, of('RunResumed')).state()).toMatchObject({ status: 'preparing' });
});
