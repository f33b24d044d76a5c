import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import { listCommunications } from '#readmodel/communications/list-communications.js';
import { CommunicationParameter } from '../communications/communications.dto.js';
import { Allow } from '../http/access.js';
import { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { CommandBody } from '../http/command-body.dto.js';
import { type ListView, listing } from '../http/listing.js';
import { invalidRequest } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';
import { DecideDrafts, type DecisionView } from './decide-drafts.js';
import { DecideDraftsBody, DraftsQuery } from './drafts.dto.js';
import { RenderAgain, type RenderedAgainView } from './render-again.js';

/** Messages that wait for a reviewer. What they say is at the communication of the same id. */
@ApiTags('drafts')
@Controller('v1/drafts')
export class DraftsController {
  constructor(
    private readonly decisions: DecideDrafts,
    private readonly again: RenderAgain,
    private readonly installation: Installation,
  ) {}

  @Get()
  @Allow('viewer')
  @Gives('CommunicationList')
  list(
    @Req() { url }: FastifyRequest,
    @Query() { run, campaign, contact, after, limit = 50 }: DraftsQuery,
  ): Promise<Answer<ListView<CommunicationSummary>>> {
    return listing(this.installation, url, 'communications', () =>
      listCommunications(this.installation.pool, {
        filters: {
          statuses: ['draft'],
          ...(run === undefined ? {} : { runId: run }),
          ...(campaign === undefined ? {} : { campaignId: campaign }),
          ...(contact === undefined ? {} : { externalId: contact }),
        },
        limit,
        ...(after === undefined ? {} : { cursor: after }),
      }),
    );
  }

  /** Approved drafts are due at once. */
  @Post('approve')
  @Allow('operator')
  @Gives('Decision')
  approve(@Ask() asked: Asked, @Body() body: DecideDraftsBody): Promise<DecisionView> {
    return this.decide('ApproveDraft', asked, body);
  }

  /** Their recipients get nothing. */
  @Post('reject')
  @Allow('operator')
  @Gives('Decision')
  reject(@Ask() asked: Asked, @Body() body: DecideDraftsBody): Promise<DecisionView> {
    return this.decide('RejectDraft', asked, body);
  }

  /** A new draft from the versions that the run pinned and the contact as it is now, beside the old one. */
  @Post(':id/render-again')
  @Allow('operator')
  @Gives('RenderedAgain')
  async renderAgain(
    @Ask() asked: Asked,
    @Param() { id }: CommunicationParameter,
    @Body() _body: CommandBody,
  ): Promise<Answer<RenderedAgainView>> {
    const view = await this.again.draft(id, asked.context);
    // What is remembered of an answer outlives the erasing of a contact.
    const after = { variables: {}, contentHash: view.after.contentHash };
    return new Answer(200, view, {}, { ...view, before: null, after, differences: [] } satisfies RenderedAgainView);
  }

  private decide(
    verdict: 'ApproveDraft' | 'RejectDraft',
    { context }: Asked,
    { drafts, run, seen, note }: DecideDraftsBody,
  ): Promise<DecisionView> {
    if (drafts !== undefined && run === undefined && seen === undefined)
      return this.decisions.chosen(verdict, drafts, note, context);
    if (drafts === undefined && run !== undefined && seen !== undefined)
      return this.decisions.ofRun(verdict, { runId: run, seen, note }, context);
    throw invalidRequest([
      { pointer: '', code: 'ambiguous', detail: 'must have either drafts, or run and seen (a number of its history)' },
    ]);
  }
}
