import { filterWords } from './segment-words.js';

it('says who passes, with brackets where and meets or', () => {
  expect(
    filterWords({
      all: [
        { tag: 'regular' },
        { any: [{ timeZone: 'Europe/Berlin' }, { attribute: 'orders', op: 'greater', value: 3 }] },
        { not: { consent: { channel: 'email', state: 'withdrawn' } } },
      ],
    }),
  ).toBe(
    'tagged “regular” and (lives in Europe/Berlin or orders is greater than 3) and not (Email consent is withdrawn)',
  );
});

it('says that no filter is everybody, and leaves no value to say where there is none', () => {
  expect([filterWords(undefined), filterWords({ attribute: 'city', op: 'exists' })]).toEqual([
    'Everybody',
    'city is there',
  ]);
});
