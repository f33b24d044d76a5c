const mebibyte = 1024 * 1024;

export interface Limits {
  /** Bytes of one append: data, metadata and twice the type's length of each event. */
  readonly append: number;
  /** Bytes of one event of it. */
  readonly event: number;
}

/** 1 MiB per append up to 25.0, 256 MiB and 16 MiB per event from 25.1 on. */
export const limitsOf = (version: string): Limits => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const later = major > 25 || (major === 25 && minor >= 1);
  return later ? { append: 256 * mebibyte, event: 16 * mebibyte } : { append: mebibyte, event: Infinity };
};
