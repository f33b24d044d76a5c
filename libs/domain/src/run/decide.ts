import { instantOf, millisOf, secondMs } from '../kernel/calendar.js';
import { assertNever, type Decider, reject } from '../kernel/decider.js';
import type { Instant } from '../kernel/message.js';
import { emptyLedger, ledgerOf } from './ledger.js';
import { isFinal, type RunStatus, runTransitions } from './lifecycle.js';
import type { Ledger, RunCommand, RunEvent, SettledBatch } from './messages.js';
import { evolveRun, type ExistingRun, noRun, type RunState, startedOf } from './state.js';
import { queuedAt, startByOfRun, tooLate } from './time-to-live.js';

export type RunRejectionCode =
  | 'no-such-run'
  | 'exists-already'
  | 'not-allowed-now'
  | 'in-the-past'
  | 'not-due'
  | 'too-late'
  | 'nothing-to-shift'
  | 'pinned';

export interface RunRejection {
  readonly rejected: RunRejectionCode;
  readonly detail: string;
}

type Decision = readonly RunEvent[] | RunRejection;

const decide = (command: RunCommand, run: RunState, now: Instant): Decision => {
  if (command.type === 'RequestRun') return request(command, run, now);
  if (run.status === 'absent') return reject('no-such-run', 'there is no such run');
  const { runId } = run.request;
  switch (command.type) {
    case 'RescheduleRun':
      return reschedule(run, command.data.startAt, now);
    case 'ShiftRun':
      return shift(run, command.data.bySeconds, now);
    case 'RepinRun':
      if (run.request.follow === 'pinned') return reject('pinned', 'the run keeps the versions it was requested with');
      return legal(run, { type: 'RunRepinned', data: { runId, pins: command.data.pins } });
    case 'QueueRun':
      if (!command.data.early && run.startAt !== null && run.startAt > now) {
        return reject('not-due', `the run is to start at ${run.startAt}`);
      }
      return unlessLate(
        { run, isFrom: !command.data.early && run.status === 'scheduled', now },
        unlessAlready(
          run,
          ['queued', 'preparing'],
          queuedAt(run.request, command.data.early ? now : (run.startAt ?? now)),
        ),
      );
    case 'MissRun':
      return unlessAlready(run, ['missed'], {
        type: 'RunMissed',
        data: { runId, detail: command.data.detail, ledger: ledgerNow(run) },
      });
    case 'ExpireRun':
      return expire(run, now);
    case 'PrepareRun':
      return unlessLate(
        { run, isFrom: run.status === 'queued', now },
        unlessAlready(run, ['preparing'], { type: 'RunPreparing', data: { runId } }),
      );
    case 'StartRun': {
      const late = run.status === 'preparing' ? tooLate(run.startBy, now) : null;
      // Its batches are planned: whoever prepares it closes them before the run is missed.
      if (late !== null) return reject('too-late', late);
      return unlessAlready(run, ['running'], { type: 'RunStarted', data: { runId, ...command.data } });
    }
    case 'RequestApproval':
      return unlessAlready(run, ['awaiting_approval'], {
        type: 'RunApprovalRequested',
        data: { runId, drafts: command.data.drafts },
      });
    case 'PauseRun':
      return unlessAlready(run, ['pausing', 'paused'], {
        type: 'RunPauseRequested',
        data: { runId },
      });
    case 'ConfirmPause':
      return unlessAlready(run, ['paused'], { type: 'RunPaused', data: { runId } });
    case 'ResumeRun':
      return unlessAlready(run, ['running'], { type: 'RunResumed', data: { runId } });
    case 'CancelRun':
      return cancel(run);
    case 'ConfirmCancellation':
      if (run.status === 'cancelling' && run.started !== null) {
        return reject('not-allowed-now', 'the run has started: it ends when every batch is closed');
      }
      return unlessAlready(run, ['cancelled'], {
        type: 'RunCancelled',
        data: { runId, ledger: ledgerNow(run) },
      });
    case 'SettleBatches':
      return settle(run, command.data.batches);
    case 'FailRun':
      return unlessAlready(run, ['failed'], {
        type: 'RunFailed',
        data: {
          runId,
          failure: command.data.failure,
          detail: command.data.detail,
          ledger: ledgerNow(run),
        },
      });
    default:
      return assertNever(command);
  }
};

export const runDecider: Decider<RunCommand, RunEvent, RunState, RunRejection> = {
  initial: noRun,
  decide,
  evolve: evolveRun,
};

