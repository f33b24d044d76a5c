import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type {
  Attempt,
  Injection,
  MemorySample,
  Operation,
  QueueLook,
  Read,
  Recovery,
  Replay,
} from '../checker/history.js';

/** An operation while its attempts are being made. */
export interface OpenOperation extends Operation {
  readonly attempts: Attempt[];
}

/** What the parts of the harness note down as it happens. */
export const newRecording = () => ({
  operations: new Array<OpenOperation>(),
  injections: new Array<Injection>(),
  reads: new Array<Read>(),
  queueLooks: new Array<QueueLook>(),
  recoveries: new Array<Recovery>(),
  replays: new Array<Replay>(),
  memory: new Array<MemorySample>(),
  poisoned: new Array<string>(),
});
export type Recording = ReturnType<typeof newRecording>;

/** Writes each list as JSONL, to be read by people and programs. */
export const writeLists = (folder: string, lists: Readonly<Record<string, readonly object[]>>): void => {
  mkdirSync(folder, { recursive: true });
  for (const [name, rows] of Object.entries(lists)) {
    const file = join(folder, `${name}.jsonl`);
    for (let from = 0; from === 0 || from < rows.length; from += 10_000)
      appendFileSync(
        file,
        rows
          .slice(from, from + 10_000)
          .map((row) => `${JSON.stringify(row)}\n`)
          .join(''),
      );
  }
};
