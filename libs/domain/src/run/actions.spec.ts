import { allowedActions, type RunAction, runActions } from './actions.js';
import { balances, emptyLedger, emptyTotals, ledgerOf, skippedInAll } from './ledger.js';
import { type RunStatus, runStatuses } from './lifecycle.js';

const allowed = (status: RunStatus, changes: { refused?: number; unknown?: number; drafts?: number } = {}) => {
  const { drafts = 0, ...columns } = changes;
  return allowedActions({ status, ledger: { ...emptyLedger, ...columns }, drafts });
};
const statusesWith = (action: RunAction, changes = {}): readonly RunStatus[] =>
  runStatuses.filter((status) => allowed(status, changes).some((one) => one.action === action && one.allowed));

test('every action is answered for, in one order, and a refusal says why', () => {
  for (const status of runStatuses) {
    const all = allowed(status);
    expect(all.map(({ action }) => action)).toEqual(runActions);
    for (const one of all) if (!one.allowed) expect(one.because).toMatch(/\w+ \w+/);
  }
  expect(allowed('completed').find(({ action }) => action === 'pause')).toEqual({
    action: 'pause',
    allowed: false,
    because: 'not while the run is completed',
  });
});

test.each<readonly [RunAction, readonly RunStatus[]]>([
  ['refresh', runStatuses],
  ['run-again', runStatuses],
  ['start-now', ['scheduled']],
  ['reschedule', ['scheduled', 'queued']],
  ['pause', ['running', 'awaiting_approval']],
  ['resume', ['pausing', 'paused']],
  ['cancel', ['requested', 'scheduled', 'queued', 'preparing', 'running', 'awaiting_approval', 'pausing', 'paused']],
  ['retry-failed', []],
  ['decide-drafts', []],
  ['resolve-unknowns', []],
])('%s is offered by the status', (action, statuses) => {
  expect(statusesWith(action)).toEqual(statuses);
});

test('who was refused is tried again once the run has ended', () => {
  expect(statusesWith('retry-failed', { refused: 1 })).toEqual([
    'completed',
    'completed_with_failures',
    'failed',
    'cancelled',
    'missed',
  ]);
});

test('drafts are decided on, and unknown fates settled, as long as there are any', () => {
  expect(statusesWith('decide-drafts', { drafts: 1 })).toEqual(runStatuses);
  expect(statusesWith('resolve-unknowns', { unknown: 1 })).toEqual(runStatuses);
});

test('a ledger balances when every column together makes the audience', () => {
  const columns = {
    waiting: 1,
    inFlight: 2,
    accepted: 3,
    refused: 4,
    skipped: { a: 5, b: 6 },
    unknown: 7,
    notAttempted: 8,
  };
  expect(balances({ ...columns, audience: 36 })).toBe(true);
  expect(balances({ ...columns, audience: 35 })).toBe(false);
  expect(skippedInAll({})).toBe(0);
  expect(skippedInAll({ a: 5, b: 6 })).toBe(11);
  expect(balances(emptyLedger)).toBe(true);
});

test('of a run of which some batches are closed the rest of the audience waits', () => {
  const totals = { ...emptyTotals, audience: 4, accepted: 3, refused: 1 };
  expect(ledgerOf(totals, 10)).toEqual({ ...totals, audience: 10, waiting: 6, inFlight: 0 });
});
