import { askedTogether } from './asked-together.js';

it('asks together for what comes while a question is under way', async () => {
  const asked: (readonly string[])[] = [];
  let answer = (): void => undefined;
  const ask = askedTogether((ids) => {
    asked.push(ids);
    return new Promise<number>((resolve) => {
      answer = () => resolve(asked.length);
    });
  });
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  const first = ask(['a']);
  await turn();
  const others = [ask(['b']), ask(['c', 'b'])];
  await turn();
  expect(asked).toEqual([['a']]);
  answer();
  expect(await first).toBe(1);
  await turn();
  answer();
  expect(await Promise.all(others)).toEqual([2, 2]);
  expect(asked).toEqual([['a'], ['b', 'c']]);
});

it('goes on after a question that failed', async () => {
  let failures = 1;
  const ask = askedTogether(() => (failures-- > 0 ? Promise.reject(new Error('away')) : Promise.resolve('there')));
  await expect(ask(['a'])).rejects.toThrow('away');
  expect(await ask(['a'])).toBe('there');
});
