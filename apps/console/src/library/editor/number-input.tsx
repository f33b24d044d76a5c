import { useState } from 'react';
import type { FieldAttributes } from './field.js';

interface NumberInputProps extends FieldAttributes {
  readonly value: number | undefined;
  /** Undefined: the field is empty. NaN: what is typed is no number, and the API will say so. */
  onChange(value: number | undefined): void;
}

const numberOf = (text: string): number | undefined => (text.trim() === '' ? undefined : Number(text));

/** An empty field and one without a number in it differ for whoever types only. */
const isSameNumber = (one: number | undefined, other: number | undefined): boolean =>
  Object.is(one ?? Number.NaN, other ?? Number.NaN);

const textOf = (value: number | undefined): string => (value === undefined || Number.isNaN(value) ? '' : String(value));

/** A number as it is typed: `0.` on the way to `0.5` stays what it is. */
export const NumberInput = ({ value, onChange, ...attributes }: NumberInputProps) => {
  const [text, setText] = useState(textOf(value));
  // Somebody else than this field has changed the number.
  if (!isSameNumber(numberOf(text), value)) setText(textOf(value));
  return (
    <input
      {...attributes}
      inputMode="decimal"
      autoComplete="off"
      value={text}
      onChange={({ target }) => {
        setText(target.value);
        onChange(numberOf(target.value));
      }}
    />
  );
};
