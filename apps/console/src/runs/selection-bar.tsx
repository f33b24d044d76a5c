import { X } from 'lucide-react';
import { Button } from '../parts/button.js';
import { CopyButton } from '../parts/copy-button.js';
import type { UseSelection } from '../parts/use-selection.js';
import type { RunRow } from './runs-queries.js';
import styles from './selection-bar.module.css';

interface SelectionBarProps {
  readonly selection: UseSelection;
  readonly rows: readonly RunRow[];
}

/** What is chosen, and what can be done with all of it. */
export const SelectionBar = ({ selection, rows }: SelectionBarProps) => {
  const count = selection.chosen.size;
  if (count === 0) return null;
  const elsewhere = [...selection.chosen].filter((id) => !rows.some((row) => row.id === id)).length;
  return (
    <section className={styles.bar} aria-label="Selection">
      <span className={styles.count} role="status">
        <b>{count.toLocaleString()}</b> selected
        {elsewhere === 0 ? null : <span className={styles.note}> · {elsewhere} on other pages</span>}
      </span>
      <CopyButton text={[...selection.chosen].join('\n')} label="Copy the ids of the selection" />
      <Button look="ghost" icon={X} onClick={selection.clear}>
        Clear
      </Button>
    </section>
  );
};
