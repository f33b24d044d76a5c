import type { RecordedEvent } from '#eventstore/port.js';
import type { Subscriber } from './history.js';
import { readLog } from './log.js';
import { everyEventArrives } from './order.js';
import { quietHistory } from './testing/quiet-history.js';
import { World } from './testing/world.js';
import { told } from './verdict.js';

/** Events of two categories by turns: h0 c0 h1 c1 … */
const log = (count: number): readonly RecordedEvent[] => {
  const world = new World();
  for (let n = 0; n < count; n += 1) {
    if (n % 2 === 0) world.append('hold-all', { type: 'HoldPlaced', data: { scope: 'all' } }, { operation: 'o' });
    else world.append('contact-k', { type: 'ContactErased', data: { contactId: 'k' } }, { operation: 'o' });
  }
  return world.events;
};
const events = log(6);
const ids = (...places: readonly number[]): readonly string[] => places.map((at) => events[at]?.id ?? `no ${at}`);
const at = (place: number): string => {
  const event = events[place];
  return event === undefined ? '' : told(event);
};
const judge = (eventIds: readonly string[], of: Partial<Subscriber> = {}, recorded = events) => {
  const subscribers = [{ name: 'runs', categories: null, kind: 'feed' as const, ...of, eventIds }];
  const history = quietHistory({ events: recorded, subscribers });
  return everyEventArrives(history, readLog(history));
};
const batches = { categories: ['hold'] };

describe('a subscriber', () => {
  it('is handed every event in order', () => {
    expect(judge(ids(0, 1, 2, 3, 4, 5))).toMatchObject({
      holds: true,
      counts: { events: 6, streams: 2, subscribers: 1, delivered: 6, 'delivered again': 0 },
    });
    expect(judge([], {}, [])).toMatchObject({ holds: true, counts: { events: 0, streams: 0, delivered: 0 } });
  });

  it('of some categories is handed those only', () => {
    expect(judge(ids(0, 2, 4), batches)).toMatchObject({ holds: true, counts: { delivered: 3 } });
    expect(judge(ids(1, 3, 5), { categories: ['contact'] })).toMatchObject({ holds: true });
    expect(judge(ids(0, 4), batches).counterExample).toBe(`runs was not handed what came before\n${at(2)}\n${at(4)}`);
    expect(judge(ids(0, 2), batches).counterExample).toBe(`runs was never handed\n${at(4)}`);
  });

  it('must not be left without the first, one in the middle, or the last', () => {
    expect(judge(ids(1, 2, 3, 4, 5)).counterExample).toBe(`runs was not handed what came before\n${at(0)}\n${at(1)}`);
    expect(judge(ids(0, 1, 3, 4, 5)).counterExample).toBe(`runs was not handed what came before\n${at(2)}\n${at(3)}`);
    expect(judge(ids(0, 1, 2, 3, 4)).counterExample).toBe(`runs was never handed\n${at(5)}`);
    expect(judge([])).toMatchObject({ violations: 1, counterExample: `runs was never handed\n${at(0)}` });
  });

  it('must not be handed what the log does not have', () => {
    expect(judge([...ids(0, 1, 2), 'e9', ...ids(3, 4, 5)])).toMatchObject({
      violations: 1,
      counterExample: 'runs was handed event e9, which is not in the log',
      counts: { delivered: 7 },
    });
  });

  it('may go back as a feed, and then goes on from there without a gap', () => {
    expect(judge(ids(0, 1, 2, 3, 1, 2, 3, 4, 5))).toMatchObject({
      holds: true,
      counts: { delivered: 9, 'delivered again': 3 },
    });
    expect(judge(ids(0, 1, 2, 3, 1, 3, 4, 5))).toMatchObject({
      violations: 1,
      counterExample: `runs was not handed what came before\n${at(2)}\n${at(3)}`,
      counts: { 'delivered again': 2 },
    });
    expect(judge(ids(0, 1, 2, 3, 1, 4, 5))).toMatchObject({ violations: 1 });
  });

  it('must not make anything of an event twice', () => {
    expect(judge(ids(0, 1, 2, 1, 2, 3, 4, 5), { kind: 'effect' })).toMatchObject({
      violations: 2,
      counterExample: `runs has an event twice\n${at(1)}`,
      counts: { 'delivered again': 2 },
    });
    expect(judge(ids(0, 1, 2, 3, 4, 5), { kind: 'effect' })).toMatchObject({ holds: true });
    expect(judge(ids(0, 1, 2, 3, 1, 3, 4, 5), { kind: 'effect' })).toMatchObject({ violations: 2 });
  });

  it('must make something of every event', () => {
    expect(judge(ids(0, 2, 3, 4, 5), { kind: 'effect' })).toMatchObject({
      violations: 1,
      counterExample: `runs was not handed what came before\n${at(1)}\n${at(2)}`,
    });
  });
});

describe('a stream', () => {
  it('begins at 0 and has no gap', () => {
    const gap = events.filter((_, place) => place !== 2);
    expect(
      judge(
        gap.map(({ id }) => id),
        {},
        gap,
      ),
    ).toMatchObject({
      violations: 1,
      counterExample: `hold-all goes on with revision 2 where 1 was to come\n${at(0)}\n${at(4)}`,
    });
    const late = events.slice(1);
    expect(
      judge(
        late.map(({ id }) => id),
        {},
        late,
      ).counterExample,
    ).toBe(`hold-all goes on with revision 1 where 0 was to come\n${at(2)}`);
  });

  it('has no event twice', () => {
    const [first, second] = events;
    if (first === undefined || second === undefined) throw new Error('the log is empty');
    const twin = { ...second, id: first.id };
    const { violations, counterExample } = judge([], { categories: [] }, [first, twin]);
    expect({ violations, counterExample }).toEqual({
      violations: 1,
      counterExample: `event ${first.id} is in the log twice\n${told(first)}\n${told(twin)}`,
    });
  });
});
