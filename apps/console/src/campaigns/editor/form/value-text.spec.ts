import fc from 'fast-check';
import { textOfValue, valueOfText } from './value-text.js';

it('reads back what it wrote, whatever it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      // JSON knows one zero; null is no value that a default could stand in with.
      fc.pre(value !== null);
      const same = JSON.parse(JSON.stringify(value)) as Parameters<typeof textOfValue>[0];
      expect(valueOfText(textOfValue(same))).toEqual(same);
    }),
  );
});

it('takes words as words and numbers as numbers', () => {
  expect(['gold', '25', '"25"', '25 %', ''].map(valueOfText)).toEqual(['gold', 25, '25', '25 %', '']);
});
