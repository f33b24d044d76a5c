import type { Fault } from '../kernel/fault.js';

/** Each fault by its place and its code. Each must also say why, in words that a person can read. */
export const told = (faults: readonly Fault[]): readonly string[] =>
  faults.map(({ pointer, code, detail }) => {
    expect(detail).toMatch(/\w+ \w+/);
    return `${pointer} ${code}`;
  });
