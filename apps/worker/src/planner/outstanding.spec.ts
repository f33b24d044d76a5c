import { onceMore, type QueueCounts, type Work } from '../queue/work.js';
import { Outstanding } from './outstanding.js';

const deliver = (batch: number): Work => ({ kind: 'deliver', runId: 'r1', batch, cause: 'b3' });
const counts = (waiting: number, active = 0): QueueCounts => ({ waiting, active, delayed: 0 });

/** Looks at these works at that moment, and does what it is told. */
const looking = (outstanding: Outstanding) => (works: readonly Work[], queue: QueueCounts, now: number) => {
  outstanding.see(works, now);
  const remedies = outstanding.remedies(queue, now);
  outstanding.brought([...remedies.add, ...remedies.addAnew], now);
  return remedies;
};
const nothing = { add: [], addAnew: [], perhapsLost: [] };

test('what has only just become due is left to the reactor, and looked at again soon', () => {
  const look = looking(new Outstanding());
  expect(look([deliver(1)], counts(0), 0)).toEqual({ ...nothing, soon: true });
  expect(look([], counts(0, 1), 200)).toEqual({ ...nothing, soon: false });
});

test('what is still in nobody’s hands a moment later is brought, once', () => {
  const look = looking(new Outstanding());
  look([deliver(1)], counts(0), 0);
  expect(look([deliver(1)], counts(0), 200).add).toEqual([deliver(1)]);
  expect(look([deliver(1)], counts(1), 400)).toEqual({ ...nothing, soon: false });
});

test('what waits in the queue is not brought again, however long the queue is', () => {
  const look = looking(new Outstanding());
  const works = [1, 2, 3].map(deliver);
  for (let now = 0; now < 3_900; now += 200)
    expect(look(works, counts(3, 8), now)).toMatchObject({ add: [], addAnew: [] });
});

test('a queue that was emptied is refilled, also of what was brought before', () => {
  const look = looking(new Outstanding());
  look([deliver(1), deliver(2)], counts(0), 0);
  look([deliver(1), deliver(2)], counts(0), 200);
  expect(look([deliver(1), deliver(2)], counts(0), 1_000).add).toEqual([]);
  expect(look([deliver(1), deliver(2)], counts(0), 1_200).add).toEqual([deliver(1), deliver(2)]);
});

test('a queue that counts jobs which nobody needs is not believed for ever', () => {
  const look = looking(new Outstanding());
  look([deliver(1)], counts(500), 0);
  expect(look([deliver(1)], counts(500), 4_000).add).toEqual([deliver(1)]);
});

test('what the queue knows and never hands out is added anew', () => {
  const look = looking(new Outstanding());
  for (const now of [0, 200, 1_200, 2_200, 3_200]) look([deliver(1)], counts(0), now);
  expect(look([deliver(1)], counts(0), 4_200)).toMatchObject({ add: [], addAnew: [deliver(1)] });
  expect(look([deliver(1)], counts(0), 4_400)).toMatchObject({ add: [], addAnew: [] });
});

test('the same while a dead worker still counts as having something else', () => {
  const look = looking(new Outstanding());
  for (const now of [0, 200, 1_200, 2_200, 3_200]) look([deliver(1)], counts(0, 1), now);
  expect(look([deliver(1)], counts(0, 1), 4_200)).toMatchObject({ add: [], addAnew: [deliver(1)] });
});

test('what was handed out and is held by nobody is brought once more, and then with more patience', () => {
  const outstanding = new Outstanding();
  const look = looking(outstanding);
  look([deliver(1)], counts(0, 1), 0);
  const { perhapsLost } = look([deliver(1)], counts(0, 1), 200);
  expect(perhapsLost).toEqual([deliver(1)]);
  expect(outstanding.onceMore(perhapsLost, 200)).toEqual([onceMore(deliver(1))]);
  expect(look([deliver(1)], counts(0, 2), 4_000).perhapsLost).toEqual([]);
  expect(look([deliver(1)], counts(0, 2), 4_400).perhapsLost).toEqual([onceMore(deliver(1))]);
});

test('what is urgent waits neither for the reactor nor behind what the queue holds, and is brought once', () => {
  const look = looking(new Outstanding());
  const urgent: Work = { ...deliver(1), urgent: true };
  expect(look([urgent, deliver(2)], counts(500), 0).add).toEqual([urgent]);
  expect(look([urgent, deliver(2)], counts(500), 200).add).toEqual([]);
});

test('work that got further begins to wait anew', () => {
  const look = looking(new Outstanding());
  look([deliver(1)], counts(0), 0);
  expect(look([{ ...deliver(1), cause: 'b4' }], counts(0), 5_000)).toEqual({ ...nothing, soon: true });
});
