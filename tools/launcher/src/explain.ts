import { errorText } from '#platform/database/error-text.js';

import { AlreadyRunning } from './database.js';
import { WrongSettings } from './launcher.js';

/** Why a start failed, for somebody at a terminal; `apiUrl` is where the other one runs, if it says so already. */
export function explain(error: unknown, apiUrl: string | undefined): string {
  if (error instanceof WrongSettings) {
    return `The settings are wrong:\n${error.faults.map((fault) => `  - ${fault}`).join('\n')}`;
  }
  if (error instanceof AlreadyRunning) return `${error.message}: ${apiUrl ?? 'it is starting'}`;
  if (!(error instanceof Error)) return String(error);
  // "migration … failed" alone helps nobody: the reason is its cause.
  const cause = error.cause === undefined ? '' : ` (${errorText(error.cause)})`;
  return `Sortie could not start: ${error.message}${cause}`;
}
