/** What a value may be; answers what is wrong with it, each with the path to it. */
export type Shape = (value: unknown, path: string) => readonly string[];

export const isMapping = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const text: Shape = (value, path) => (typeof value === 'string' && value !== '' ? [] : [`${path}: no text`]);

export const flag: Shape = (value, path) => (typeof value === 'boolean' ? [] : [`${path}: neither true nor false`]);

export const count: Shape = (value, path) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? [] : [`${path}: no whole number`];

/** Of an environment: what is neither text nor number would reach the process as something else than was written. */
export const scalar: Shape = (value, path) =>
  typeof value === 'string' || typeof value === 'number' ? [] : [`${path}: neither text nor number`];

export const matching =
  (pattern: RegExp): Shape =>
  (value, path) =>
    typeof value === 'string' && pattern.test(value) ? [] : [`${path}: not like ${pattern.source}`];

export const listOf =
  (item: Shape): Shape =>
  (value, path) =>
    Array.isArray(value) ? value.flatMap((each, at) => item(each, `${path}[${at}]`)) : [`${path}: no list`];

/** A mapping with names of one's own choice. */
export const mapOf =
  (item: Shape): Shape =>
  (value, path) =>
    isMapping(value)
      ? Object.entries(value).flatMap(([name, each]) => item(each, `${path}.${name}`))
      : [`${path}: no mapping`];

/** A mapping with these names only. */
export const only =
  (known: Readonly<Record<string, Shape>>): Shape =>
  (value, path) =>
    isMapping(value)
      ? Object.entries(value).flatMap(
          ([name, each]) => known[name]?.(each, `${path}.${name}`) ?? [`${path}.${name}: unknown here`],
        )
      : [`${path}: no mapping`];

/** Nothing, or a mapping: `data:` declares a volume. */
export const orNothing =
  (shape: Shape): Shape =>
  (value, path) =>
    value === null ? [] : shape(value, path);
