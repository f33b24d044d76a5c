import { backOffMs, waitOrAbort } from '../back-off.js';
import type { Bell } from '../bell.js';
import { RecentPages } from '../feed/recent-pages.js';
import type { Tail as SharedTail } from '../feed/shared-tails.js';
import { LogUnavailable, type RecordedEvent } from '../port.js';
import type { Row, Run } from './connections.js';
import { readNews } from './pages.js';
import { type Place, places } from './place.js';
import { sizeOf } from './rows.js';

export interface TailOptions {
  readonly run: Run;
  /** Rung when there may be something to read. */
  readonly wakeUps: Bell;
  readonly decode: (row: Row) => RecordedEvent;
  readonly onTrouble: (error: Error) => void;
  readonly pollMs: number;
}

const pageSize = 500;
/** Shortest time between two looks at the log: many appends share one page. */
const breathMs = 5;
const retry = { first: 100, most: 5_000 };

/** Reads the newest pages of the log as they come. */
export class Tail implements SharedTail<Place> {
  readonly pages: RecentPages<Place>;
  failed: Error | undefined;
  private readonly stopped = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    from: Place,
    private readonly options: TailOptions,
  ) {
    this.pages = new RecentPages(from, places);
    this.running = this.follow();
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.pages.news.ring();
    await this.running;
  }

  private async follow(): Promise<void> {
    const { wakeUps, pollMs, onTrouble } = this.options;
    const { signal } = this.stopped;
    let waitMs = pollMs;
    let failures = 0;
    while (!signal.aborted) {
      const { rung } = wakeUps;
      try {
        const held = await this.readOn();
        failures = 0;
        // Nobody rings when a slow transaction ends: look again soon, and less often the longer it takes.
        waitMs = held ? Math.min(pollMs, waitMs === pollMs ? breathMs : waitMs * 2) : pollMs;
        await waitOrAbort(breathMs, signal);
        await wakeUps.heard(rung, waitMs, signal);
      } catch (error) {
        if (!(error instanceof LogUnavailable)) return this.fail(error);
        onTrouble(error);
        await waitOrAbort(backOffMs(failures, retry), signal);
        failures += 1;
      }
    }
  }

  /** Reads everything there is. True when committed events wait behind a slow transaction. */
  private async readOn(): Promise<boolean> {
    const { run, decode } = this.options;
    for (;;) {
      const { rows, to, short, held } = await readNews(run, this.pages.to, pageSize);
      const bytes = rows.reduce((sum, row) => sum + sizeOf(row), 0);
      if (rows.length > 0) this.pages.keep({ events: rows.map(decode), to, bytes }, short);
      else this.pages.mark(true);
      if (short || this.stopped.signal.aborted) return held;
    }
  }

  private fail(error: unknown): void {
    this.failed = error instanceof Error ? error : new Error(String(error));
    this.pages.news.ring();
  }
}
