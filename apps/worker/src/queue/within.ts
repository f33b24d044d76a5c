/**
 * The promise's outcome, or an error when that takes too long or the signal aborts (then its reason); what comes
 * later is nobody's business any more.
 */
export const within = async <T>(
  ms: number,
  what: string,
  promise: Promise<T>,
  signal: AbortSignal = new AbortController().signal,
): Promise<T> => {
  let end: (reason: unknown) => void = () => undefined;
  const ended = new Promise<never>((_, reject) => {
    end = reject;
  });
  const timer = setTimeout(() => end(new Error(`${what}: no answer within ${ms / 1000} s`)), ms);
  const onAbort = (): void => end(signal.reason);
  signal.addEventListener('abort', onAbort);
  if (signal.aborted) onAbort();
  promise.catch(() => undefined);
  try {
    return await Promise.race([promise, ended]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
  }
};
