import fc from 'fast-check';
import { fold, isRejection } from '../kernel/decider.js';
import { specFor } from '../testing/spec-for.js';
import { bulkDecider } from './decide.js';
import type { BulkCommand, BulkEvent, BulkRequest, BulkTotals } from './messages.js';

const given = specFor(bulkDecider);
const bulkId = 'b1';
const request: BulkRequest = {
  bulkId,
  action: { kind: 'cancel' },
  selection: { kind: 'filter', filter: { statuses: ['scheduled'] }, asOf: '2026-11-22T09:00:00.000Z' },
  count: 5,
  digest: 'aa',
  role: 'operator',
};
const totals = (of: Partial<BulkTotals>): BulkTotals => ({ done: 0, refused: 0, failed: 0, notAttempted: 0, ...of });
const requested: BulkEvent = { type: 'BulkRequested', data: request };
const aborting: BulkEvent = { type: 'BulkAbortRequested', data: { bulkId } };
const all = totals({ done: 3, refused: 1, failed: 1 });
const half = totals({ done: 2, notAttempted: 3 });
const aborted: BulkEvent = { type: 'BulkAborted', data: { bulkId, totals: half } };
const completed: BulkEvent = { type: 'BulkCompleted', data: { bulkId, totals: all } };

describe('a job over many runs', () => {
  it('is requested once', () => {
    given().when({ type: 'RequestBulk', data: request }).then(requested);
    given(requested).when({ type: 'RequestBulk', data: request }).thenRejects('exists-already');
    given().when({ type: 'AbortBulk', data: {} }).thenRejects('no-such-job');
  });

  it('is completed when every run has had its turn, and not before', () => {
    given(requested)
      .when({ type: 'FinishBulk', data: { totals: all } })
      .then(completed);
    given(requested)
      .when({ type: 'FinishBulk', data: { totals: half } })
      .thenRejects('not-over');
    given(requested)
      .when({ type: 'FinishBulk', data: { totals: totals({ done: 4 }) } })
      .thenRejects('miscounted');
    given(requested, completed)
      .when({ type: 'FinishBulk', data: { totals: half } })
      .then();
  });

  it('ends where it stands when it is aborted', () => {
    given(requested).when({ type: 'AbortBulk', data: {} }).then(aborting);
    given(requested, aborting).when({ type: 'AbortBulk', data: {} }).then();
    given(requested, aborting)
      .when({ type: 'FinishBulk', data: { totals: half } })
      .then(aborted);
    given(requested, aborting, aborted)
      .when({ type: 'FinishBulk', data: { totals: half } })
      .then();
    given(requested, aborting, aborted).when({ type: 'AbortBulk', data: {} }).then();
    given(requested, completed).when({ type: 'AbortBulk', data: {} }).thenRejects('ended');
  });

  it('says when its frozen selection is gone', () => {
    const lost = 'the selection was not brought along';
    given(requested)
      .when({ type: 'FinishBulk', data: { totals: totals({ notAttempted: 5 }), lost } })
      .then({ type: 'BulkAborted', data: { bulkId, totals: totals({ notAttempted: 5 }), detail: lost } });
  });

  it('keeps what was asked for and what it came to', () => {
    expect(given(requested, aborting).state()).toEqual({ status: 'aborting', request });
    expect(given(requested, aborting, aborted).state()).toEqual({ status: 'aborted', request, totals: half });
    expect(given(requested, completed).state()).toEqual({ status: 'completed', request, totals: all });
    expect(given(aborting, completed).state()).toEqual({ status: 'absent' });
  });

  it('accounts for every run it was asked for, once, whatever comes', () => {
    const anyTotals = fc
      .record({ done: fc.nat(5), refused: fc.nat(3), failed: fc.nat(2), notAttempted: fc.nat(5) })
      .map((one): BulkTotals => one);
    const command = fc.oneof(
      fc.constantFrom<BulkCommand>({ type: 'RequestBulk', data: request }, { type: 'AbortBulk', data: {} }),
      anyTotals.map((one): BulkCommand => ({ type: 'FinishBulk', data: { totals: one } })),
      fc.constantFrom<BulkCommand>(
        { type: 'FinishBulk', data: { totals: all } },
        { type: 'FinishBulk', data: { totals: half } },
      ),
    );
    fc.assert(
      fc.property(fc.array(command, { maxLength: 20 }), (commands) => {
        const events: BulkEvent[] = [];
        for (const one of commands) {
          const decision = bulkDecider.decide(one, fold(bulkDecider, events), '2026-11-22T09:00:00.000Z');
          if (!isRejection(decision)) events.push(...decision);
        }
        const ends = events.filter(({ type }) => type === 'BulkCompleted' || type === 'BulkAborted');
        expect(ends.length).toBeLessThanOrEqual(1);
        expect(events.filter(({ type }) => type === 'BulkRequested').length).toBeLessThanOrEqual(1);
        for (const { data } of ends) {
          if (!('totals' in data)) continue;
          const { done, refused, failed, notAttempted } = data.totals;
          expect(done + refused + failed + notAttempted).toBe(request.count);
        }
        if (ends.length > 0) expect(events.at(-1)).toBe(ends[0]);
      }),
    );
  });
});
