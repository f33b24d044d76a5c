import styles from './segmented-choice.module.css';

interface SegmentedChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  onChoose(value: Value): void;
}

/** One of a few, all visible. */
export const SegmentedChoice = <Value extends string>({
  label,
  value,
  choices,
  onChoose,
}: SegmentedChoiceProps<Value>) => (
  <div className={styles.choices} role="group" aria-label={label}>
    {choices.map((choice) => (
      <button
        key={choice.value}
        type="button"
        className={styles.choice}
        aria-pressed={choice.value === value}
        onClick={() => onChoose(choice.value)}
      >
        {choice.label}
      </button>
    ))}
  </div>
);
