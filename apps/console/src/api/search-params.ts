/** Search of a URL as the console writes it: names and texts, several of one name repeated, like the API's own query. */
export type RawSearch = Readonly<Record<string, string | readonly string[]>>;

export const parseSearch = (text: string): RawSearch => {
  const found: Record<string, string | string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const before = found[name];
    found[name] = before === undefined ? value : [...(typeof before === 'string' ? [before] : before), value];
  }
  return found;
};

/** In order of the names, so that the same view has one URL. */
export const stringifySearch = (search: Readonly<Record<string, unknown>>): string => {
  const params = new URLSearchParams();
  for (const name of Object.keys(search).toSorted()) {
    for (const value of [search[name]].flat()) {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        params.append(name, String(value));
    }
  }
  const text = params.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%2F', '/');
  return text === '' ? '' : `?${text}`;
};

type Raw = unknown;

/** What `validateSearch` reads with: what is not known is left out, never an error. */
export const textIn = (raw: Raw): string | undefined => {
  const [value] = textsIn(raw);
  return value;
};

export const textsIn = (raw: Raw): readonly string[] =>
  [raw].flat().filter((value): value is string => typeof value === 'string' && value !== '');

export const oneOf = <T extends string>(raw: Raw, allowed: readonly T[]): T | undefined =>
  allowed.find((value) => value === textIn(raw));

/** In the order of `allowed`; none: absent. */
export const someOf = <T extends string>(raw: Raw, allowed: readonly T[]): readonly T[] | undefined => {
  const wanted = textsIn(raw);
  return orAbsent(allowed.filter((value) => wanted.includes(value)));
};

export const orAbsent = <T>(values: readonly T[]): readonly T[] | undefined =>
  values.length === 0 ? undefined : values;

/** A whole number from `least` on. */
export const numberIn = (raw: Raw, least = 0): number | undefined => {
  const value = typeof raw === 'number' ? raw : Number(textIn(raw) ?? Number.NaN);
  return Number.isSafeInteger(value) && value >= least ? value : undefined;
};

/** Without the names that have no value: a default is not written into the URL. */
export const present = <T extends object>(search: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