const request = (
  { data: { startAt, since, ...data } }: Extract<RunCommand, { type: 'RequestRun' }>,
  run: RunState,
  now: Instant,
): Decision => {
  if (run.status !== 'absent') return reject('exists-already', 'a run with this id exists');
  const requested: RunEvent = { type: 'RunRequested', data };
  if (startAt === null) return [requested, queuedAt(data, since ?? now)];
  if (startAt <= now) return reject('in-the-past', `the start ${startAt} is not after ${now}`);
  return [requested, { type: 'RunScheduled', data: { runId: data.runId, startAt } }];
};

const reschedule = (run: ExistingRun, startAt: Instant, now: Instant): Decision => {
  if (run.status !== 'scheduled' && run.status !== 'queued')
    return reject('not-allowed-now', `the run is ${run.status}: only what waits for its start can be given another`);
  if (startAt <= now) return reject('in-the-past', `the start ${startAt} is not after ${now}`);
  if (run.status === 'scheduled' && run.startAt === startAt) return [];
  const before = run.status === 'scheduled' ? run.startAt : null;
  return [{ type: 'RunRescheduled', data: { runId: run.request.runId, startAt, before } }];
};

const shift = (run: ExistingRun, bySeconds: number, now: Instant): Decision => {
  if (run.startAt === null && run.status === 'queued')
    return reject('nothing-to-shift', 'the run was to start at once: there is no time to shift, only one to set');
  return reschedule(run, instantOf(millisOf(run.startAt ?? now) + bySeconds * secondMs), now);
};

const expire = (run: ExistingRun, now: Instant): Decision => {
  if (run.status === 'missed') return [];
  const startBy = startByOfRun(run);
  const detail = tooLate(startBy, now);
  if (detail === null || startBy === null)
    return reject(
      'not-due',
      startBy === null ? 'the run may start however late' : `the run may start until ${startBy}`,
    );
  return legal(run, {
    type: 'RunMissed',
    data: { runId: run.request.runId, detail, startBy, ledger: ledgerNow(run) },
  });
};

/** What would lead to the start of a run whose time to live is over makes it missed instead. */
const unlessLate = (
  { run, isFrom, now }: { readonly run: ExistingRun; readonly isFrom: boolean; readonly now: Instant },
  decision: Decision,
): Decision => (isFrom && tooLate(startByOfRun(run), now) !== null ? expire(run, now) : decision);

/** Before anything was planned a run ends at once; afterwards it is cancelling until all is accounted for. */
const cancel = (run: ExistingRun): Decision => {
  const { runId } = run.request;
  const asked: RunEvent = { type: 'RunCancellationRequested', data: { runId } };
  const ended: RunEvent = { type: 'RunCancelled', data: { runId, ledger: emptyLedger } };
  if (run.status === 'cancelling' || run.status === 'cancelled') return [];
  const nothingPlanned = run.status === 'requested' || run.status === 'scheduled' || run.status === 'queued';
  return nothingPlanned ? [asked, ended] : legal(run, asked);
};

/** The closed batches that are news, and with the last of them the end of the run. */
const settle = (run: ExistingRun, batches: readonly SettledBatch[]): Decision => {
  if (isFinal(run.status)) return [];
  const { runId } = run.request;
  const fresh = batches.filter(({ batch }) => !run.settled.has(batch));
  if (fresh.length === 0) return [];
  const settled: RunEvent = { type: 'BatchesSettled', data: { runId, batches: fresh } };
  const refused = legal(run, settled);
  if ('rejected' in refused) return refused;
  const after = evolveRun(run, settled);
  if (after.status === 'absent') return [settled];
  const started = startedOf(after);
  if (started === null || after.settled.size < started.batches) return [settled];
  return [settled, ending(after, ledgerNow(after))];
};

const ending = (run: ExistingRun, ledger: Ledger): RunEvent => {
  const { runId } = run.request;
  if (run.status === 'cancelling') return { type: 'RunCancelled', data: { runId, ledger } };
  const outcome = ledger.refused + ledger.unknown === 0 ? 'completed' : 'completed_with_failures';
  return { type: 'RunCompleted', data: { runId, outcome, ledger } };
};

const ledgerNow = (run: ExistingRun): Ledger =>
  ledgerOf(run.totals, startedOf(run)?.manifest.audience.count ?? run.totals.audience);

const legal = (run: ExistingRun, event: RunEvent): Decision => {
  const from: readonly (RunStatus | 'absent')[] = runTransitions[event.type].from;
  return from.includes(run.status)
    ? [event]
    : reject('not-allowed-now', `${event.type} is not possible while the run is ${run.status}`);
};

/** A repeated command is answered with nothing new. */
const unlessAlready = (run: ExistingRun, there: readonly RunStatus[], event: RunEvent): Decision =>
  there.includes(run.status) ? [] : legal(run, event);
