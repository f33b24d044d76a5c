import { useRef } from 'react';

interface Asked {
  readonly data: unknown;
  readonly error: unknown;
  readonly isPending: boolean;
}

/** Why there is nothing to show; it stands while the same is asked again, so that the page does not flicker. */
export const useStandingError = ({ data, error, isPending }: Asked): unknown => {
  const last = useRef<unknown>(null);
  if (data !== undefined) last.current = null;
  else if (!isPending || error !== null) last.current = error;
  return last.current;
};
