import type { Instant } from '#domain/kernel/message.js';

/** From the first moment up to and without the second; either may be absent. */
export interface TimeRange {
  readonly from?: Instant;
  readonly to?: Instant;
}

/** The conditions of a query under construction. Values become parameters and never part of its text. */
export interface Conditions {
  readonly values: unknown[];
  /** Adds a value and answers the parameter that stands for it. */
  value(value: unknown): string;
  and(condition: string): void;
  /** Adds a condition, built with the parameter of a value that is given; nothing for an absent value. */
  when(value: unknown, condition: (parameter: string) => string): void;
  /** The column has one of these values. A single one compares with `=`, which lets an index keep the order. */
  oneOf(column: string, wanted: readonly string[] | undefined): void;
  between(column: string, range: TimeRange | undefined): void;
  text(): string;
}

/** `values`: of a query that these conditions become part of. */
export const conditions = (values: unknown[] = []): Conditions => {
  const texts: string[] = [];
  const value = (one: unknown): string => `$${values.push(one)}`;
  const when: Conditions['when'] = (one, condition) => {
    if (one !== undefined) texts.push(condition(value(one)));
  };
  return {
    values,
    value,
    when,
    and: (condition) => void texts.push(condition),
    oneOf: (column, wanted) => {
      if (wanted?.length === 1) when(wanted[0], (p) => `${column} = ${p}`);
      else when(wanted, (p) => `${column} = any(${p}::text[])`);
    },
    between: (column, range) => {
      when(range?.from, (p) => `${column} >= ${p}::timestamptz`);
      when(range?.to, (p) => `${column} < ${p}::timestamptz`);
    },
    text: () => (texts.length === 0 ? 'true' : texts.join(' and ')),
  };
};
