import type { Recording } from '../history/recording.js';
import type { Harm } from '../nemesis/fault.js';

/** Does harm and notes it down as nemesis does. */
export const noted = async <T>(
  { injections }: Pick<Recording, 'injections'>,
  { fault, ...harm }: Harm & { readonly fault: string },
  act: () => Promise<T>,
): Promise<T> => {
  const from = Date.now();
  const done = await act();
  injections.push({ id: injections.length + 1, fault, ...harm, from, until: Date.now() });
  return done;
};
