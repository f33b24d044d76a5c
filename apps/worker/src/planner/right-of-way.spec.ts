import { events, newStream } from '../../../../test/contracts/eventstore/samples.js';
import { memoryEventStore } from '../../../../test/support/memory-event-store.js';
import { start } from '#eventstore/port.js';
import { givingWay, RightOfWay } from './right-of-way.js';

/** Whatever was to be heard of it has been heard. */
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('others go on once nobody goes before them', async () => {
  const rightOfWay = new RightOfWay();
  const [one, two] = [rightOfWay.priority(), rightOfWay.priority()];
  const gone: string[] = [];
  const go = (name: string): Promise<void> => rightOfWay.giveWay().then(() => void gone.push(name));

  await go('before');
  one.take();
  one.take();
  two.take();
  const waiting = [go('first'), go('second')];
  one.giveBack();
  one.giveBack();
  await turn();
  expect(gone).toEqual(['before']);
  two.giveBack();
  await Promise.all(waiting);
  await go('after');

  expect(gone).toEqual(['before', 'first', 'second', 'after']);
});

test('others go on after a while though somebody still goes before them', async () => {
  const rightOfWay = new RightOfWay();
  rightOfWay.priority().take();

  await expect(rightOfWay.giveWay()).resolves.toBeUndefined();
});

test('subscribers give way before each page, and miss none', async () => {
  const rightOfWay = new RightOfWay();
  const priority = rightOfWay.priority();
  const log = memoryEventStore();
  const batch = events(3);
  await log.append(newStream(), 'none', batch);
  priority.take();
  const heldBack = givingWay(log, rightOfWay).subscribe(start, { signal: new AbortController().signal });
  const pages = heldBack[Symbol.asyncIterator]();

  let heard = false;
  const first = pages.next().finally(() => (heard = true));
  await turn();
  expect(heard).toBe(false);
  priority.giveBack();

  expect((await first).value?.events.map(({ id }: { id: string }) => id)).toEqual(batch.map(({ id }) => id));
  await pages.return?.();
});
