import { Controller, Get, Headers, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Position, type RecordedEvent, start } from '#eventstore/port.js';
import { Allow } from '../http/access.js';
import { entryOf } from '../http/entry.js';
import { nextLink } from '../http/paging.js';
import { invalidRequest, type Problem } from '../http/problem.js';
import { Installation } from '../installation.js';
import { eventTypes, type EventTypesView } from '../openapi/documents.js';
import { Gives } from '../openapi/routes.js';
import { type EventFilter, feedFilterOf, passes } from './event-filter.js';
import { EventsQuery, typesOf } from './events.dto.js';
import { EventStream } from './event-stream.js';
import { type EventPageView, viewOf } from './event-view.js';

/** Pages of the log that one request reads at most: a rare type is looked for over several requests. */
const mostPages = 20;
const pageSize = 500;
/** What a console that was away is told of what it missed: beyond it, reading lists again is less work. */
const ofSession = 1_000;

@ApiTags('events')
@Controller('v1')
export class EventsController {
  constructor(
    private readonly installation: Installation,
    private readonly stream: EventStream,
  ) {}

  /**
   * The log, oldest first; with `Accept: text/event-stream` the same as server-sent events, on and on, each once the lists
   * show it, for a reader that says with `Last-Event-ID` where it was. In order per stream and per run, without personal data.
   */
  @Get('events')
  @Allow('viewer', 'service')
  @ApiHeader({ name: 'Last-Event-ID', required: false, schema: { type: 'string' } })
  @Gives('EventPage')
  async events(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() { after, type, run, catchUp, limit = 100 }: EventsQuery,
    @Headers('last-event-id') lastEventId: string | undefined,
  ): Promise<void> {
    const filter: EventFilter = {
      ...(type === undefined ? {} : { types: typesOf(type) }),
      ...(run === undefined ? {} : { run }),
    };
    if (request.headers.accept?.includes('text/event-stream')) {
      const entry = entryOf(request);
      const most = catchUp ?? (entry.session === null ? null : ofSession);
      const given = lastEventId ?? after;
      const from = given === 'head' ? null : this.placeOf(given);
      if (from === undefined && most === null) throw badCursor();
      return this.stream.write(reply, entry, { after: from ?? null, filter, catchUp: most });
    }
    const from = after === 'head' ? await this.installation.store.head() : this.placeOf(after);
    if (from === undefined) throw badCursor();
    const page = await this.page(from, filter, limit);
    await reply.headers({ 'cache-control': 'no-store', ...nextLink(request.url, page.next) }).send(page);
  }

  /** Every type of event with the JSON Schema of its data. */
  @Get('event-types')
  @Allow('viewer', 'service')
  @Gives('EventTypes')
  eventTypes(): EventTypesView {
    return eventTypes();
  }

  private async page(after: Position, filter: EventFilter, limit: number): Promise<EventPageView> {
    const items: RecordedEvent[] = [];
    let next = after;
    for (let pages = 0; pages < mostPages; pages += 1) {
      const page = await this.installation.store.readAll(next, pageSize, feedFilterOf(filter));
      for (const event of page.events) {
        if (passes(filter, event)) items.push(event);
        next = event.position;
        if (items.length === limit) return { items: items.map(viewOf), next, caughtUp: false };
      }
      next = page.checkpoint;
      if (page.caughtUp) return { items: items.map(viewOf), next, caughtUp: true };
    }
    return { items: items.map(viewOf), next, caughtUp: false };
  }

  /** Undefined for what is no place of this log. */
  private placeOf(given: string | undefined): Position | undefined {
    if (given === undefined || given === '') return start;
    const position = given as Position;
    try {
      this.installation.store.compare(position, start);
      return position;
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
  }
}

const badCursor = (): Problem =>
  invalidRequest([{ parameter: 'after', code: 'bad-cursor', detail: 'is no position of this log' }]);
