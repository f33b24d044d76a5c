import fc from 'fast-check';
import { columnOf } from '../batch/tally.js';
import { evolveBatch, noBatch } from '../batch/state.js';
import type { BatchEvent } from '../batch/messages.js';
import { fold } from '../kernel/decider.js';
import { historiesOf, historyOf } from '../testing/run-histories.js';
import { requestOf } from '../testing/run-fixtures.js';
import { runDecider } from './decide.js';
import { balances, skippedInAll } from './ledger.js';
import { isFinal } from './lifecycle.js';
import type { RunEvent } from './messages.js';
import { type WholeRun, wholeRun } from './whole-run.js';

const histories = historiesOf('r1');

/** The column of the ledger that each status of a communication counts in, reports and resolutions aside. */
const count = ({ communications }: WholeRun, ...statuses: readonly string[]): number =>
  [...communications.values()].filter(({ status }) => statuses.includes(status)).length;

describe('folding a whole run', () => {
  it('keeps the ledger balanced at every event', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const whole = wholeRun();
        for (const { event, at } of history) {
          whole.take(event, at);
          const { ledger } = whole.now();
          expect({ event: event.type, ledger, balanced: balances(ledger) }).toMatchObject({ balanced: true });
          const columns = [ledger.waiting, ledger.inFlight, ledger.accepted, ledger.refused, ledger.unknown];
          for (const column of [...columns, ...Object.values(ledger.skipped)]) expect(column).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('agrees with the run and the batches folded by themselves', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const whole = wholeRun();
        for (const { event, at } of history) whole.take(event, at);
        const { run, communications, ledger } = whole.now();
        const own = history.filter(({ stream }) => stream === 'run-r1').map(({ event }) => event as RunEvent);
        expect(run).toEqual(fold(runDecider, own));
        const inColumns = { waiting: 0, inFlight: 0, accepted: 0, refused: 0, skipped: 0, unknown: 0 };
        let open = true;
        for (const stream of new Set(history.map((entry) => entry.stream).filter((s) => s.startsWith('runbatch-')))) {
          const events = history.filter((entry) => entry.stream === stream).map(({ event }) => event as BatchEvent);
          const state = events.reduce(evolveBatch, noBatch);
          open &&= state.status === 'open';
          if (state.status !== 'open') continue;
          for (const { communicationId, attempt, standing } of state.recipients) {
            expect(communications.get(communicationId)?.attempt).toBe(attempt);
            inColumns[columnOf[standing.is]] += 1;
          }
        }
        if (!open || (run.status !== 'absent' && isFinal(run.status))) return;
        const { waiting, inFlight, accepted, refused, unknown } = ledger;
        expect({ waiting, inFlight, accepted, refused, unknown, skipped: skippedInAll(ledger.skipped) }).toEqual(
          inColumns,
        );
      }),
    );
  });

  it('gives every communication a place that the ledger knows', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const whole = wholeRun();
        // Reports and resolutions move a communication after its column is settled.
        for (const { event, at, stream } of history) if (!stream.startsWith('report-')) whole.take(event, at);
        const now = whole.now();
        const { ledger } = now;
        expect(count(now, 'planned', 'draft', 'approved', 'held', 'deferred')).toBe(ledger.waiting);
        expect(count(now, 'claimed')).toBe(ledger.inFlight);
        expect(count(now, 'accepted')).toBe(ledger.accepted);
        expect(count(now, 'refused')).toBe(ledger.refused);
        expect(count(now, 'skipped', 'rejected', 'expired')).toBe(skippedInAll(ledger.skipped));
        expect(count(now, 'unknown')).toBe(ledger.unknown);
        expect(count(now, 'not_attempted')).toBe(ledger.notAttempted);
      }),
    );
  });

  it('takes events in any order and without their beginnings', () => {
    fc.assert(
      fc.property(
        histories.chain((history) => fc.shuffledSubarray([...history])),
        (events) => {
          const whole = wholeRun();
          for (const { event, at } of events) whole.take(event, at);
          whole.now();
        },
      ),
    );
  });

  it('reaches the end of a run', () => {
    const claimed = { pick: 0, detail: 0 };
    const history = historyOf(
      {
        batches: [1],
        // Claim under fence 1, settle attempt 1 of fence 1 as accepted, close.
        steps: [
          { action: 0, ...claimed },
          { action: 2, ...claimed },
          { action: 15, pick: 0, detail: 1 },
        ],
      },
      requestOf('r1'),
    );
    const whole = wholeRun();
    for (const { event, at } of history) whole.take(event, at);
    expect(history.map(({ event }) => event.type)).toEqual([
      'RunRequested',
      'RunQueued',
      'RunPreparing',
      'BatchPlanned',
      'RunStarted',
      'DispatchClaimed',
      'DispatchSettled',
      'BatchClosed',
      'BatchesSettled',
      'RunCompleted',
    ]);
    expect(whole.now()).toMatchObject({
      run: { status: 'completed' },
      ledger: { audience: 1, accepted: 1, waiting: 0 },
      times: { startedAt: '2026-11-22T09:00:04.000Z', endedAt: '2026-11-22T09:00:09.000Z' },
      closedBatches: 1,
    });
  });
});
