import { setMaxListeners } from 'node:events';
import { backOffMs, waitOrAbort } from '../back-off.js';
import { RecentPages } from '../feed/recent-pages.js';
import type { Tail as SharedTail } from '../feed/shared-tails.js';
import { LogUnavailable, type RecordedEvent } from '../port.js';
import type { Connection } from './connection.js';
import type { Decoder } from './decoder.js';
import { drain } from './drain.js';
import type { Epochs } from './epochs.js';
import { NewestByCategory } from './newest.js';
import { comparePlaces, type Place, placeOf, tokenOf } from './place.js';
import { NoAnswer, translated } from './trouble.js';
import type { LogPages } from './log-pages.js';

export interface TailOptions {
  readonly connection: Connection;
  readonly epochs: Epochs;
  readonly decoder: Decoder;
  readonly pages: LogPages;
  /** The newest entry of the log; undefined when it has none. */
  readonly readEnd: () => Promise<Place | undefined>;
  readonly onTrouble: (error: Error) => void;
  readonly onOtherLog: (error: OtherLog) => void;
  /** How often the subscription is compared with the end of the log. */
  readonly watchMs: number;
  /** How long it may take from the end of the log to the subscription before it counts as dead. */
  readonly silenceMs: number;
}

export const places = {
  compare: comparePlaces,
  tokenOf,
  placeOf: ({ position }: RecordedEvent): Place => placeOf(position),
};

const retry = { first: 100, most: 2_000 };
/** Events that come within this time make one page: every page wakes all subscribers. */
const breathMs = 5;
const fullPage = 500;

/**
 * The process's one subscription: to everything, without a filter, so that it passes exactly what a read of the end
 * sees. It takes itself up again from its own place, whatever ends it, and when it is silent although the log goes on.
 */
export class Tail implements SharedTail<Place> {
  readonly pages: RecentPages<Place>;
  readonly newest: NewestByCategory;
  failed: Error | undefined;
  private readonly stopped = new AbortController();
  /** Ends the subscription of the moment. */
  private current = new AbortController();
  private readonly running: Promise<void>;
  private fresh: { events: RecordedEvent[]; to: Place; bytes: number } | undefined;
  private due: NodeJS.Timeout | undefined;
  /** The farthest end of the log that was seen. */
  private end: Place;
  private connected = false;

  constructor(
    from: Place,
    private readonly options: TailOptions,
  ) {
    this.pages = new RecentPages(from, places);
    this.newest = new NewestByCategory(options.pages);
    this.end = from;
    setMaxListeners(0, this.stopped.signal);
    this.running = this.follow();
  }

  /**
   * Waits until everything that the log held as this was called has passed. Throws `LogUnavailable` when it does not
   * come, and takes the subscription up again.
   */
  async catchUp(): Promise<void> {
    const end = await this.options.readEnd();
    if (!end) return;
    this.sawEnd(end);
    // Only the subscription that was waited for: others who waited may have had it taken up again already.
    const { current } = this;
    if (!(await this.reached(end))) {
      current.abort();
      throw this.failed ?? new LogUnavailable('the feed of the log does not come forward');
    }
  }

  async stop(): Promise<void> {
    this.stopped.abort();
    this.current.abort();
    clearTimeout(this.due);
    this.pages.news.ring();
    await this.running;
  }

  /** False when it stands still for too long before that. */
  private async reached(end: Place): Promise<boolean> {
    const { news } = this.pages;
    let { to } = this.pages;
    let giveUpAt = performance.now() + this.options.silenceMs;
    while (comparePlaces(this.pages.to, end) < 0) {
      if (comparePlaces(this.pages.to, to) > 0) giveUpAt = performance.now() + this.options.silenceMs;
      to = this.pages.to;
      const left = giveUpAt - performance.now();
      if (left <= 0 || this.failed || this.stopped.signal.aborted) return false;
      await news.heard(news.rung, left, this.stopped.signal);
    }
    return true;
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopped;
    for (let failures = 0; !signal.aborted; failures += 1) {
      const { to } = this.pages;
      try {
        await this.subscription();
      } catch (error) {
        this.flush();
        if (!(error instanceof LogUnavailable)) return this.fail(error);
        if (!signal.aborted) this.options.onTrouble(error);
      }
      this.connected = false;
      this.pages.mark(false);
      if (comparePlaces(this.pages.to, to) > 0) failures = 0;
      await waitOrAbort(backOffMs(failures, retry), signal);
    }
  }

