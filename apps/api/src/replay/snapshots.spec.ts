import { wholeRun } from '#domain/run/whole-run.js';
import { type EventIn, known } from '#readmodel/vocabulary.js';
import { recorded, runLife } from '../../../../test/support/event-builders.js';
import { type Snapshot, snapshots } from './snapshots.js';

const categories = ['run', 'runbatch', 'report', 'thread'] as const;
const history = known(categories, recorded(runLife({ runId: 'r1', status: 'completed_with_failures' })));

const fresh = (): Snapshot => ({ number: 0, at: null, fold: wholeRun(), own: [] });

/** What the API does at `?at=`: on from what is kept, offering every place on the way. */
const foldTo = (kept: ReturnType<typeof snapshots>, runId: string, number: number) => {
  const { number: after, fold, own } = kept.before(runId, number) ?? fresh();
  for (const [index, event] of history.slice(after, number).entries()) {
    fold.take(event, event.metadata.occurredAt);
    if (isOfRun(event)) own.push(event);
    kept.offer(runId, { number: after + index + 1, at: event.metadata.occurredAt, fold, own });
  }
  return { folded: number - after, whole: structuredClone(fold.now()), own: [...own] };
};

const isOfRun = (event: (typeof history)[number]): event is EventIn<'run'> => event.category === 'run';

test('every moment is the same from what is kept as from the beginning, in whatever order they are looked at', () => {
  const kept = snapshots(3);
  const numbers = history.map((_, at) => at + 1);
  for (const number of [...numbers.toReversed(), ...numbers]) {
    const { folded, ...found } = foldTo(kept, 'r1', number);
    const { folded: _, ...wanted } = foldTo(snapshots(), 'r1', number);
    expect(found).toEqual(wanted);
    expect(number === history.length || folded < 3).toBe(true);
  }
});

test('a run has no use of what is kept of another, and those looked at last are kept longest', () => {
  const kept = snapshots(3, 350);
  for (const runId of ['a', 'b']) foldTo(kept, runId, 3);
  expect(kept.before('a', 2)).toBeNull();
  expect(kept.before('a', 3)?.number).toBe(3);
  for (const runId of ['c', 'd']) foldTo(kept, runId, 3);
  expect(kept.before('b', 3)).toBeNull();
  expect(kept.before('a', 3)?.number).toBe(3);
  expect(kept.before('d', 3)?.number).toBe(3);
});

test('of a run that is too large by itself fewer are kept, and they are as right', () => {
  const kept = snapshots(1, 350);
  for (const number of [history.length, 5, history.length]) {
    const { folded: _, ...found } = foldTo(kept, 'r1', number);
    const { folded: __, ...wanted } = foldTo(snapshots(), 'r1', number);
    expect(found).toEqual(wanted);
  }
  const numbers = new Set(history.map((___, at) => kept.before('r1', at + 1)?.number ?? 0));
  expect(numbers.size).toBeGreaterThan(1);
  expect(numbers.size).toBeLessThanOrEqual(4);
});
