import { finishOf } from '../chaos/checker/testing/good-history.js';
import type { History } from '../chaos/checker/history.js';
import type { RecordedHistory } from './history-file.js';

/** A recorded history as the checker takes one, of which only the log and what the runs came to is known. */
export const allThatTheLogTells = ({ events, release }: Pick<RecordedHistory, 'events' | 'release'>): History => ({
  settings: {
    seed: 0,
    stack: release,
    startedAt: Date.parse(events[0]?.recordedAt ?? ''),
    workers: 1,
    // The recording killed one worker with its e-mail channel full.
    window: { email: 10 },
    channelsWithSink: [],
    suppressionHashes: {},
    raceMs: 5_000,
    memoryLimit: 0,
    otherClients: true,
  },
  operations: [],
  injections: [
    { id: 1, fault: 'worker-kill', target: 'worker', from: 0, until: 0, workersLost: 1, delaysWorkers: false },
  ],
  events,
  subscribers: [],
  receipts: [],
  reads: [],
  queueLooks: [],
  recoveries: [],
  replays: [],
  memory: [],
  exits: [],
  poisoned: [],
  finish: finishOf({ events, poisoned: [] }, Date.parse(events.at(-1)?.recordedAt ?? '')),
});
