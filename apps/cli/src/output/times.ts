/** A moment as tables show it: UTC to the second, e.g. `2026-11-22 09:30:00Z`. */
export const moment = (instant: string | null | undefined): string | null =>
  instant === null || instant === undefined ? null : `${instant.slice(0, 10)} ${instant.slice(11, 19)}Z`;

const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** How long something took, in its two largest units: `850 ms`, `12.3 s`, `3 min 5 s`, `2 d 4 h`. */
export const duration = (ms: number | null | undefined): string | null => {
  if (ms === null || ms === undefined) return null;
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(Math.floor(ms / 100) / 10).toString()} s`;
  const at = units.findIndex(([, size]) => ms >= size);
  const [name, size] = units[at] ?? units[0];
  const [smaller, part] = units[at + 1] ?? ['s', 1_000];
  const rest = Math.floor((ms % size) / part);
  return `${Math.floor(ms / size)} ${name}${rest > 0 ? ` ${rest} ${smaller}` : ''}`;
};

/** A number with its thousands apart: `12,345`. */
export const count = (value: number): string => value.toLocaleString('en-US');
