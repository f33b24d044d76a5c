import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, ChevronsLeft } from 'lucide-react';
import { TimeText } from '../parts/time-text.js';
import button from '../parts/button.module.css';
import styles from './runs.module.css';
import { pageSizes, type RunsSearch } from './runs-search.js';

interface ListFootProps {
  readonly search: RunsSearch;
  readonly count: number;
  readonly next: string | null;
  /** When the read model last took something in. */
  readonly asOf: string | null;
  onChange(search: RunsSearch): void;
}

/** Pages by cursor: there is no count of them, and none is needed. */
export const ListFoot = ({ search, count, next, asOf, onChange }: ListFootProps) => {
  const { after: _after, ...first } = search;
  return (
    <div className={styles.foot}>
      <span>
        {count.toLocaleString()} {count === 1 ? 'run' : 'runs'} on this page
      </span>
      {asOf === null ? null : (
        <span>
          as of <TimeText instant={asOf} as="relative" />
        </span>
      )}
      <label>
        <select
          className={styles.select}
          aria-label="Runs on a page"
          value={search.limit ?? 50}
          onChange={(event) => onChange({ ...first, limit: Number(event.target.value) as 25 })}
        >
          {pageSizes.map((size) => (
            <option key={size}>{size}</option>
          ))}
        </select>{' '}
        a page
      </label>
      <nav className={styles.pages} aria-label="Pages of runs">
        {search.after === undefined ? null : (
          <>
            <Link to="/runs" search={first} className={`${button.button} ${button.plain}`}>
              <ChevronsLeft size={15} aria-hidden /> First
            </Link>
            <button type="button" className={`${button.button} ${button.plain}`} onClick={() => window.history.back()}>
              <ChevronLeft size={15} aria-hidden /> Back
            </button>
          </>
        )}
        {next === null ? null : (
          <Link
            to="/runs"
            search={{ ...search, after: next }}
            className={`${button.button} ${button.plain}`}
            data-next-page
          >
            Next <ChevronRight size={15} aria-hidden />
          </Link>
        )}
      </nav>
    </div>
  );
};
