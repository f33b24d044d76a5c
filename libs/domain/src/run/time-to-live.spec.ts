import fc from 'fast-check';
import { instantOf, millisOf } from '../kernel/calendar.js';
import { fold, isRejection } from '../kernel/decider.js';
import { manifestOf, requestOf, totalsOf } from '../testing/run-fixtures.js';
import { specFor } from '../testing/spec-for.js';
import { runDecider } from './decide.js';
import { emptyLedger, ledgerOf } from './ledger.js';
import type { RunCommand, RunEvent } from './messages.js';
import { isStartWithin, mostStartWithinSeconds } from './time-to-live.js';

const runId = 'r1';
const nine = '2026-11-22T09:00:00.000Z';
const after = (seconds: number): string => instantOf(millisOf(nine) + seconds * 1_000);
const at = (seconds: number) => specFor(runDecider, after(seconds));

const request = requestOf(runId, { startWithinSeconds: 600 });
const requested: RunEvent = { type: 'RunRequested', data: request };
const scheduled: RunEvent = { type: 'RunScheduled', data: { runId, startAt: nine } };
const queued: RunEvent = { type: 'RunQueued', data: { runId, startBy: after(600) } };
const preparing: RunEvent = { type: 'RunPreparing', data: { runId } };
const missed = (now: number, startBy = after(600)): RunEvent => ({
  type: 'RunMissed',
  data: {
    runId,
    detail: `it could have started until ${startBy}, and at ${after(now)} it had not`,
    startBy,
    ledger: emptyLedger,
  },
});
const start: RunCommand = { type: 'StartRun', data: { manifest: manifestOf(3), batches: 2 } };

