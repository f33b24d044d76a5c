import styles from './filter-tree.module.css';
import { type Filter, filterWords } from './segment-words.js';

/** A filter condition by condition, groups indented. */
export const FilterTree = ({ filter }: { readonly filter: Filter }) => {
  if ('all' in filter) return <Group title="All of these" filters={filter.all} />;
  if ('any' in filter) return <Group title="One of these or more" filters={filter.any} />;
  if ('not' in filter) return <Group title="Not" filters={[filter.not]} />;
  return <span>{filterWords(filter)}</span>;
};

const Group = ({ title, filters }: { readonly title: string; readonly filters: readonly Filter[] }) => (
  <div>
    <span className={styles.title}>{title}</span>
    <ul className={styles.group}>
      {filters.map((each, place) => (
        // What is published never moves.
        <li key={place} className={styles.condition}>
          <FilterTree filter={each} />
        </li>
      ))}
    </ul>
  </div>
);
