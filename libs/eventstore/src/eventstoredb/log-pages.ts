import { BACKWARDS, END, FORWARDS, START } from '@eventstore/db-client';
import type { Slice } from '../feed/places.js';
import type { FeedFilter, RecordedEvent } from '../port.js';
import type { Connection } from './connection.js';
import type { Decoder, Entry } from './decoder.js';
import { drained } from './drain.js';
import type { Epochs } from './epochs.js';
import { comparePlaces, type Place } from './place.js';

/** What the log holds between two places. */
interface LogPage {
  readonly from: Place;
  readonly entries: readonly Entry[];
  readonly to: Place;
  /** Nothing further was there. */
  readonly short: boolean;
}

export const pageLength = 500;
/** Pages kept for others that read the same stretch, as read models do that are built anew together. */
const mostKept = { pages: 8, bytes: 16 * 1024 * 1024 };

/**
 * Reads the log from anywhere, page by page. The client cannot filter here, so that everything passes by; pages are
 * shared, so that it does so once for all who read at the same time.
 */
export class LogPages {
  private readonly kept: LogPage[] = [];
  /** Reads under way, by where they begin. */
  private readonly coming = new Map<bigint | undefined, { readonly number: number; readonly page: Promise<LogPage> }>();
  private begun = 0;

  constructor(
    private readonly connection: Pick<Connection, 'call'>,
    private readonly epochs: Pick<Epochs, 'resume'>,
    private readonly decoder: Pick<Decoder, 'entryOf'>,
  ) {}

  /** At most `limit` events that pass the filter; ends early when it has gone through `mostPages` of the log. */
  async read(
    after: Place,
    limit: number,
    { categories }: FeedFilter,
    mostPages = Number.POSITIVE_INFINITY,
  ): Promise<Slice<Place, RecordedEvent>> {
    const events: RecordedEvent[] = [];
    let to = after;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const page = await this.pageAfter(to);
      for (const { place, event } of page.entries) {
        if (!event || comparePlaces(place, to) <= 0) continue;
        if (categories && !categories.includes(event.category)) continue;
        events.push(event);
        if (events.length === limit) return { events, to: place, caughtUp: false };
      }
      if (comparePlaces(page.to, to) > 0) to = page.to;
      if (page.short) return { events, to, caughtUp: true };
    }
    return { events, to, caughtUp: false };
  }

  /** From the end back to, and without, a place: newest first, at most `count` entries. */
  async backwards(before: bigint | undefined, count: number): Promise<readonly Entry[]> {
    const fromPosition = before === undefined ? END : { commit: before, prepare: before };
    const resolved = await this.connection.call((client, options, signal) =>
      drained(client.readAll({ ...options, direction: BACKWARDS, fromPosition, maxCount: count }), signal),
    );
    return resolved.flatMap((each) => this.decoder.entryOf(each) ?? []);
  }

  private async pageAfter(after: Place): Promise<LogPage> {
    const asked = this.begun;
    const commit = this.epochs.resume(after);
    for (;;) {
      const kept = this.kept.find(({ from, to }) => comparePlaces(from, after) <= 0 && comparePlaces(after, to) < 0);
      // There may be more by now than when it was read.
      if (kept) return { ...kept, short: false };
      const coming = this.coming.get(commit);
      if (!coming) break;
      if (coming.number > asked) return coming.page;
      // Begun before we asked: it may have ended before what was stored meanwhile, and must not say that nothing is there.
      await coming.page.catch(() => undefined); // whoever began it hears of it
    }
    this.begun += 1;
    const page = this.load(after, commit).finally(() => this.coming.delete(commit));
    this.coming.set(commit, { number: this.begun, page });
    return page;
  }

  private async load(from: Place, commit: bigint | undefined): Promise<LogPage> {
    // The read begins with the event at the position itself.
    const fromPosition = commit === undefined ? START : { commit, prepare: commit };
    const maxCount = pageLength + 1;
    const resolved = await this.connection.call((client, options, signal) =>
      drained(client.readAll({ ...options, direction: FORWARDS, fromPosition, maxCount }), signal),
    );
    const all = resolved.flatMap((each) => this.decoder.entryOf(each) ?? []);
    const entries = all.filter(({ place }) => commit === undefined || place.commit > commit);
    const page = { from, entries, to: all.at(-1)?.place ?? from, short: resolved.length < maxCount };
    if (entries.length > 0) this.keep(page);
    return page;
  }

  private keep(page: LogPage): void {
    const shorter = this.kept.findIndex(({ from }) => comparePlaces(from, page.from) === 0);
    if (shorter >= 0) this.kept.splice(shorter, 1);
    const bytesOf = ({ entries }: LogPage): number => entries.reduce((sum, { bytes }) => sum + bytes, 0);
    this.kept.push(page);
    let bytes = this.kept.reduce((sum, each) => sum + bytesOf(each), 0);
    while (this.kept.length > 1 && (this.kept.length > mostKept.pages || bytes > mostKept.bytes)) {
      const oldest = this.kept.shift();
      if (oldest) bytes -= bytesOf(oldest);
    }
  }
}
