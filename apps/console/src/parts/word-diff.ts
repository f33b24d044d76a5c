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
  return gathered(
    changes.map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value })),
  );
};

/** Changes with nothing but space between them are one change: a sentence that was replaced is not told word by word. */
const gathered = (pieces: readonly DiffPiece[]): readonly DiffPiece[] => {
  const found: DiffPiece[] = [];
  let [removed, added] = ['', ''];
  const close = (): void => {
    if (removed !== '') found.push({ kind: 'removed', text: removed });
    if (added !== '') found.push({ kind: 'added', text: added });
    [removed, added] = ['', ''];
  };
  pieces.forEach(({ kind, text }, place) => {
    const between = place > 0 && place < pieces.length - 1;
    if (kind === 'removed') removed += text;
    else if (kind === 'added') added += text;
    else if (between && text.trim() === '' && !text.includes('\n')) [removed, added] = [removed + text, added + text];
    else {
      close();
      found.push({ kind, text });
    }
  });
  close();
  return found;
};
