/** What JSON can say. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

/** Null for a text that is no JSON, and for JSON’s own null, which stands in for nothing. */
const parsed = (text: string): Value => {
  try {
    return JSON.parse(text) as Value;
  } catch {
    return null; // it stands for itself
  }
};

/** A value as it is typed: JSON, but a text that could not be taken for JSON stands for itself. */
export const textOfValue = (value: Value): string =>
  typeof value === 'string' && parsed(value) === null ? value : JSON.stringify(value);

export const valueOfText = (text: string): Value => parsed(text) ?? text;
