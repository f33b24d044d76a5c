/** A place where two people who began from the same version have come to differ, or where one of them changed it. */
export interface Change {
  /** JSON Pointer. */
  readonly path: string;
  /** Absent: not there. */
  readonly base?: unknown;
  readonly yours?: unknown;
  readonly theirs?: unknown;
  /** `both`: each made it another one, so that somebody has to choose. */
  readonly by: 'you' | 'them' | 'both';
}

export type Side = 'yours' | 'theirs';

/** The three texts of a save that came too late. */
export interface ThreeWay<Value> {
  /** What both began from. */
  readonly base: Value;
  readonly yours: Value;
  /** What is published now. */
  readonly theirs: Value;
}

/**
 * Every change since the base, in the order of the members. Lists, and the members that `whole` names by their pointers, are
 * compared as one: half of one condition and half of another would be a third one that nobody wrote.
 */
export const changesOf = (three: ThreeWay<unknown>, whole: readonly string[] = []): readonly Change[] =>
  changesAt(three, '', whole);

/** All changes that one person made alone, and what was chosen where both did; where nothing was chosen, the base. */
export const mergedOf = (
  three: ThreeWay<unknown>,
  choices: Readonly<Record<string, Side>>,
  whole: readonly string[] = [],
): unknown =>
  changesOf(three, whole).reduce<unknown>((text, { path, by, ...sides }) => {
    const side = by === 'you' ? 'yours' : by === 'them' ? 'theirs' : choices[path];
    return side === undefined ? text : withValue(text, namesOf(path), sides[side]);
  }, three.base);

/** Changed by both, and not to the same. */
export const conflictsOf = (changes: readonly Change[]): readonly Change[] => changes.filter(({ by }) => by === 'both');

const changesAt = ({ base, yours, theirs }: ThreeWay<unknown>, path: string, whole: readonly string[]): Change[] => {
  if (isSame(base, yours) && isSame(base, theirs)) return [];
  if (isObject(base) && isObject(yours) && isObject(theirs) && !whole.includes(path)) {
    const names = [...new Set([base, yours, theirs].flatMap((each) => Object.keys(each)))];
    return names.flatMap((name) =>
      changesAt(
        { base: base[name], yours: yours[name], theirs: theirs[name] },
        `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        whole,
      ),
    );
  }
  const by = isSame(yours, theirs) || isSame(base, theirs) ? 'you' : isSame(base, yours) ? 'them' : 'both';
  return [{ path, base, yours, theirs, by }];
};

type JsonObject = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two JSON values say the same, whatever the order of their members. A member without a value is not there. */
export const isSame = (one: unknown, other: unknown): boolean => {
  if (isObject(one) && isObject(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => isSame(one[name], other[name]));
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, place) => isSame(each, other[place]));
  return one === other;
};

const namesOf = (path: string): readonly string[] =>
  path
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));

const withValue = (into: unknown, [name, ...deeper]: readonly string[], value: unknown): unknown => {
  if (name === undefined) return value;
  const object = isObject(into) ? into : {};
  const next = withValue(object[name], deeper, value);
  const { [name]: _before, ...others } = object;
  return next === undefined ? others : { ...object, [name]: next };
};
