import type { Manifest, RunRequest } from '#domain/run/messages.js';
import type { EventIn } from '#readmodel/vocabulary.js';
import { type Account, accountsOf } from './accounts.js';
import { type Entries, entriesOf, type Entry, isIn } from './entries.js';
import type { History } from './history.js';

/** One run, as its own stream tells it. */
export interface LoggedRun {
  readonly runId: string;
  readonly request: RunRequest;
  /** Null until it has started. */
  readonly manifest: Manifest | null;
  readonly events: readonly Entry<EventIn<'run'>>[];
}

/** The log, taken apart once for all checks. */
export interface Log extends Entries {
  readonly runs: ReadonlyMap<string, LoggedRun>;
  /** By communication. */
  readonly accounts: ReadonlyMap<string, Account>;
  /** By the id under which the message travelled. */
  readonly byMessageId: ReadonlyMap<string, Account>;
}

export const readLog = (history: History): Log => {
  const taken = entriesOf(history);
  const { entries } = taken;
  const accounts = accountsOf(entries);
  const byMessageId = new Map<string, Account>();
  for (const account of accounts.values()) {
    for (const { messageId } of account.claims) byMessageId.set(messageId, account);
  }
  return { ...taken, runs: runsOf(entries), accounts, byMessageId };
};

const runsOf = (entries: readonly Entry[]): ReadonlyMap<string, LoggedRun> => {
  const runs = new Map<string, { -readonly [Part in keyof LoggedRun]: LoggedRun[Part] }>();
  const events = new Map<string, Entry<EventIn<'run'>>[]>();
  for (const { at, event } of entries) {
    if (!isIn('run', event)) continue;
    const { runId } = event.data;
    const own = events.get(runId) ?? [];
    events.set(runId, own);
    own.push({ at, event });
    if (event.type === 'RunRequested' && !runs.has(runId)) {
      runs.set(runId, { runId, request: event.data, manifest: null, events: own });
    }
    const run = runs.get(runId);
    if (event.type === 'RunStarted' && run !== undefined) run.manifest = event.data.manifest;
  }
  return runs;
};
