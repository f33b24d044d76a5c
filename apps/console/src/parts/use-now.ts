import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
};

const never = (): (() => void) => () => undefined;

/** The time by this browser, in milliseconds, told anew every second by one clock for all that show it. */
export const useNow = (ticking: boolean): number =>
  useSyncExternalStore(ticking ? subscribe : never, () => {
    if (timer === undefined && Date.now() - now > 1_000) now = Date.now();
    return now;
  });
