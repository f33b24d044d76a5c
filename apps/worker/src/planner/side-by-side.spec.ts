import { sideBySide, together } from './side-by-side.js';

it('does so much at a time, and tells of the first failure', async () => {
  let [running, most] = [0, 0];
  const work = async (): Promise<void> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
  };
  const works = sideBySide(3);
  for (let i = 0; i < 10; i += 1) await works.begin(work);
  await works.end();
  expect([running, most]).toEqual([0, 3]);
  await works.begin(() => Promise.reject(new Error('broken')));
  await expect(works.end()).rejects.toThrow('broken');
  await expect(works.begin(work)).rejects.toThrow('broken');
});

it('ends all of them with the first', async () => {
  const over = new AbortController().signal;
  const untilEnded = (ended: AbortSignal): Promise<void> =>
    new Promise((resolve) => ended.addEventListener('abort', () => resolve()));
  await together(over, [untilEnded, () => Promise.resolve()]);
  await expect(together(over, [untilEnded, () => Promise.reject(new Error('broken'))])).rejects.toThrow('broken');
});
