import { Link } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import { TimeText } from '../time-text.js';
import styles from './version-list.module.css';

interface VersionListProps {
  /** Newest first. */
  readonly versions: readonly Schemas['Publication'][];
  /** The one that is shown whole. */
  readonly shown: number;
}

/** Who published what, when and why. A version's link puts its number into the URL. */
export const VersionList = ({ versions, shown }: VersionListProps) => (
  <ol className={styles.list} reversed>
    {versions.map(({ version, summary, publishedAt, publishedBy, reason }) => (
      <li key={version} className={version === shown ? `${styles.item} ${styles.shown}` : styles.item}>
        <Link
          to="."
          search={(before: Readonly<Record<string, unknown>>) => ({ ...before, version })}
          replace
          resetScroll={false}
          className={styles.version}
          aria-current={version === shown ? 'true' : undefined}
        >
          v{version}
        </Link>
        <div className={styles.words}>
          <span className={styles.summary}>{summary === '' ? 'No summary' : summary}</span>
          <span className={styles.note}>
            <TimeText instant={publishedAt} as="minutes" /> by {publishedBy}
            {reason === null ? '' : `: ${reason}`}
          </span>
        </div>
      </li>
    ))}
  </ol>
);