  /** One subscription from its beginning to its end. */
  private async subscription(): Promise<void> {
    const { connection, epochs, decoder } = this.options;
    const own = new AbortController();
    this.current = own;
    const current = AbortSignal.any([own.signal, this.stopped.signal]);
    await this.refuseOtherLog();
    const commit = epochs.resume(this.pages.to);
    const fromPosition = commit === undefined ? 'start' : { commit, prepare: commit };
    await connection.hold(async (client, { credentials, requiresLeader }, signal) => {
      const stream = client.subscribeToAll({ credentials, requiresLeader, fromPosition });
      void this.watch(own, current);
      try {
        this.connected = true;
        this.pages.mark(comparePlaces(this.pages.to, this.end) >= 0);
        for await (const resolved of drain(stream, signal)) {
          const entry = decoder.entryOf(resolved);
          if (entry) this.take(entry.place, entry.event, entry.bytes);
        }
      } finally {
        own.abort();
      }
      if (!this.stopped.signal.aborted) throw new NoAnswer('the subscription ended');
    }, current);
  }

  /** Behind the same address there may be another log by now, or an older state of this one. */
  private async refuseOtherLog(): Promise<void> {
    const { connection, epochs, readEnd } = this.options;
    const end = await readEnd();
    if (end) this.sawEnd(end);
    const wentBack = comparePlaces(end ?? { epoch: 0, commit: 0n }, this.pages.to) < 0;
    if (wentBack || !(await epochs.same(connection))) {
      throw new OtherLog('another log answers at this address than when it was opened: start again');
    }
  }

  /** A server may drop a subscription without a word. */
  private async watch(own: AbortController, current: AbortSignal): Promise<void> {
    const { readEnd, watchMs, onTrouble } = this.options;
    while (!current.aborted) {
      await waitOrAbort(watchMs, current);
      if (current.aborted) return;
      try {
        const end = await readEnd();
        if (!end) continue;
        this.sawEnd(end);
        if (await this.reached(end)) continue;
        if (current.aborted) return;
        onTrouble(new LogUnavailable('the feed is silent although the log goes on: taken up again'));
        own.abort();
      } catch (error) {
        if (!current.aborted) onTrouble(translated(error));
      }
    }
  }

  private take(place: Place, event: RecordedEvent | undefined, bytes: number): void {
    if (comparePlaces(place, this.fresh?.to ?? this.pages.to) <= 0) return;
    this.fresh ??= { events: [], to: place, bytes: 0 };
    this.fresh.to = place;
    this.fresh.bytes += bytes;
    if (event) {
      this.newest.note(event);
      this.fresh.events.push(event);
    }
    if (this.fresh.events.length >= fullPage) this.flush();
    else this.due ??= setTimeout(() => this.flush(), breathMs);
  }

  private flush(): void {
    clearTimeout(this.due);
    this.due = undefined;
    const { fresh } = this;
    this.fresh = undefined;
    if (fresh) this.pages.keep(fresh, this.connected && comparePlaces(fresh.to, this.end) >= 0);
  }

  private sawEnd(end: Place): void {
    if (comparePlaces(end, this.end) > 0) this.end = end;
    this.pages.mark(this.connected && comparePlaces(this.pages.to, this.end) >= 0);
  }

  private fail(error: unknown): void {
    this.failed = error instanceof Error ? error : new Error(String(error));
    if (error instanceof OtherLog) this.options.onOtherLog(error);
    this.pages.news.ring();
  }
}

/** Nothing that is read here goes with what was read before: only a new start mends it. */
export class OtherLog extends Error {
  override readonly name = 'OtherLog';
}
