import { gathered } from './gathered.js';

const held = () => {
  const asked: (readonly number[])[] = [];
  const answers: ((error?: Error) => void)[] = [];
  const add = gathered<number>((items) => {
    asked.push(items);
    return new Promise<void>((resolve, reject) => answers.push((error) => (error ? reject(error) : resolve())));
  });
  return { asked, answers, add };
};
const turn = () => new Promise(setImmediate);

test('what comes while a statement is under way goes together in the next one', async () => {
  const { asked, answers, add } = held();
  const first = add(1);
  await turn();
  const rest = [add(2), add(3)];
  await turn();
  expect(asked).toEqual([[1]]);
  answers[0]?.();
  await first;
  await turn();
  expect(asked).toEqual([[1], [2, 3]]);
  answers[1]?.();
  await Promise.all(rest);
});

test('a statement that fails, fails for those in it and for nobody after', async () => {
  const { answers, add } = held();
  const first = add(1);
  await turn();
  const second = add(2);
  answers[0]?.(new Error('away'));
  await expect(first).rejects.toThrow('away');
  await turn();
  answers[1]?.();
  await expect(second).resolves.toBeUndefined();
});
