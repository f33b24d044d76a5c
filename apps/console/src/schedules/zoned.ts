import { instantOf } from '../parts/wall-time.js';

/** The instant of a wall-clock time; the text itself where the zone is not known, for the API to refuse. */
export const instantIn = (timeZone: string, local: string): string => {
  try {
    return instantOf(local, timeZone.trim()) ?? local;
  } catch {
    return local; // Intl knows no such zone
  }
};
