import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { holdDecider } from '#domain/hold/decide.js';
import { type HoldScope, holdStream } from '#domain/hold/messages.js';
import { loadAggregate } from '#eventstore/aggregate.js';
import { type HeldRun, listHeldRuns } from '#readmodel/gates/held-runs.js';
import { type HoldInForce, listHolds } from '#readmodel/gates/queries.js';
import { Allow } from '../http/access.js';
import type { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { type Accepted, Commands } from '../http/commands.js';
import { listing, type ListView } from '../http/listing.js';
import { PageQuery } from '../http/page-query.dto.js';
import { notFound } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Commits, Gives } from '../openapi/routes.js';
import { HoldBody, LiftBody } from './holds.dto.js';
import { ExecuteHold } from './holds.handler.js';

/** Whether claims of this scope are stopped. */
export interface HoldView {
  readonly scope: HoldScope;
  readonly held: boolean;
}

@ApiTags('holds')
@Controller('v1/holds')
export class HoldsController {
  constructor(
    private readonly commands: Commands,
    private readonly installation: Installation,
  ) {}

  /** Every hold in force. */
  @Get()
  @Allow('viewer')
  @Gives('HoldList')
  list(): Promise<Answer<ListView<HoldInForce>>> {
    return listing(this.installation, '/v1/holds', 'gates', async () => ({
      ok: true,
      items: await listHolds(this.installation.pool),
      next: null,
    }));
  }

  /**
   * Every run that has not ended and is on hold by itself. After a restore these are the runs that were open when the
   * backup was made: of their messages without an outcome nobody knows whether they left since.
   */
  @Get('runs')
  @Allow('viewer')
  @Gives('HeldRunList')
  runs(@Req() request: FastifyRequest, @Query() { after, limit = 50 }: PageQuery): Promise<Answer<ListView<HeldRun>>> {
    return listing(this.installation, request.url, 'gates', () =>
      listHeldRuns(this.installation.pool, { limit, ...(after === undefined ? {} : { after }) }),
    );
  }

  /** No worker claims a further message of this scope; what is claimed may still leave. */
  @Post()
  @Allow('operator')
  @Commits('Hold')
  async place(@Ask() asked: Asked, @Body() { scope }: HoldBody): Promise<Answer<HoldView | Accepted>> {
    const [kind, id] = scope.split(':');
    if (kind === 'sender' || kind === 'campaign' || kind === 'run') {
      const [first] = await this.installation.store.read(`${kind}-${id}`, { limit: 1 });
      if (first === undefined) throw notFound(kind, '/scope');
    }
    return this.send(asked, scope, 'PlaceHold');
  }

  @Post('lift')
  @Allow('operator')
  @Commits('Hold')
  lift(@Ask() asked: Asked, @Body() { scope }: LiftBody): Promise<Answer<HoldView | Accepted>> {
    return this.send(asked, scope, 'LiftHold');
  }

  private send(asked: Asked, scope: HoldScope, type: 'PlaceHold' | 'LiftHold'): Promise<Answer<HoldView | Accepted>> {
    return this.commands.send(asked, new ExecuteHold({ type, data: { scope } }, asked.context), {
      id: scope,
      location: '/v1/holds',
      refusals: {},
      readModels: ['gates'],
      read: async () => {
        const { state, events } = await loadAggregate(this.installation.store, holdDecider, holdStream(scope));
        return { revision: events.length - 1, body: { scope, held: state.held } };
      },
    });
  }
}
