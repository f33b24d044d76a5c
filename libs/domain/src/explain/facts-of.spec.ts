import type { HoldEvent, HoldScope } from '../hold/messages.js';
import { emptyLedger } from '../run/ledger.js';
import type { RunEvent } from '../run/messages.js';
import { at, definitions, factsAt, type Moment, of, runId, told, typesOf } from '../testing/explain-fixtures.js';
import { manifestOf, requestOf } from '../testing/run-fixtures.js';
import { factsOf, holdsIn } from './facts-of.js';
import type { HoldTold } from './facts.js';

const requested: RunEvent = { type: 'RunRequested', data: requestOf(runId) };
const scheduled = (minute: number): RunEvent => ({ type: 'RunScheduled', data: { runId, startAt: at(minute) } });
const moved = (minute: number): RunEvent => ({
  type: 'RunRescheduled',
  data: { runId, startAt: at(minute), before: null },
});
const queued = of('RunQueued');
const preparing = of('RunPreparing');
const started: RunEvent = { type: 'RunStarted', data: { runId, manifest: manifestOf(2), batches: 1 } };
const pausing = of('RunPauseRequested');
const completed: RunEvent = { type: 'RunCompleted', data: { runId, outcome: 'completed', ledger: emptyLedger } };

test('of a run that was never requested nothing is known', () => {
  const sources = { parts: [], allParts: true, holds: [], definitions, uses: { sections: [], variables: [] } };
  expect(factsOf({ ...sources, own: [], one: null })).toBeNull();
});

describe('the timing of a run', () => {
  it('is late by the time from its start as planned to the queue', () => {
    const facts = factsAt([
      [requested, 0],
      [scheduled(5), 0],
      [queued, 8],
      [preparing, 9],
      [started, 10],
    ]);
    expect(facts.of.timing?.value).toEqual({
      status: 'running',
      startAt: at(5),
      startedAt: at(10),
      lateMs: 180_000,
      rescheduled: 0,
      broughtForward: false,
      paused: 0,
      ended: null,
    });
    expect(facts.of.queue?.value).toMatchObject({ waitedMs: 120_000 });
    expect(typesOf(facts, 'timing')).toEqual(['RunScheduled', 'RunQueued']);
    expect(typesOf(facts, 'queue')).toEqual(['RunQueued', 'RunPreparing', 'RunStarted']);
  });

  it('is not late when somebody started it early, and not known without a plan or before the queue', () => {
    const lateMs = (...own: readonly Moment[]) => factsAt([[requested, 0], ...own]).of.timing?.value.lateMs;
    expect(lateMs([scheduled(30), 0], [queued, 8])).toBe(0);
    expect(lateMs([queued, 8])).toBeNull();
    expect(lateMs([scheduled(30), 0])).toBeNull();
    expect(factsAt([[requested, 0]]).of.queue?.value.waitedMs).toBeNull();
    const waiting = factsAt([
      [requested, 0],
      [queued, 1],
    ]);
    expect(waiting.of.queue?.value.waitedMs).toBeNull();
  });

  it('was brought forward when it was to start earlier in the end than at first', () => {
    const isEarlier = (...own: readonly Moment[]) => factsAt([[requested, 0], ...own]).of.timing?.value.broughtForward;
    expect(isEarlier([scheduled(30), 0], [moved(20), 1])).toBe(true);
    expect(isEarlier([scheduled(30), 0], [moved(40), 1], [moved(20), 2])).toBe(true);
    expect(isEarlier([scheduled(30), 0], [moved(20), 1], [moved(30), 2])).toBe(false);
    expect(isEarlier([queued, 1], [moved(40), 2], [moved(20), 3])).toBe(false);
  });

  it('counts from the last time it was queued, and how often it was moved and paused', () => {
    const facts = factsAt([
      [requested, 0],
      [queued, 1],
      [moved(10), 2],
      [moved(20), 3],
      [queued, 21],
      [preparing, 22],
      [started, 24],
      [pausing, 25],
      [of('RunPaused'), 26],
      [of('RunResumed'), 27],
      [pausing, 28],
    ]);
    expect(facts.of.timing?.value).toMatchObject({ lateMs: 60_000, rescheduled: 2, paused: 2, status: 'pausing' });
    expect(facts.of.queue?.value.waitedMs).toBe(180_000);
    expect(typesOf(facts, 'timing')).toEqual([
      'RunQueued',
      'RunRescheduled',
      'RunRescheduled',
      'RunQueued',
      'RunPauseRequested',
      'RunResumed',
      'RunPauseRequested',
    ]);
  });

  it('says what ended it before its time, and why', () => {
    const cancelled: RunEvent = { type: 'RunCancelled', data: { runId, ledger: emptyLedger } };
    const missed: RunEvent = { type: 'RunMissed', data: { runId, detail: 'nobody was there', ledger: emptyLedger } };
    const failed: RunEvent = {
      type: 'RunFailed',
      data: { runId, failure: 'preflight', detail: 'the goal is archived', ledger: emptyLedger },
    };
    const asked = of('RunCancellationRequested');
    const end = (...own: readonly RunEvent[]) =>
      factsAt([requested, ...own].map((event, minute): Moment => [event, minute]));

    const stopped = end(asked, cancelled);
    expect(stopped.fate.ended).toMatchObject({ how: 'cancelled', failure: null, detail: null });
    expect(stopped.fate.ended?.event).toMatchObject({ type: 'RunCancelled', revision: 2, at: at(2) });
    expect(stopped.of.timing?.value).toMatchObject({ ended: 'cancelled', status: 'cancelled' });
    expect(typesOf(stopped, 'timing')).toEqual(['RunCancellationRequested', 'RunCancelled']);
    const late = end(scheduled(5), missed);
    expect(late.fate.ended).toMatchObject({ how: 'missed', failure: null, detail: 'nobody was there' });
    expect(late.of.timing?.value.ended).toBe('missed');
    expect(typesOf(late, 'timing')).toEqual(['RunScheduled', 'RunMissed']);
    const broken = end(queued, failed);
    expect(broken.fate.ended).toMatchObject({ how: 'failed', failure: 'preflight', detail: 'the goal is archived' });
    expect(broken.of.timing?.value.ended).toBeNull();
    expect(end(queued, preparing, started, completed).fate.ended).toBeNull();
  });
});

