import { Autosaver, type Kept } from './autosaver.js';

class Stale extends Error {}

/** A place to keep one text in, as the API is: who names another state than the present one is refused. */
const aStore = () => {
  const store = { text: 'published', etag: 0, saves: 0, down: false };
  const keep = async (written: string, etag: string): Promise<Kept> => {
    await Promise.resolve();
    if (store.down) throw new TypeError('no answer');
    if (etag !== String(store.etag)) throw new Stale('412');
    store.text = written;
    store.etag += 1;
    store.saves += 1;
    return { etag: String(store.etag), savedAt: '2026-11-23T01:00:00Z' };
  };
  const autosaver = new Autosaver({
    first: 'published',
    kept: { etag: '0', savedAt: null },
    keep,
    isStale: (error) => error instanceof Stale,
  });
  return { store, autosaver };
};

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('keeps what is written once writing rests, and not every letter', async () => {
  const { store, autosaver } = aStore();
  for (const text of ['a', 'ab', 'abc']) autosaver.write(text);
  expect(autosaver.state()).toEqual({ kind: 'waiting' });
  await jest.advanceTimersByTimeAsync(2_000);
  expect([store.text, store.saves, autosaver.state().kind]).toEqual(['abc', 1, 'saved']);
});

it('keeps what was written during a save, on the state which that save has left', async () => {
  const { store, autosaver } = aStore();
  autosaver.write('one');
  const first = autosaver.save();
  autosaver.write('two');
  await first;
  await jest.advanceTimersByTimeAsync(2_000);
  expect([store.text, store.saves, autosaver.state().kind]).toEqual(['two', 2, 'saved']);
});

it('never overwrites what another window has kept, until somebody says so', async () => {
  const { store, autosaver } = aStore();
  store.etag = 7;
  store.text = 'of the other window';
  autosaver.write('mine');
  await jest.advanceTimersByTimeAsync(2_000);
  expect([store.text, autosaver.state().kind]).toEqual(['of the other window', 'elsewhere']);
  autosaver.write('mine, longer');
  await jest.advanceTimersByTimeAsync(60_000);
  expect(store.text).toBe('of the other window');
  await autosaver.overwrite('7');
  expect([store.text, autosaver.state().kind]).toEqual(['mine, longer', 'saved']);
});

it('tries again what could not be kept', async () => {
  const { store, autosaver } = aStore();
  store.down = true;
  autosaver.write('x');
  await jest.advanceTimersByTimeAsync(2_000);
  expect(autosaver.state().kind).toBe('failed');
  store.down = false;
  await jest.advanceTimersByTimeAsync(10_000);
  expect([store.text, autosaver.state().kind]).toEqual(['x', 'saved']);
});

it('keeps nothing after it was stopped, until it goes on', async () => {
  const { store, autosaver } = aStore();
  autosaver.write('x');
  await autosaver.stop();
  autosaver.write('y');
  await autosaver.save();
  await jest.advanceTimersByTimeAsync(10_000);
  expect(store.saves).toBe(0);
  autosaver.resume();
  await jest.advanceTimersByTimeAsync(10_000);
  expect([store.text, store.saves]).toEqual(['y', 1]);
});
