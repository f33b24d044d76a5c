import { longestHoldHours, type QuietHours, type QuietPolicy } from './messages.js';

/** A campaign's quiet hours with every choice made; `timeZone` is the installation's. */
export const quietPolicyOf = (quiet: QuietHours, timeZone: string): QuietPolicy => ({
  ...quiet,
  holdAtMostHours: quiet.holdAtMostHours ?? longestHoldHours,
  zones: quiet.zones ?? [timeZone],
});