describe('holds', () => {
  const scope = 'campaign:c1';
  const hold = (type: HoldEvent['type'], minute: number, on: HoldScope = scope): HoldTold =>
    told('hold', { type, data: { scope: on } }, minute);

  test('last from their placing to their lifting, each scope by itself', () => {
    const holds = holdsIn([
      hold('HoldPlaced', 1),
      hold('HoldPlaced', 2, 'all'),
      hold('HoldLifted', 3),
      hold('HoldLifted', 4),
      hold('HoldPlaced', 5),
    ]);
    expect(holds).toMatchObject([
      { scope, from: at(1), to: at(3), events: [{ type: 'HoldPlaced' }, { type: 'HoldLifted' }] },
      { scope: 'all', from: at(2), to: null, events: [{ type: 'HoldPlaced' }] },
      { scope, from: at(5), to: null },
    ]);
    expect(holdsIn([hold('HoldLifted', 1)])).toEqual([]);
  });

  test('count for a run that they were on for, from the queue to its end', () => {
    const during = (from: number, to: number | null, ...more: readonly Moment[]) =>
      factsAt([[requested, 1], [queued, 10], ...more], {
        holds: [hold('HoldPlaced', from), ...(to === null ? [] : [hold('HoldLifted', to)])],
      }).of.queue;
    const life: readonly Moment[] = [
      [preparing, 11],
      [started, 12],
      [completed, 20],
    ];
    expect(during(5, 15, ...life)?.value.holds).toEqual([{ scope, from: at(5), to: at(15) }]);
    expect(during(15, null, ...life)?.value.holds).toEqual([{ scope, from: at(15), to: null }]);
    expect(during(5, 10, ...life)?.value.holds).toEqual([]);
    expect(during(20, null, ...life)?.value.holds).toEqual([]);
    expect(during(30, null)?.value.holds).toHaveLength(1);
    expect(during(5, 15, ...life)?.events.map(({ type }) => type)).toEqual([
      'HoldPlaced',
      'HoldLifted',
      'RunQueued',
      'RunPreparing',
      'RunStarted',
    ]);
  });

  test('count from the request on while a run is not queued', () => {
    const holds = [hold('HoldPlaced', 1), hold('HoldLifted', 3)];
    const queueOf = (minute: number) => factsAt([[requested, minute]], { holds }).of.queue;
    expect(queueOf(2)?.value.holds).toHaveLength(1);
    expect(queueOf(3)?.value.holds).toEqual([]);
  });
});