describe('a run with a time to live', () => {
  it('says until when it may start as it is queued, counted from when it was to start', () => {
    at(0)()
      .when({ type: 'RequestRun', data: { ...request, startAt: null } })
      .then(requested, queued);
    at(120)()
      .when({ type: 'RequestRun', data: { ...request, startAt: null, since: nine } })
      .then(requested, queued);
    at(300)(requested, scheduled)
      .when({ type: 'QueueRun', data: { early: false } })
      .then(queued);
    at(-60)(requested, scheduled)
      .when({ type: 'QueueRun', data: { early: true } })
      .then({ type: 'RunQueued', data: { runId, startBy: after(540) } });
  });

  it('is missed instead of queued, prepared or started once the time is over', () => {
    at(601)(requested, scheduled)
      .when({ type: 'QueueRun', data: { early: false } })
      .then(missed(601));
    at(601)(requested, queued).when({ type: 'PrepareRun', data: {} }).then(missed(601));
    at(601)(requested, queued, preparing).when(start).thenRejects('too-late');
    at(601)(requested, queued, preparing).when({ type: 'ExpireRun', data: {} }).then(missed(601));
  });

  it('accounts for what was planned of it already', () => {
    const totals = totalsOf(2, { accepted: 0, notAttempted: 2 });
    const settled: RunEvent = { type: 'BatchesSettled', data: { runId, batches: [{ batch: 1, totals }] } };
    const { data } = missed(601) as Extract<RunEvent, { type: 'RunMissed' }>;
    at(601)(requested, queued, preparing, settled)
      .when({ type: 'ExpireRun', data: {} })
      .then({ type: 'RunMissed', data: { ...data, ledger: ledgerOf(totals, 2) } });
  });

  it('is not missed before, nor once it has started, nor without such a time', () => {
    const expire: RunCommand = { type: 'ExpireRun', data: {} };
    at(600)(requested, queued).when(expire).thenRejects('not-due');
    at(600)(requested, queued).when({ type: 'PrepareRun', data: {} }).then(preparing);
    at(9_999)(requested, queued, preparing, {
      type: 'RunStarted',
      data: { runId, manifest: manifestOf(3), batches: 2 },
    })
      .when(expire)
      .thenRejects('not-allowed-now');
    at(9_999)({ type: 'RunRequested', data: requestOf(runId) }, { type: 'RunQueued', data: { runId } })
      .when(expire)
      .thenRejects('not-due');
    at(700)(requested, queued, missed(601)).when(expire).then();
  });

  it('counts from when a person started it early, not from its plan', () => {
    const early: RunEvent = { type: 'RunQueued', data: { runId, startBy: after(540) } };
    at(541)(requested, scheduled, early)
      .when({ type: 'PrepareRun', data: {} })
      .then(missed(541, after(540)));
    at(540)(requested, scheduled, early).when({ type: 'ExpireRun', data: {} }).thenRejects('not-due');
  });

  it('is started by a person even when its own time is over', () => {
    at(601)(requested, scheduled)
      .when({ type: 'QueueRun', data: { early: true } })
      .then({ type: 'RunQueued', data: { runId, startBy: after(1_201) } });
  });

  it('is not missed by a command that comes again after it was carried out', () => {
    at(601)(requested, queued)
      .when({ type: 'QueueRun', data: { early: false } })
      .then();
    at(601)(requested, queued, preparing).when({ type: 'PrepareRun', data: {} }).then();
    at(601)(requested, queued, preparing, {
      type: 'RunStarted',
      data: { runId, manifest: manifestOf(3), batches: 2 },
    })
      .when(start)
      .then();
  });

  it('says until when it may still start, if there is such a time', () => {
    const refusalOf = (...events: readonly RunEvent[]) =>
      runDecider.decide({ type: 'ExpireRun', data: {} }, fold(runDecider, events), after(600));
    expect(refusalOf(requested, queued)).toMatchObject({ detail: `the run may start until ${after(600)}` });
    expect(refusalOf({ type: 'RunRequested', data: requestOf(runId) })).toMatchObject({
      detail: 'the run may start however late',
    });
  });

  it('has a second at least and a year of 366 days at most', () => {
    expect([1, 600, 366 * 86_400].filter(isStartWithin)).toHaveLength(3);
    expect([0, -1, 0.5, 1.5, 366 * 86_400 + 1, Infinity, NaN].filter(isStartWithin)).toEqual([]);
    expect(mostStartWithinSeconds).toBe(31_622_400);
  });

  it('counts anew when it is given another start', () => {
    const moved: RunEvent = { type: 'RunRescheduled', data: { runId, startAt: after(3_600), before: null } };
    at(3_700)(requested, queued, moved)
      .when({ type: 'QueueRun', data: { early: false } })
      .then({ type: 'RunQueued', data: { runId, startBy: after(4_200) } });
  });

  it('never starts late, whatever is asked of it and when', () => {
    const command = fc.oneof(
      fc.constantFrom<RunCommand>(
        { type: 'QueueRun', data: { early: false } },
        { type: 'QueueRun', data: { early: true } },
        { type: 'PrepareRun', data: {} },
        { type: 'ExpireRun', data: {} },
        start,
      ),
      fc.integer({ min: -500, max: 2_000 }).map((bySeconds): RunCommand => ({ type: 'ShiftRun', data: { bySeconds } })),
    );
    const steps = fc.array(fc.record({ command, wait: fc.integer({ min: 0, max: 400 }) }), { maxLength: 20 });
    fc.assert(
      fc.property(steps, (told) => {
        const events: RunEvent[] = [requested, scheduled];
        let now = -100;
        let startBy: string | null = null;
        for (const step of told) {
          now += step.wait;
          const decision = runDecider.decide(step.command, fold(runDecider, events), after(now));
          if (isRejection(decision)) continue;
          for (const event of decision) {
            if (event.type === 'RunQueued') startBy = event.data.startBy ?? null;
            if (event.type === 'RunPreparing' || event.type === 'RunStarted')
              expect(after(now) <= (startBy ?? '')).toBe(true);
            if (event.type === 'RunMissed') expect(after(now) > (event.data.startBy ?? '')).toBe(true);
            if (event.type === 'RunRescheduled') expect(event.data.startAt > after(now)).toBe(true);
            events.push(event);
          }
        }
      }),
    );
  });
});

describe('a shift', () => {
  const shift = (bySeconds: number): RunCommand => ({ type: 'ShiftRun', data: { bySeconds } });
  const moved = (seconds: number, before: string | null = nine): RunEvent => ({
    type: 'RunRescheduled',
    data: { runId, startAt: after(seconds), before },
  });

  it('moves the start by as much, to later or earlier, also of a run in the queue', () => {
    at(-900)(requested, scheduled).when(shift(3_600)).then(moved(3_600));
    at(-900)(requested, scheduled).when(shift(-600)).then(moved(-600));
    at(60)(requested, scheduled, queued).when(shift(300)).then(moved(300, null));
    at(-900)(requested, scheduled).when(shift(0)).then();
  });

  it('is refused into the past, of a run that has started or ended, and where no time was', () => {
    at(-900)(requested, scheduled).when(shift(-900)).thenRejects('in-the-past');
    at(-900)(requested, queued).when(shift(60)).thenRejects('nothing-to-shift');
    at(-900)(requested, scheduled, queued, preparing).when(shift(60)).thenRejects('not-allowed-now');
    at(601)(requested, queued, missed(601)).when(shift(-60)).thenRejects('not-allowed-now');
    at(0)().when(shift(60)).thenRejects('no-such-run');
  });
});
