import { Bell } from '../bell.js';
import type { FeedFilter, RecordedEvent } from '../port.js';
import type { Places, Slice } from './places.js';

export interface Page<P> {
  readonly events: readonly RecordedEvent[];
  readonly to: P;
  /** Rough size in memory. */
  readonly bytes: number;
}

interface Kept<P> extends Page<P> {
  readonly places: readonly P[];
}

const most = { events: 5_000, bytes: 32 * 1024 * 1024 };

/**
 * The newest pages of the log, read once per process and shared by all its subscriptions. Whoever is behind the
 * oldest page reads for himself.
 */
export class RecentPages<P> {
  /** Rung when pages have come, or when the end is known to be reached. */
  readonly news = new Bell();
  private readonly pages: Kept<P>[] = [];
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
    let last = after;
    let to = after;
    for (const page of this.pages.slice(this.firstAfter(after))) {
      for (const [index, event] of page.events.entries()) {
        if (categories && !categories.includes(event.category)) continue;
        const place = page.places[index] ?? this.order.placeOf(event);
        // Only the first page can begin before the place.
        if (to === after && this.order.compare(place, after) <= 0) continue;
        if (events.length === limit) return { events, to: last, caughtUp: false };
        events.push(event);
        last = place;
      }
      to = page.to;
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
    this.pages.push({ ...page, places: page.events.map((event) => this.order.placeOf(event)) });
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
}
