import { ftruncateSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { readPages } from './pages.js';
import type { LoggedEvent } from './record.js';

const chunkSize = 16 * 1024 * 1024;

/**
 * The log on disk, appended to before an append is answered. There is no fsync: what the kernel has survives the
 * death of this process by any signal, which is what tests do to it; a power failure is not survived.
 */
export class LogFile {
  private length = 0;

  private constructor(private readonly file: number) {}

  /** Opens or makes the log of a folder; `onEvents` gets what is there, in order, and a torn end is cut off. */
  static open(folder: string, onEvents: (events: readonly LoggedEvent[]) => void): LogFile {
    mkdirSync(folder, { recursive: true });
    const log = new LogFile(openSync(join(folder, 'events.log'), 'a+'));
    let rest = Buffer.alloc(0);
    for (;;) {
      const chunk = Buffer.allocUnsafe(rest.length + chunkSize);
      rest.copy(chunk);
      const read = readSync(log.file, chunk, rest.length, chunkSize, log.length + rest.length);
      if (read === 0) break;
      const filled = chunk.subarray(0, rest.length + read);
      const { events, end } = readPages(filled);
      onEvents(events);
      log.length += end;
      rest = filled.subarray(end);
    }
    ftruncateSync(log.file, log.length);
    return log;
  }

  /** Throws when it cannot write all of it, and leaves nothing of it then. */
  append(page: Buffer): void {
    try {
      for (let written = 0; written < page.length;) written += writeSync(this.file, page, written);
      this.length += page.length;
    } catch (error) {
      ftruncateSync(this.file, this.length);
      throw error;
    }
  }
}
