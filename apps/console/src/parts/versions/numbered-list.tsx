import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { TimeText } from '../time-text.js';
import styles from './numbered-list.module.css';

/** Versions of a definition or revisions of a run, newest first. */
export const NumberedList = ({ children }: { readonly children: ReactNode }) => (
  <ol className={styles.list} reversed>
    {children}
  </ol>
);

interface NumberedProps {
  readonly number: string;
  /** The version that a press on the number puts into the URL. */
  readonly opens?: number | undefined;
  readonly summary: string;
  /** Quietly after the summary. */
  readonly detail?: string;
  readonly at: string;
  readonly as: 'minutes' | 'seconds';
  readonly by: string;
  readonly reason: string | null;
  /** Set off from the others; `mark` says at the end what for. */
  readonly marked?: boolean;
  readonly mark?: ReactNode;
}

/** Who decided what, when and why. */
export const Numbered = (props: NumberedProps) => {
  const { number, opens, summary, detail, at, as, by, reason, marked = false, mark } = props;
  return (
    <li className={marked ? `${styles.item} ${styles.marked}` : styles.item}>
      {opens === undefined ? (
        <span className={styles.number}>{number}</span>
      ) : (
        <Link
          to="."
          search={(before: Readonly<Record<string, unknown>>) => ({ ...before, version: opens })}
          replace
          resetScroll={false}
          className={`${styles.number} ${styles.way}`}
          aria-current={marked ? 'true' : undefined}
        >
          {number}
        </Link>
      )}
      <div className={styles.words}>
        <span className={styles.summary}>
          {summary}
          {detail === undefined ? null : <span className={styles.note}> {detail}</span>}
        </span>
        <span className={styles.note}>
          <TimeText instant={at} as={as} /> by {by}
          {reason === null ? '' : `: ${reason}`}
        </span>
      </div>
      {mark === undefined ? null : <span className={styles.mark}>{mark}</span>}
    </li>
  );
};
