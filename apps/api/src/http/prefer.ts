/** Longest time a request may wait for the read models, in seconds. */
export const longestWait = 30;

/** Milliseconds that `Prefer: wait=N` (RFC 7240 §4.3) asks to wait; 0 without one. A longer wish is cut. */
export const waitOf = (prefer: string | undefined): number => {
  const wish = (prefer ?? '')
    .split(',')
    .map((preference) => /^\s*wait\s*=\s*"?(\d{1,6})"?\s*(;|$)/i.exec(preference)?.[1])
    .find((seconds) => seconds !== undefined);
  return Math.min(Number(wish ?? 0), longestWait) * 1000;
};
