import { Bell } from '../bell.js';
import type { FeedFilter, RecordedEvent } from '../port.js';
import type { Places, Slice } from './places.js';

export interface Page<P> {
  readonly events: readonly RecordedEvent[];
  readonly to: P;
  /** Rough size in memory. */
  readonly bytes: number;
}

/**
 * Some seconds of a busy log: a read model that falls behind reads every event anew and by itself, which costs more than
 * what it was late with, and so it stays behind.
 */
const most = { events: 20_000, bytes: 64 * 1024 * 1024 };

/**
 * The newest pages of the log, read once per process and shared by all its subscriptions. Whoever is behind the
 * oldest page reads for himself.
 */
export class RecentPages<P> {
  /** Rung when pages have come, or when the end is known to be reached. */
  readonly news = new Bell();
  private readonly pages: Page<P>[] = [];
  private events = 0;
  private bytes = 0;
  private end: P;
  private atHead = false;

  constructor(
    /** Everything after this place is held here, until it grows too old. */
    private from: P,
    private readonly order: Places<P> & { placeOf(event: RecordedEvent): P },
  ) {
    this.end = from;
  }

  /** Everything up to here has been kept, or was. */
  get to(): P {
    return this.end;
  }

  /** What follows `after`: at most `limit` events that pass, or `behind` when older pages are needed. */
  slice(after: P, limit: number, { categories }: FeedFilter): Slice<P, RecordedEvent> | 'behind' {
    if (this.order.compare(after, this.from) < 0) return 'behind';
    const events: RecordedEvent[] = [];
    for (let at = this.firstAfter(after), first = true; at < this.pages.length; at += 1, first = false) {
      const page = this.pages[at];
      if (page === undefined) break;
      // Only the first page can begin before the place.
      for (let index = first ? this.indexAfter(page, after) : 0; index < page.events.length; index += 1) {
        const event = page.events[index];
        if (event === undefined || (categories && !categories.includes(event.category))) continue;
        if (events.length === limit) return { events, to: this.placeOfLast(events, after), caughtUp: false };
        events.push(event);
      }
    }
    const farthest = this.order.compare(this.end, after) > 0 ? this.end : after;
    return { events, to: farthest, caughtUp: this.atHead };
  }

  /** `atHead`: whether nothing further was there as the page was read. */
  keep(page: Page<P>, atHead: boolean): void {
    if (page.events.length > 0) this.push(page);
    this.end = page.to;
    this.atHead = atHead;
    while (this.pages.length > 1 && (this.events > most.events || this.bytes > most.bytes)) {
      const oldest = this.pages.shift();
      if (!oldest) break;
      this.from = oldest.to;
      this.events -= oldest.events.length;
      this.bytes -= oldest.bytes;
    }
    this.news.ring();
  }

  /** Says that nothing further is there, or that there may be. */
  mark(atHead: boolean): void {
    if (this.atHead === atHead) return;
    this.atHead = atHead;
    this.news.ring();
  }

  private push(page: Page<P>): void {
    this.pages.push(page);
    this.events += page.events.length;
    this.bytes += page.bytes;
  }

  /** Subscriptions stand near the end, so that this looks from there. */
  private firstAfter(after: P): number {
    let index = this.pages.length;
    for (; index > 0; index -= 1) {
      const before = this.pages[index - 1];
      if (!before || this.order.compare(before.to, after) <= 0) break;
    }
    return index;
  }

  /** The index of the first event of a page after a place. Places are texts that are understood only where they are needed. */
  private indexAfter({ events }: Page<P>, place: P): number {
    let [from, to] = [0, events.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const event = events[middle];
      if (event !== undefined && this.order.compare(this.order.placeOf(event), place) <= 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  private placeOfLast(events: readonly RecordedEvent[], otherwise: P): P {
    const last = events.at(-1);
    return last === undefined ? otherwise : this.order.placeOf(last);
  }
}
