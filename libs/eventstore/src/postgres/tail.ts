import { backOffMs, waitOrAbort } from '../back-off.js';
import { Bell } from '../bell.js';
import { type FeedFilter, LogUnavailable, type RecordedEvent } from '../port.js';
import type { Row, Run } from './connections.js';
import { readEdge, readPage } from './pages.js';
import { comparePlaces, type Place, placeOf } from './place.js';
import { sizeOf } from './rows.js';

export interface TailOptions {
  readonly run: Run;
  /** Rung when there may be something to read. */
  readonly wakeUps: Bell;
  readonly decode: (row: Row) => RecordedEvent;
  readonly onTrouble: (error: Error) => void;
  readonly pollMs: number;
}

/** What a subscription finds behind its place. */
export interface Slice {
  readonly events: readonly RecordedEvent[];
  readonly to: Place;
  readonly caughtUp: boolean;
}

interface Page {
  readonly events: readonly RecordedEvent[];
  readonly to: Place;
  readonly bytes: number;
}

const pageSize = 500;
const most = { events: 5_000, bytes: 32 * 1024 * 1024 };
/** Shortest time between two looks at the log: many appends share one page. */
const breathMs = 5;
const retry = { first: 100, most: 5_000 };

/**
 * The newest pages of the log, read once per process and shared by all its subscriptions. Whoever is behind the
 * oldest page reads for himself.
 */
export class Tail {
  /** Rung when pages have come. */
  readonly news = new Bell();
  /** An error that no retry mends; subscriptions throw it. */
  failed: Error | undefined;
  private readonly stopped = new AbortController();
  private readonly pages: Page[] = [];
  private events = 0;
  private bytes = 0;
  private to: Place;
  private atHead = false;
  private readonly running: Promise<void>;

  constructor(
    /** Everything after this place is held here, until it grows too old. */
    private from: Place,
    private readonly options: TailOptions,
  ) {
    this.to = from;
    this.running = this.follow();
  }

  /** What follows `after`: at most `limit` events that pass, or `behind` when older pages are needed. */
  slice(after: Place, limit: number, { categories }: FeedFilter): Slice | 'behind' {
    if (comparePlaces(after, this.from) < 0) return 'behind';
    const events: RecordedEvent[] = [];
    let to = after;
    for (const page of this.pages.slice(this.firstAfter(after))) {
      for (const event of page.events) {
        if (categories && !categories.includes(event.category)) continue;
        // Only the first page can begin before the place.
        if (to === after && comparePlaces(placeOf(event.position), after) <= 0) continue;
        const last = events.at(-1);
        if (last && events.length === limit) return { events, to: placeOf(last.position), caughtUp: false };
        events.push(event);
      }
      to = page.to;
    }
    return { events, to, caughtUp: this.atHead };
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.news.ring();
    await this.running;
  }

  /** Subscriptions stand near the end, so that this looks from there. */
  private firstAfter(after: Place): number {
    let index = this.pages.length;
    for (; index > 0; index -= 1) {
      const before = this.pages[index - 1];
      if (!before || comparePlaces(before.to, after) <= 0) break;
    }
    return index;
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
    const { place, held } = await readEdge(run);
    const news = comparePlaces(place, this.to) > 0;
    for (let more = news; more && !this.stopped.signal.aborted;) {
      const { rows, to, short } = await readPage(run, this.to, pageSize, {});
      more = !short;
      this.atHead = short;
      this.keep({ events: rows.map(decode), to, bytes: rows.reduce((sum, row) => sum + sizeOf(row), 0) });
    }
    if (!news && !this.atHead) {
      this.atHead = true;
      this.news.ring();
    }
    return held;
  }

  private keep(page: Page): void {
    if (page.events.length > 0) this.pages.push(page);
    this.to = page.to;
    this.events += page.events.length;
    this.bytes += page.bytes;
    while (this.pages.length > 1 && (this.events > most.events || this.bytes > most.bytes)) {
      const oldest = this.pages.shift();
      if (!oldest) break;
      this.from = oldest.to;
      this.events -= oldest.events.length;
      this.bytes -= oldest.bytes;
    }
    this.news.ring();
  }

  private fail(error: unknown): void {
    this.failed = error instanceof Error ? error : new Error(String(error));
    this.news.ring();
  }
}
