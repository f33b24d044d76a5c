import { once } from 'node:events';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Position } from '#eventstore/port.js';
import { Installation } from '../installation.js';
import { type EventFilter, feedFilterOf, passes } from './event-filter.js';
import { viewOf } from './event-view.js';

/** Comment lines keep proxies from closing a quiet connection, and find out that a reader has gone. */
const heartbeatMs = 15_000;

/** Then the reader connects again with its Last-Event-ID, and its key is looked at again. */
const longestMs = 30 * 60_000;

/** Server-sent events (WHATWG HTML §9.2): the id of each is its position, so a reader that comes back misses none. */
@Injectable()
export class EventStream implements OnModuleDestroy {
  private readonly stopping = new AbortController();

  constructor(private readonly installation: Installation) {}

  /** Ends with the connection, with the server, or after half an hour. */
  async write(reply: FastifyReply, after: Position, filter: EventFilter): Promise<void> {
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
    const heartbeat = setInterval(() => raw.write(': still here\n\n'), heartbeatMs);
    try {
      for await (const page of this.installation.store.subscribe(after, { ...feedFilterOf(filter), signal })) {
        const text = page.events.filter((event) => passes(filter, event)).map(messageOf);
        // A page with nothing for this reader still moves its place, or it would come back to the beginning.
        text.push(`id: ${page.checkpoint}\n\n`);
        // A reader that does not read holds back its own pages only.
        if (!raw.write(text.join('')) && !signal.aborted) await once(raw, 'drain', { signal });
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      clearInterval(heartbeat);
      raw.end();
    }
  }

  onModuleDestroy(): void {
    this.stopping.abort();
  }
}

const messageOf = (event: Parameters<typeof viewOf>[0]): string =>
  `id: ${event.position}\nevent: ${event.type}\ndata: ${JSON.stringify(viewOf(event))}\n\n`;
