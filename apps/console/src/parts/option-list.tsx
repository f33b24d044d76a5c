import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './option-list.module.css';

export interface Option<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** At the end of the line: a count, a name. */
  readonly note?: ReactNode;
}

interface OptionListProps<Value extends string> {
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly chosen: readonly string[];
  onChoose(value: Value): void;
}

/** Buttons under each other, each on or off. */
export const OptionList = <Value extends string>({ label, options, chosen, onChoose }: OptionListProps<Value>) => (
  <ul className={styles.list} aria-label={label}>
    {options.map(({ value, label: text, note }) => (
      <li key={value}>
        <button
          type="button"
          className={styles.option}
          aria-pressed={chosen.includes(value)}
          onClick={() => onChoose(value)}
        >
          <span className={styles.box}>{chosen.includes(value) ? <Check size={12} aria-hidden /> : null}</span>
          <span className={styles.text}>{text}</span>
          {note === undefined ? null : <span className={styles.note}>{note}</span>}
        </button>
      </li>
    ))}
    {options.length === 0 ? <li className={styles.none}>None found</li> : null}
  </ul>
);
