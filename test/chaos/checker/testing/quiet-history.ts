import type { History } from '../history.js';
import { goodHistory } from './good-history.js';

/** A history in which nothing happens, but for what is given. */
export const quietHistory = (changes: Partial<History> = {}): History => ({
  settings: goodHistory().settings,
  operations: [],
  injections: [],
  events: [],
  subscribers: [],
  receipts: [],
  reads: [],
  queueLooks: [],
  recoveries: [],
  replays: [],
  memory: [],
  exits: [],
  poisoned: [],
  finish: { at: goodHistory().settings.startedAt, runs: [], communications: [], verified: [] },
  ...changes,
});
