import { type ReactNode, useId } from 'react';
import styles from './radio-choice.module.css';

interface RadioChoiceProps<Value extends string> {
  readonly legend: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: ReactNode }[];
  onChoose(value: NoInfer<Value>): void;
}

/** One of several, each with as many words as it needs. */
export const RadioChoice = <Value extends string>({ legend, value, choices, onChoose }: RadioChoiceProps<Value>) => {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={styles.choice}>
          <input type="radio" name={name} checked={choice.value === value} onChange={() => onChoose(choice.value)} />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
};
