import { useSyncExternalStore } from 'react';

const queries = { narrow: '(max-width: 760px)' } as const;

/** Whether the window is as the query says; `narrow`: tables become cards. */
export const useMedia = (name: keyof typeof queries): boolean =>
  useSyncExternalStore(
    (listener) => {
      const media = window.matchMedia(queries[name]);
      media.addEventListener('change', listener);
      return () => media.removeEventListener('change', listener);
    },
    () => window.matchMedia(queries[name]).matches,
  );
