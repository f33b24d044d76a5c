import table from '../data-table.module.css';
import styles from './table-skeleton.module.css';

interface TableSkeletonProps {
  /** What is read: `runs`. */
  readonly of: string;
  readonly columns: readonly string[];
  readonly narrow: boolean;
}

/** Of the size that the list will have; it appears only when reading takes longer than a glance. */
export const TableSkeleton = ({ of, columns, narrow }: TableSkeletonProps) => (
  <div className={`${table.scroll} ${styles.skeleton}`} role="status" aria-label={`Reading the ${of}`}>
    <div className={styles.head}>{narrow ? '' : columns.join('  ·  ')}</div>
    {Array.from({ length: 10 }, (_, row) => (
      <div key={row} className={styles.row} data-narrow={narrow}>
        <span />
        <span />
        <span />
        <span />
      </div>
    ))}
  </div>
);
