import { ChevronDown, CirclePlus, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import styles from './filter-chip.module.css';
import { Popup } from './popup.js';

interface FilterChipProps {
  readonly name: string;
  /** What is filtered by, in words; absent: nothing. */
  readonly value?: ReactNode;
  /** Chooses; gets a function that closes the panel. */
  readonly children: ReactNode;
  onClear(): void;
  /** Opened as soon as it is there: it was just added. */
  readonly initiallyOpen?: boolean;
  onClosed?(): void;
}

/** One filter: its button says what it lets through, its panel changes it, and the cross takes it away. */
export const FilterChip = (props: FilterChipProps) => {
  const { name, value, children, onClear, initiallyOpen = false, onClosed } = props;
  const [open, setOpen] = useState(initiallyOpen);
  const active = value !== undefined;
  return (
    <span className={styles.chip} data-active={active}>
      <Popup
        label={name}
        align="start"
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          if (!next) onClosed?.();
        }}
        trigger={
          <button type="button" className={styles.button} data-filter={name}>
            {active ? null : <CirclePlus size={13} aria-hidden />}
            <span className={styles.name}>{name}</span>
            {active ? <span className={styles.value}>{value}</span> : null}
            {active ? <ChevronDown size={12} aria-hidden /> : null}
          </button>
        }
      >
        {children}
      </Popup>
      {active ? (
        <button type="button" className={styles.clear} aria-label={`Clear ${name}`} onClick={onClear}>
          <X size={13} aria-hidden />
        </button>
      ) : null}
    </span>
  );
};

/** A few words for several values: the first, and how many more. */
export const inShort = (labels: readonly string[]): string => {
  const [first = '', ...more] = labels;
  return more.length === 0 ? first : `${first} +${more.length}`;
};
