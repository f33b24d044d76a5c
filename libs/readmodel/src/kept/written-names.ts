/**
 * Names of rows that may have been written: `has` is never wrong when it says no, and seldom when it says yes. Grows
 * with them by about two bytes for each, so that those of a large table can be remembered (Bloom filters, each of twice the
 * size of the one before).
 */
export class WrittenNames {
  private readonly filters: Filter[] = [];

  add(name: string): void {
    let newest = this.filters.at(-1);
    if (newest === undefined || newest.names === newest.most) {
      newest = filterFor(newest === undefined ? firstNames : newest.most * 2);
      this.filters.push(newest);
    }
    newest.names += 1;
    const [a, b] = hashesOf(name);
    for (let turn = 0; turn < turns; turn += 1) {
      const bit = bitOf(a, b, turn, newest);
      newest.bits[bit >>> 5] = (newest.bits[bit >>> 5] ?? 0) | (1 << (bit & 31));
    }
  }

  has(name: string): boolean {
    if (this.filters.length === 0) return false;
    const [a, b] = hashesOf(name);
    return this.filters.some((filter) => {
      for (let turn = 0; turn < turns; turn += 1) {
        const bit = bitOf(a, b, turn, filter);
        if (((filter.bits[bit >>> 5] ?? 0) & (1 << (bit & 31))) === 0) return false;
      }
      return true;
    });
  }
}

interface Filter {
  readonly bits: Uint32Array;
  readonly most: number;
  names: number;
}

const firstNames = 1 << 14;
const bitsForEach = 16;
/** 16 bits and 5 looks a name: one in 500 is taken for another. */
const turns = 5;

const filterFor = (most: number): Filter => ({ bits: new Uint32Array((most * bitsForEach) / 32), most, names: 0 });

/** Two hashes make as many as are wanted (Kirsch and Mitzenmacher). The number of bits is a power of two. */
const bitOf = (a: number, b: number, turn: number, { bits }: Filter): number =>
  (Math.imul(b, turn) + a) & (bits.length * 32 - 1);

/** FNV-1a, and the same with another beginning and more stirring. */
const hashesOf = (name: string): readonly [number, number] => {
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let at = 0; at < name.length; at += 1) {
    const unit = name.charCodeAt(at);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995);
  }
  a ^= a >>> 15;
  b ^= b >>> 13;
  return [a, Math.imul(b, 0x85ebca6b) | 1];
};
