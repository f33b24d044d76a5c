import type { RecordedEvent } from '#eventstore/port.js';
import { checkHistory } from './check.js';
import { invariants } from './history.js';
import { reportOf } from './report.js';
import { quietHistory } from './testing/quiet-history.js';
import { World } from './testing/world.js';
import { findings, told, toldMoment } from './verdict.js';

const someEvent = (name: string): RecordedEvent => {
  const world = new World();
  world.append('hold-x', { type: 'HoldPlaced', data: { scope: `run:${name}` } }, { operation: 'o1' });
  const [event] = world.events;
  if (event === undefined) throw new Error('nothing was appended');
  return event;
};

describe('what a check finds', () => {
  it('holds while nothing is violated, with what was counted and what there was nothing of', () => {
    const found = findings('I1', 'commands', 'refused');
    found.count('commands');
    found.count('commands', 2);
    found.count('seen', 0);
    expect(found.verdict()).toEqual({
      invariant: 'I1',
      holds: true,
      counts: { commands: 3, refused: 0, seen: 0 },
      violations: 0,
      counterExample: null,
    });
  });

  it('keeps the greatest of a figure, also when it is below zero', () => {
    const found = findings('I6', 'latest');
    for (const value of [3, 7, 5]) found.most('latest', value);
    for (const value of [-7, -3, -5]) found.most('least', value);
    expect(found.verdict().counts).toEqual({ latest: 7, least: -3 });
  });

  it('shows the violation with the fewest lines, the first of them, and counts all', () => {
    const found = findings('I3');
    found.violation('one', 'two', 'three');
    found.violation('a gap', 'after this');
    found.violation('another gap', 'after that');
    found.violation('more', 'of', 'it');
    expect(found.verdict()).toEqual({
      invariant: 'I3',
      holds: false,
      counts: {},
      violations: 4,
      counterExample: 'a gap\nafter this',
    });
  });
});

describe('an event as it is told', () => {
  it('says when, where, what, by whom, and with which data', () => {
    const event = someEvent('r1');
    expect(told(event)).toBe(`${event.recordedAt} hold-x@0 HoldPlaced by ann {"scope":"run:r1"}`);
    expect(toldMoment(0)).toBe('1970-01-01T00:00:00.000Z');
  });

  it('is cut where its data is long', () => {
    const dataOf = (scope: string) => told(someEvent(scope)).split(' by ann ')[1] ?? '';
    const frame = '{"scope":"run:"}'.length;
    expect(dataOf('x'.repeat(160 - frame))).toBe(`{"scope":"run:${'x'.repeat(160 - frame)}"}`);
    expect(dataOf('x'.repeat(161 - frame))).toBe(`{"scope":"run:${'x'.repeat(161 - frame)}"}`.slice(0, 159) + '…');
  });
});

describe('a report', () => {
  it('has a line for each invariant, and says where there was nothing to judge', () => {
    const lines = reportOf(checkHistory(quietHistory()));
    expect(lines).toHaveLength(Object.keys(invariants).length);
    expect(lines[0]).toBe(
      'I1  none every accepted command has its events, once: commands 0, accepted 0, refused 0, answer unknown 0, of these happened 0',
    );
    for (const line of lines) expect(line).toMatch(/^I\d+ +none \w+/);
  });

  it('has under a violated one how often that was, and the smallest counter-example', () => {
    const once = findings('I9', 'recoveries');
    once.count('recoveries');
    once.violation('too late', 'after #1');
    const twice = findings('I14', 'replays');
    twice.violation('sent');
    twice.violation('sent again');
    expect(reportOf([once.verdict(), twice.verdict()])).toEqual([
      'I9  FAIL the service is well again in time: recoveries 1',
      '         1 violation: too late',
      '         after #1',
      'I14 FAIL replaying sends nothing: replays 0',
      '         2 violations, the smallest: sent',
    ]);
  });
});
