import fc from 'fast-check';
import { wordDiff } from './word-diff.js';

it('marks the words that changed, and no others', () => {
  const pieces = wordDiff('The evening costs 25 euros.', 'The evening is free.');
  const words = (kind: string) =>
    pieces.flatMap((piece) => (piece.kind === kind ? (piece.text.match(/\w+/g) ?? []) : []));
  expect([words('same'), words('removed'), words('added')]).toEqual([
    ['The', 'evening'],
    ['costs', '25', 'euros'],
    ['is', 'free'],
  ]);
});

it('holds both texts whole, whatever they say', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 200 });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = wordDiff(before, after);
      const without = (kind: string) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }),
  );
});
