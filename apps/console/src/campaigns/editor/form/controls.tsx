import type { ReactNode } from 'react';
import { Field } from './field.js';
import styles from './form.module.css';

interface TextFieldProps {
  readonly pointer: string;
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly beside?: ReactNode;
  readonly value: string;
  onChange(value: string): void;
  /** More than one: a text of several lines. */
  readonly rows?: number;
  /** Written for a machine: in equal widths, without spelling. */
  readonly code?: boolean;
  readonly required?: boolean;
}

export const TextField = (props: TextFieldProps) => {
  const { value, onChange, rows = 1, code = false, required = false, ...field } = props;
  const same = { value, spellCheck: !code, className: code ? styles.code : styles.control, required, dir: 'auto' };
  return (
    <Field {...field}>
      {(control) =>
        rows === 1 ? (
          <input {...control} {...same} autoComplete="off" onChange={({ target }) => onChange(target.value)} />
        ) : (
          <textarea {...control} {...same} rows={rows} onChange={({ target }) => onChange(target.value)} />
        )
      }
    </Field>
  );
};

interface NumberFieldProps extends Pick<TextFieldProps, 'pointer' | 'label' | 'hint'> {
  readonly value: number | undefined;
  onChange(value: number | undefined): void;
}

/** Empty: no limit. */
export const NumberField = ({ value, onChange, ...field }: NumberFieldProps) => (
  <Field {...field}>
    {(control) => (
      <input
        {...control}
        type="number"
        min={1}
        step={1}
        inputMode="numeric"
        className={styles.control}
        placeholder="No limit"
        value={value ?? ''}
        onChange={({ target }) => onChange(target.value === '' ? undefined : Number(target.value))}
      />
    )}
  </Field>
);

interface ChoiceFieldProps<Value extends string> extends Pick<TextFieldProps, 'pointer' | 'label' | 'hint'> {
  readonly value: Value | null;
  readonly choices: Readonly<Record<Value, string>>;
  /** What nothing chosen is called; absent: something is always chosen. */
  readonly none?: string;
  onChange(value: Value | null): void;
}

export const ChoiceField = <Value extends string>(props: ChoiceFieldProps<Value>) => {
  const { value, choices, none, onChange, ...field } = props;
  const values = Object.keys(choices) as Value[];
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          className={styles.control}
          value={value ?? ''}
          onChange={({ target }) => onChange(values.find((each) => each === target.value) ?? null)}
        >
          {none === undefined ? null : <option value="">{none}</option>}
          {values.map((each) => (
            <option key={each} value={each}>
              {choices[each]}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
};
