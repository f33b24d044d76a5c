import hidden from './hidden.module.css';
import styles from './diff.module.css';
import type { Look } from './look.js';
import { wordDiff } from './word-diff.js';

/** One place where two JSON values differ; `path` is a JSON Pointer. */
export interface Difference {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One text with what was taken out and put in; by mark and by line, not by colour alone. */
export const TextDiff = ({ before, after }: { readonly before: string; readonly after: string }) => (
  <div className={styles.text} dir="auto">
    {wordDiff(before, after).map(({ kind, text }, place) =>
      // The pieces of one comparison never move.
      kind === 'same' ? (
        <span key={place}>{text}</span>
      ) : kind === 'added' ? (
        <ins key={place} className={styles.added}>
          {text}
        </ins>
      ) : (
        <del key={place} className={styles.removed}>
          {text}
        </del>
      ),
    )}
  </div>
);

interface DifferencesProps {
  readonly caption: string;
  readonly differences: readonly Difference[];
  /** What the two sides are, e.g. `v2` and `v3`. */
  readonly sides: readonly [before: string, after: string];
  readonly view: Look<'diff'>;
}

/** Every place where two definitions differ, words marked in one text or both texts side by side. */
export const Differences = ({ caption, differences, sides, view }: DifferencesProps) => (
  <table className={styles.table}>
    <caption className={hidden.hidden}>{caption}</caption>
    <thead>
      <tr>
        <th scope="col">Where</th>
        {view === 'words' ? (
          <th scope="col">
            From {sides[0]} to {sides[1]}
          </th>
        ) : (
          sides.map((side) => (
            <th key={side} scope="col">
              {side}
            </th>
          ))
        )}
      </tr>
    </thead>
    <tbody>
      {differences.map(({ path, before, after }) => (
        <tr key={path}>
          <th scope="row">
            <code>{path === '' ? '(all)' : path}</code>
          </th>
          {view === 'words' ? (
            <td>
              <TextDiff before={textOf(before)} after={textOf(after)} />
            </td>
          ) : (
            [before, after].map((value, side) => (
              <td key={sides[side]} className={styles.text} dir="auto">
                {value === undefined ? <span className={styles.none}>not there</span> : textOf(value)}
              </td>
            ))
          )}
        </tr>
      ))}
    </tbody>
  </table>
);

const textOf = (value: unknown): string => {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
};
