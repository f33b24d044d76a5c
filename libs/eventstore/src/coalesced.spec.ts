import { coalesced } from './coalesced.js';

test('callers share a read that begins after they asked, never one that had begun before', async () => {
  let begun = 0;
  const ends: ((value: number) => void)[] = [];
  const read = coalesced(() => {
    begun += 1;
    return new Promise<number>((end) => ends.push(end));
  });
  const first = read();
  const [second, third] = [read(), read()];
  expect(begun).toBe(1);
  ends[0]?.(1);
  expect(await first).toBe(1);
  await Promise.resolve();
  expect(begun).toBe(2);
  ends[1]?.(2);
  expect(await Promise.all([second, third])).toEqual([2, 2]);
});

test('a read that fails fails for those who share it, and not for the next', async () => {
  let tries = 0;
  const read = coalesced(async () => {
    tries += 1;
    if (tries < 3) throw new Error(`try ${tries}`);
    return tries;
  });
  const results = await Promise.allSettled([read(), read(), read()]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await read()).toBe(3);
});
