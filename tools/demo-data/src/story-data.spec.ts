import { invitation, tastingGoal } from './definitions.js';
import { guestList, guests, latePilots, pilots, press, regulars, shopList } from './people.js';

const refers = { goal: 'g', segment: 's', sender: 'x' };
const everybody = [...guests, ...regulars, ...press, ...pilots, ...latePilots];

it('is small, and nobody of it could exist', () => {
  expect(everybody.length).toBeLessThanOrEqual(60);
  expect(new Set(everybody.map(({ id }) => id)).size).toBe(everybody.length);
  expect(new Set(everybody.map(({ email }) => email)).size).toBe(everybody.length);
  for (const { email } of everybody) expect(email).toMatch(/^[a-z.]+@(example\.(com|org|net)|[a-z]+\.test)$/);
});

it('has four pilots while the run is planned, and more than its campaign allows when it starts', () => {
  expect(pilots).toHaveLength(4);
  expect(latePilots.length).toBeGreaterThan(0);
});

it('goes wrong by one section of the instructions alone', () => {
  const [one, two, three] = [1, 2, 3].map((version) => invitation(refers, version as 1 | 2 | 3));
  const rest = ({ summary: _summary, instructions: _instructions, ...others }: typeof one & object) => others;
  expect(rest(two ?? fail())).toEqual(rest(one ?? fail()));
  expect(rest(three ?? fail())).toEqual(rest(one ?? fail()));
  expect(two?.instructions?.sections).toEqual({
    ...one?.instructions?.sections,
    terms: expect.stringContaining('25 euros'),
  });
  expect(three?.instructions?.sections['terms']).toContain('free');
});

it('goes wrong by the day in the goal alone', () => {
  const { statement: before, summary: _one, ...first } = tastingGoal(1);
  const { statement: after, summary: _two, ...second } = tastingGoal(2);
  expect(second).toEqual(first);
  expect([before.match(/\d+/)?.[0], after.match(/\d+/)?.[0]]).toEqual(['11', '18']);
});

it('goes wrong by the shops of the guests alone', () => {
  const shops = (text: string) =>
    text
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').at(-1));
  expect(new Set(shops(shopList('wrong')))).toEqual(new Set(['Hamburg']));
  expect(shops(shopList('right'))).toEqual(shops(guestList(guests)));
});

const fail = (): never => {
  throw new Error('a version is missing');
};
