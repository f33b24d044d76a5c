import { useQuery } from '@tanstack/react-query';
import { type RunStatus, runStatuses } from '../parts/statuses.js';
import { countersQuery } from './runs-queries.js';
import { type RunsSearch, statusNames } from './runs-search.js';
import styles from './status-counters.module.css';

interface StatusCountersProps {
  readonly search: RunsSearch;
  onChange(status: readonly RunStatus[] | undefined): void;
}

/** How many runs stand in each status, each a filter: on or off. Statuses without a run are left out. */
export const StatusCounters = ({ search, onChange }: StatusCountersProps) => {
  const { data } = useQuery(countersQuery(search));
  const chosen = search.status ?? [];
  const shown = statusNames.filter((status) => chosen.includes(status) || (data?.counts[status] ?? 0) > 0);
  const toggle = (status: RunStatus): void => {
    const next = statusNames.filter((one) => (one === status ? !chosen.includes(one) : chosen.includes(one)));
    onChange(next.length === 0 ? undefined : next);
  };
  return (
    <div className={styles.counters} role="group" aria-label="Runs by status">
      <button
        type="button"
        className={styles.counter}
        aria-pressed={chosen.length === 0}
        onClick={() => onChange(undefined)}
      >
        All <b>{data?.total.toLocaleString() ?? ''}</b>
      </button>
      {shown.map((status) => {
        const { label, tone, icon: Icon } = runStatuses[status];
        return (
          <button
            key={status}
            type="button"
            className={`${styles.counter} ${styles[tone]}`}
            aria-pressed={chosen.includes(status)}
            onClick={() => toggle(status)}
          >
            <Icon size={13} strokeWidth={2.1} aria-hidden />
            {label} <b>{(data?.counts[status] ?? 0).toLocaleString()}</b>
          </button>
        );
      })}
    </div>
  );
};
