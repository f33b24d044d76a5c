import { useBlocker } from '@tanstack/react-router';
import { useRef } from 'react';

/**
 * Asks before what was written is left behind: by a link, by going back, by closing the page. What it answers is called
 * once it is saved, so that nobody is asked on the way from there.
 */
export const useLeaveGuard = (dirty: boolean, question: string): (() => void) => {
  const saved = useRef(false);
  const guarded = (): boolean => dirty && !saved.current;
  useBlocker({
    shouldBlockFn: ({ current, next }) => guarded() && current.pathname !== next.pathname && !window.confirm(question),
    enableBeforeUnload: guarded,
  });
  return () => {
    saved.current = true;
  };
};
