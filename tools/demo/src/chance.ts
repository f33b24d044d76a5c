/** Numbers that look random and are the same every time. */
export interface Chance {
  /** A whole number from 0 to below the limit. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  /** True once in so many times. */
  one(inSoMany: number): boolean;
}

/** The generator known as mulberry32: 32 bits of state are plenty for demo data. */
export const chanceFrom = (seed: number): Chance => {
  let state = seed;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  return {
    below,
    one: (inSoMany) => below(inSoMany) === 0,
    pick: (list) => {
      const picked = list[below(list.length)];
      if (picked === undefined) throw new RangeError('nothing to pick from');
      return picked;
    },
  };
};
