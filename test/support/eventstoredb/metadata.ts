/** What of a stream's `$metadata` reads and appends obey. Absent = no limit. */
export interface StreamMetadata {
  readonly maxCount?: number;
  readonly maxAgeMs?: number;
  /** Events before this revision are hidden; Infinity for 2^63-1: the stream is soft-deleted. */
  readonly truncateBefore?: number;
}

export const metastreamOf = (stream: string): string => `$$${stream}`;

/** The stream a metastream is about. */
export const originalOf = (stream: string): string | undefined =>
  stream.startsWith('$$') ? stream.slice(2) : undefined;

/** All but the newest event of a metastream are hidden. */
export const metastreamMetadata: StreamMetadata = { maxCount: 1 };

const lastPossible = 2n ** 63n - 1n;

/** The last one wins, and one that cannot be read counts as empty, without a word. */
export const parseMetadata = (data: Uint8Array): StreamMetadata => {
  const text = Buffer.from(data).toString('utf8');
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return {};
    const maxCount = whole(value, '$maxCount');
    const maxAge = whole(value, '$maxAge');
    // As text: 2^63-1 is no JavaScript number, and one that lost its precision overflows the server's.
    const before = /"\$tb"\s*:\s*(-?[\d.eE+]+)/.exec(text)?.[1];
    if (before !== undefined && (BigInt(before) < 0n || BigInt(before) > lastPossible)) return {};
    return {
      ...(maxCount === undefined ? {} : { maxCount }),
      ...(maxAge === undefined ? {} : { maxAgeMs: maxAge * 1000 }),
      ...(before === undefined ? {} : { truncateBefore: BigInt(before) === lastPossible ? Infinity : Number(before) }),
    };
  } catch {
    return {};
  }
};

/** A soft-deleted stream that is written to again shows what comes from this revision on. */
export const undeleted = (data: Uint8Array, from: number): Uint8Array => {
  const value: unknown = JSON.parse(Buffer.from(data).toString('utf8'));
  return Buffer.from(JSON.stringify({ ...(typeof value === 'object' ? value : {}), $tb: from }));
};

export const deletedMetadata = (): Uint8Array => Buffer.from(`{"$tb":${lastPossible}}`);

const whole = (value: object, key: string): number | undefined => {
  const found: unknown = Reflect.get(value, key);
  if (found === undefined) return undefined;
  if (typeof found !== 'number' || !Number.isInteger(found) || found <= 0) throw new Error(`${key} is no count`);
  return found;
};
