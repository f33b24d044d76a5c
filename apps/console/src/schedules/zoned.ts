import { instantOf, wallTimeOf } from '../parts/wall-time.js';

/** The instant of a wall-clock time; the text itself where the zone is not known, for the API to refuse. */
export const instantIn = (timeZone: string, local: string): string => {
  try {
    return instantOf(local, timeZone.trim()) ?? local;
  } catch {
    return local; // Intl knows no such zone
  }
};

/** Whether clocks of the zone show an instant so; of a zone that is not known, they do not. */
export const isShownAs = (instant: string, timeZone: string, local: string): boolean => {
  try {
    return wallTimeOf(instant, timeZone) === local;
  } catch {
    return false; // Intl knows no such zone
  }
};
