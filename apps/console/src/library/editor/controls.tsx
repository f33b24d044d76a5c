import type { ComponentProps } from 'react';
import { Field, type FieldProps } from './field.js';
import { NumberInput } from './number-input.js';

type MemberProps = Omit<FieldProps, 'children'>;

interface TextFieldProps extends MemberProps, Pick<ComponentProps<'input'>, 'maxLength' | 'inputMode'> {
  readonly value: string;
  onChange(value: string): void;
  /** Of a text of several lines. */
  readonly rows?: number;
}

export const TextField = ({ value, onChange, rows, maxLength, inputMode, ...field }: TextFieldProps) => (
  <Field {...field}>
    {(attributes) =>
      rows === undefined ? (
        <input
          {...attributes}
          maxLength={maxLength}
          inputMode={inputMode}
          value={value}
          onChange={({ target }) => onChange(target.value)}
        />
      ) : (
        <textarea {...attributes} rows={rows} value={value} onChange={({ target }) => onChange(target.value)} />
      )
    }
  </Field>
);

interface NumberFieldProps extends MemberProps {
  readonly value: number | undefined;
  /** Undefined: the field is empty. */
  onChange(value: number | undefined): void;
}

export const NumberField = ({ value, onChange, ...field }: NumberFieldProps) => (
  <Field {...field}>{(attributes) => <NumberInput {...attributes} value={value} onChange={onChange} />}</Field>
);

interface ChoiceFieldProps<Value extends string> extends MemberProps {
  readonly value: Value;
  readonly choices: Readonly<Record<Value, string>>;
  onChange(value: Value): void;
}

/** One of several that are always the same. */
export const ChoiceField = <Value extends string>({ value, choices, onChange, ...field }: ChoiceFieldProps<Value>) => {
  const values = Object.keys(choices) as Value[];
  return (
    <Field {...field}>
      {(attributes) => (
        <select
          {...attributes}
          value={value}
          onChange={({ target }) => {
            const next = values.find((each) => each === target.value);
            if (next !== undefined) onChange(next);
          }}
        >
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
