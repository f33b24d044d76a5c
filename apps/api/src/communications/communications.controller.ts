import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import { listCommunications } from '#readmodel/communications/list-communications.js';
import { renderingsOf } from '#vault/renderings/renderings.js';
import { Allow } from '../http/access.js';
import { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { framedHtml } from '../http/framed-html.js';
import { type ListView, listing } from '../http/listing.js';
import { notFound, Problem, type ProblemKind } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';
import { communicationView } from './communication-reads.js';
import type { CommunicationView, ResolutionView } from './communication-view.js';
import {
  CommunicationParameter,
  CommunicationsQuery,
  filtersAcrossRuns,
  ResolveBody,
  ResolveManyBody,
} from './communications.dto.js';
import { SettleUnknown, type Unsettled } from './settle-unknown.js';

@ApiTags('communications')
@Controller('v1/communications')
export class CommunicationsController {
  constructor(
    private readonly unknowns: SettleUnknown,
    private readonly installation: Installation,
  ) {}

  /** Over all runs, the newest first. */
  @Get()
  @Allow('viewer')
  @Gives('CommunicationList')
  list(
    @Req() { url }: FastifyRequest,
    @Query() query: CommunicationsQuery,
  ): Promise<Answer<ListView<CommunicationSummary>>> {
    const { after, limit = 50, direction } = query;
    return listing(this.installation, url, 'communications', () =>
      listCommunications(this.installation.pool, {
        filters: filtersAcrossRuns(query),
        limit,
        ...(direction === undefined ? {} : { direction }),
        ...(after === undefined ? {} : { cursor: after }),
      }),
    );
  }

  /** Settles several of unknown fate, each for itself. */
  @Post('resolve')
  @Allow('operator')
  @Gives('Resolution')
  async resolveMany(
    @Ask() asked: Asked,
    @Body() { communications, resolution, reason }: ResolveManyBody,
  ): Promise<ResolutionView> {
    const items = await this.unknowns.settle(communications, { resolution, detail: reason }, asked.context);
    return { resolved: items.filter(({ ok }) => ok).length, items };
  }

  /** What it says, from what it was written, and everything that happened to it. */
  @Get(':id')
  @Allow('viewer')
  @Gives('Communication')
  get(@Param() { id }: CommunicationParameter): Promise<CommunicationView> {
    return communicationView(this.installation, id);
  }

  /** The HTML part alone, as a document that loads and runs nothing: to be shown in a frame. */
  @Get(':id/html')
  @Allow('viewer')
  @ApiOkResponse({ description: 'The HTML part', content: { 'text/html': { schema: { type: 'string' } } } })
  async html(@Param() { id }: CommunicationParameter): Promise<Answer<string>> {
    const html = (await renderingsOf(this.installation.pool, [id])).get(id)?.html;
    if (html === undefined) throw notFound('HTML part');
    return framedHtml(html);
  }

  /** Settles one of unknown fate: somebody has found out whether it was sent. */
  @Post(':id/resolve')
  @Allow('operator')
  @Gives('Communication')
  async resolve(
    @Ask() asked: Asked,
    @Param() { id }: CommunicationParameter,
    @Body() { resolution, reason }: ResolveBody,
  ): Promise<Answer<CommunicationView>> {
    const [settled] = await this.unknowns.settle([id], { resolution, detail: reason }, asked.context);
    if (settled?.ok === false) throw refusal(settled);
    const view = await communicationView(this.installation, id);
    return new Answer(200, view, {}, remembered(view));
  }
}

/** What is remembered of an answer outlives the erasing of a contact. */
const remembered = (view: CommunicationView): CommunicationView => ({
  ...view,
  contact: { id: view.contact.id, externalId: null, name: null, address: null },
  rendering: null,
  replies: [],
});

const kinds = {
  'no-such-communication': 'not-found',
  'not-unknown': 'action-not-allowed',
  'resolved-otherwise': 'action-not-allowed',
  contended: 'unavailable',
} as const satisfies Record<Unsettled['code'], ProblemKind>;

const refusal = ({ code, detail }: Unsettled): Problem =>
  code === 'no-such-communication' ? notFound('communication') : new Problem(kinds[code], detail, { code });
