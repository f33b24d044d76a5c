import { ListFoot } from '../parts/list/list-foot.js';
import { TimeText } from '../parts/time-text.js';
import styles from './runs.module.css';
import { pageSizes, type RunsSearch } from './runs-search.js';

interface RunsFootProps {
  readonly search: RunsSearch;
  readonly count: number;
  readonly next: string | null;
  /** When the read model last took something in. */
  readonly asOf: string | null;
  onChange(search: RunsSearch): void;
}

/** Also how old the list is, and how long a page of it. */
export const RunsFoot = ({ search, count, next, asOf, onChange }: RunsFootProps) => {
  const { after: _after, ...first } = search;
  return (
    <ListFoot one="run" many="runs" count={count} search={search} next={next} back>
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
    </ListFoot>
  );
};
