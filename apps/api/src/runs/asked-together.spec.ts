import { AskedTogether } from './asked-together.js';

it('answers all who came while an answer was being found by the next one, and never by an older one', async () => {
  const together = new AskedTogether<number>();
  let world = 1;
  let finds = 0;
  const find = async (): Promise<number> => {
    finds += 1;
    const seen = world;
    await Promise.resolve();
    return seen;
  };
  const early = together.ask('key', find);
  world = 2;
  const late = Array.from({ length: 10 }, () => together.ask('key', find));
  expect(await early).toBe(1);
  expect(await Promise.all(late)).toEqual(Array.from({ length: 10 }, () => 2));
  expect(finds).toBe(2);
});

it('hands a refusal to all who asked, and asks anew afterwards', async () => {
  const together = new AskedTogether<number>();
  const refused = together.ask('key', () => Promise.reject(new Error('refused')));
  await expect(refused).rejects.toThrow('refused');
  expect(await together.ask('key', () => Promise.resolve(3))).toBe(3);
});
