import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { Position, RecordedEvent } from '#eventstore/port.js';
import { isKeyInForce } from '#platform/access/keys.js';
import { isSessionInForce } from '#platform/access/sessions.js';
import { isDatabaseAway } from '#platform/database/away.js';
import { Passing } from '#readmodel/passing.js';
import type { Entry } from '../http/entry.js';
import { notAuthenticated } from '../http/problem.js';
import { logToken } from '../http/request-log.js';
import { Installation } from '../installation.js';
import { Metrics } from '../metrics/metrics.js';
import { type EventFilter, feedFilterOf, passes } from './event-filter.js';
import { viewOf } from './event-view.js';
import { StreamSlots } from './stream-slots.js';

/** Comment lines keep proxies from closing a quiet connection, and find out that a reader has gone. */
const heartbeatMs = 15_000;

/** Then the reader connects again with its Last-Event-ID. */
const longestMs = 30 * 60_000;

/** Pages of the log that are looked through for what a reader has missed. */
const mostPages = 20;

export interface StreamAsked {
  /** Null: from what is in the log now on. */
  readonly after: Position | null;
  readonly filter: EventFilter;
  /** Most events that a reader is told of what it missed; null: all of them. */
  readonly catchUp: number | null;
}

/**
 * Server-sent events (WHATWG HTML §9.2): the id of each is its position, so a reader that comes back, to whichever
 * process, misses none. An event is sent once the read models hold it: whoever then asks a list finds it there.
 */
@Injectable()
export class EventStream implements OnModuleDestroy {
  private readonly stopping = new AbortController();
  private readonly slots = new StreamSlots();
  private readonly passing: Passing;

  constructor(
    private readonly installation: Installation,
    private readonly metrics: Metrics,
    @Inject(logToken) private readonly log: Logger,
  ) {
    this.passing = new Passing(installation.pool, installation.store);
  }

  /** Ends with the connection, with the server, with the key or session, or after half an hour. */
  async write(reply: FastifyReply, entry: Entry, asked: StreamAsked): Promise<void> {
    if (entry.principal === null) throw notAuthenticated();
    const leave = this.slots.take(entry.principal.keyId, entry.session?.id ?? null);
    const ended = this.metrics.streamOpened();
    reply.hijack();
    const { raw } = reply;
    const gone = new AbortController();
    raw.on('close', () => gone.abort());
    const signal = AbortSignal.any([this.stopping.signal, gone.signal, AbortSignal.timeout(longestMs)]);
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      // Nothing follows on it, and a server that stops need not wait for the reader to hang up.
      connection: 'close',
    });
    raw.write('retry: 1000\n\n');
    const heartbeat = setInterval(() => {
      raw.write(': still here\n\n');
      void this.mayStay(entry).then((may) => may || gone.abort());
    }, heartbeatMs);
    try {
      await this.tell(raw, asked, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      clearInterval(heartbeat);
      leave();
      ended();
      raw.end();
    }
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }

  private async tell(raw: ServerResponse, asked: StreamAsked, signal: AbortSignal): Promise<void> {
    const { store } = this.installation;
    const { filter } = asked;
    const after = await this.place(raw, asked, signal);
    for await (const page of store.subscribe(after, { ...feedFilterOf(filter), signal })) {
      const events = page.events.filter((event) => passes(filter, event));
      await this.passing.events(events, signal);
      if (signal.aborted) return;
      // A page with nothing for this reader still moves its place, or it would come back to the beginning.
      const text = [...events.map(messageOf), `id: ${page.checkpoint}\n\n`].join('');
      // A reader that does not read holds back its own pages only.
      if (!raw.write(text)) await once(raw, 'drain', { signal });
    }
  }

  /** Where the reader goes on; one that missed too much is told so, and goes on from what is there now. */
  private async place(
    raw: ServerResponse,
    { after, filter, catchUp }: StreamAsked,
    signal: AbortSignal,
  ): Promise<Position> {
    if (after !== null && (catchUp === null || !(await this.isFarBehind(after, filter, catchUp)))) return after;
    const head = await this.installation.store.head();
    if (catchUp === null) return head;
    // Lists that are read after this message lack nothing of what is not told.
    await this.passing.head(signal);
    raw.write(`id: ${head}\nevent: reset\ndata: {}\n\n`);
    return head;
  }

  private async isFarBehind(after: Position, filter: EventFilter, most: number): Promise<boolean> {
    const { store } = this.installation;
    let missed = 0;
    let place = after;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const page = await store.readAll(place, 500, feedFilterOf(filter));
      missed += page.events.filter((event) => passes(filter, event)).length;
      if (missed > most) return true;
      if (page.caughtUp) return false;
      place = page.checkpoint;
    }
    return true;
  }

  /** While the database is away nobody is shown out: nothing is known against anybody. */
  private async mayStay({ principal, session }: Entry): Promise<boolean> {
    const { pool } = this.installation;
    try {
      if (session !== null) return await isSessionInForce(pool, session.id);
      return principal !== null && (await isKeyInForce(pool, principal.keyId));
    } catch (error) {
      if (!isDatabaseAway(error)) this.log.error({ err: error }, 'whether a stream may go on is not known');
      return isDatabaseAway(error);
    }
  }
}

const messageOf = (event: RecordedEvent): string =>
  `id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(viewOf(event))}\n\n`;
