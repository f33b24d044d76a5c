import fc from 'fast-check';
import { isRejection } from '../kernel/decider.js';
import { specFor } from '../testing/spec-for.js';
import { occurrenceDecider } from './decide.js';
import type { OccurrenceCommand, OccurrenceEvent, OccurrenceFacts, Verdict } from './messages.js';

const given = specFor(occurrenceDecider);
const at = (second: number): string => `2026-11-22T09:00:${String(second).padStart(2, '0')}.000Z`;
const planner = { epoch: 1, fence: 3 };
const fire = (second: number): Verdict => ({ kind: 'fire', dueAt: at(second), latenessMs: 5 });
const buffer = (second: number): Verdict => ({ kind: 'buffer', dueAt: at(second) });
const account = (...verdicts: readonly Verdict[]): OccurrenceCommand => ({
  type: 'Account',
  data: { scheduleId: 's1', verdicts, planner },
});
const facts = (second: number, through: number, waiting: number | null = null): OccurrenceFacts => ({
  scheduleId: 's1',
  dueAt: at(second),
  through: at(through),
  waiting: waiting === null ? null : at(waiting),
  planner,
});
const fired = (second: number, through = second, waiting: number | null = null): OccurrenceEvent => ({
  type: 'OccurrenceFired',
  data: { ...facts(second, through, waiting), latenessMs: 5, by: 'plan' },
});
const buffered = (second: number): OccurrenceEvent => ({
  type: 'OccurrenceBuffered',
  data: facts(second, second, second),
});

describe('a day of occurrences', () => {
  it('accounts for each once', () => {
    given()
      .when(account(fire(1), fire(2)))
      .then(fired(1), fired(2));
    given(fired(1))
      .when(account(fire(1), fire(2)))
      .then(fired(2));
    given(fired(1), fired(2))
      .when(account(fire(1), fire(2)))
      .then();
  });

  it('lets one wait, and starts it when the run before has ended', () => {
    given(fired(1))
      .when(account(buffer(2)))
      .then(buffered(2));
    given(fired(1), buffered(2))
      .when(account(buffer(2)))
      .then();
    given(fired(1), buffered(2))
      .when(account(fire(2), fire(3)))
      .then(fired(2), fired(3));
    given(buffered(2), fired(2))
      .when(account(fire(2)))
      .then();
  });

  it('knows from its last event all that a planner needs', () => {
    const day = [fired(1), buffered(2), fired(3, 3, 2)];
    given(...day)
      .when(account(fire(2), fire(3)))
      .then(fired(2, 3));
    given(fired(3, 3, 2))
      .when(account(fire(2), fire(3)))
      .then(fired(2, 3));
  });

  it('refuses a planner that another has taken over from', () => {
    const behind = (epoch: number, fence: number): OccurrenceCommand => ({
      type: 'Account',
      data: { scheduleId: 's1', verdicts: [fire(2)], planner: { epoch, fence } },
    });
    given(fired(1)).when(behind(1, 2)).thenRejects('stale-planner');
    given(fired(1)).when(behind(0, 9)).thenRejects('stale-planner');
    given(fired(1)).when(behind(2, 1)).thenTypes('OccurrenceFired');
  });

  it('starts what somebody asks for once, without disturbing the plan', () => {
    const trigger: OccurrenceCommand = {
      type: 'FireTriggered',
      data: { scheduleId: 's1', dueAt: at(9), latenessMs: 0 },
    };
    const triggered: OccurrenceEvent = {
      type: 'OccurrenceFired',
      data: { ...facts(9, 1), latenessMs: 0, by: 'trigger' },
    };
    given(fired(1)).when(trigger).then(triggered);
    given(fired(1), triggered).when(trigger).then();
    given(fired(1), triggered)
      .when(account(fire(2)))
      .then(fired(2));
  });

  it('catches up on what has no run', () => {
    const missed: OccurrenceEvent = { type: 'OccurrenceMissed', data: { ...facts(2, 2), detail: 'late' } };
    const ask: OccurrenceCommand = {
      type: 'Backfill',
      data: { scheduleId: 's1', dueAt: [at(1), at(2)], requestedAs: 'e1' },
    };
    const backfilled: OccurrenceEvent = { type: 'OccurrenceBackfilled', data: { ...facts(2, 2), requestedAs: 'e1' } };
    given(fired(1), missed).when(ask).then(backfilled);
    given(fired(1), missed, backfilled).when(ask).then();
  });

  it('gives no occurrence two runs, however many planners plan it in pieces', () => {
    const verdicts = fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 10 });
    fc.assert(
      fc.property(fc.array(verdicts, { maxLength: 10 }), (plans) => {
        const events: OccurrenceEvent[] = [];
        for (const seconds of plans) {
          // A planner knows the last event only.
          const last = events.slice(-1).reduce(occurrenceDecider.evolve, occurrenceDecider.initial);
          const sorted = seconds.toSorted((a, b) => a - b);
          const decision = occurrenceDecider.decide(account(...sorted.map(fire)), last, at(0));
          if (!isRejection(decision)) events.push(...decision);
        }
        const due = events.map(({ data }) => data.dueAt);
        expect(due).toEqual([...new Set(due)].toSorted());
      }),
    );
  });
});
