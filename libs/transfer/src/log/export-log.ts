import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type EventStore, type Position, start } from '#eventstore/port.js';
import { type Clock, systemClock } from '#platform/clock.js';
import type { OnProgress } from '../installation.js';
import type { LogTrailer } from '../log-file/log-lines.js';
import { logFileText } from '../log-file/write-log-file.js';
import { eventsBetween } from './whole-log.js';

export interface Exported extends LogTrailer {
  readonly epoch: number;
}

export interface ExportOptions {
  /** The last event of the copy; default: the newest one. */
  readonly upTo?: Position;
  readonly onProgress?: OnProgress;
  readonly now?: Clock;
  readonly signal?: AbortSignal;
}

/** Writes the log as it is now to a stream, which it ends. Work on the log may go on meanwhile: it is not in the copy. */
export const exportLog = async (
  store: EventStore,
  out: Writable,
  { gzip, ...options }: ExportOptions & { readonly gzip: boolean },
): Promise<Exported> => {
  const { onProgress = () => undefined, now = systemClock, signal } = options;
  const upTo = options.upTo ?? (await store.head());
  const { epoch } = store;
  const ended: { trailer?: LogTrailer } = {};
  async function* pages() {
    let done = 0;
    for await (const page of eventsBetween(store, start, upTo)) {
      yield page;
      done += page.length;
      onProgress({ step: 'events copied', done, total: null });
    }
  }
  const text = logFileText({ format: 'sortie-log', version: 1, epoch, exportedAt: now() }, pages(), (trailer) => {
    ended.trailer = trailer;
  });
  const ending = signal === undefined ? {} : { signal };
  await (gzip ? pipeline(text, createGzip(), out, ending) : pipeline(text, out, ending));
  if (ended.trailer === undefined) throw new Error('the copy of the log ended before its last line');
  return { ...ended.trailer, epoch };
};

/** To a file that must not exist yet; it bears its name once it is whole and on disk. Gzip when the name says so. */
export const exportLogTo = async (store: EventStore, path: string, options: ExportOptions = {}): Promise<Exported> => {
  const draft = `${path}.part`;
  await (await open(path, 'wx', 0o600)).close();
  try {
    const out = createWriteStream(draft, { mode: 0o600, flush: true });
    const exported = await exportLog(store, out, { ...options, gzip: path.endsWith('.gz') });
    await rename(draft, path);
    return exported;
  } catch (error) {
    await rm(draft, { force: true });
    await rm(path, { force: true });
    throw error;
  }
};
