import { diffArrays, diffWordsWithSpace } from 'diff';

export interface DiffPiece {
  readonly kind: 'same' | 'added' | 'removed';
  readonly text: string;
}

/** Longer texts are compared by lines: words would take too long. */
const longest = 20_000;

/** From one text to another, word by word. */
export const wordDiff = (before: string, after: string): readonly DiffPiece[] => {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const changes =
    before.length + after.length > longest
      ? diffArrays(before.split(/(?<=\n)/), after.split(/(?<=\n)/)).map(({ added, removed, value }) => ({
          added,
          removed,
          value: value.join(''),
        }))
      : diffWordsWithSpace(before, after);
  return changes.map(({ added, removed, value }) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text: value,
  }));
};
