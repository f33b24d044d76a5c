import { Controller, Get, Param, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import { listCommunications } from '#readmodel/communications/list-communications.js';
import { skipsOfRun } from '#readmodel/communications/queries.js';
import { listReplies, type ReplySummary } from '#readmodel/replies/queries.js';
import { communicationFilters } from '../communications/communications.dto.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { Answer, ok } from '../http/answer.js';
import { type ListView, listing } from '../http/listing.js';
import { PageQuery } from '../http/page-query.dto.js';
import { nextLink } from '../http/paging.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';
import { pinsOf } from './pins.js';
import { communicationsAt, repliesAt } from './run-lists-at.js';
import { runHistory, runInstructions, runVersions } from './run-parts.js';
import { attainmentBy } from './run-attainment.js';
import type {
  HistoryView,
  RunAttainmentView,
  RunInstructionsView,
  RunVersionsView,
  SkipsView,
} from './run-parts-view.js';
import { loadRun } from './run-reads.js';
import {
  AttainmentQuery,
  InstructionsQuery,
  MomentQuery,
  RunCommunicationsAtQuery,
  RunHistoryQuery,
  RunRepliesQuery,
} from './runs.dto.js';

/** What belongs to one run. Each answers 404 for a run that is not there. */
@ApiTags('runs')
@Controller('v1/runs/:id')
export class RunPartsController {
  constructor(private readonly installation: Installation) {}

  /** In the order of the audience. */
  @Get('communications')
  @Allow('viewer')
  @Gives('CommunicationList')
  async communications(
    @Req() { url }: FastifyRequest,
    @Param() { id }: IdParameter,
    @Query() query: RunCommunicationsAtQuery,
  ): Promise<Answer<ListView<CommunicationSummary>>> {
    const { at, after, limit = 50, direction } = query;
    const filters = communicationFilters(query);
    await loadRun(this.installation, id);
    if (at !== undefined) {
      const page = await communicationsAt(this.installation, id, at, { filters, after, limit });
      return ok(page, nextLink(url, page.next));
    }
    return listing(this.installation, url, 'communications', () =>
      listCommunications(this.installation.pool, {
        filters: { ...filters, runId: id },
        limit,
        ...(direction === undefined ? {} : { direction }),
        ...(after === undefined ? {} : { cursor: after }),
      }),
    );
  }

  @Get('replies')
  @Allow('viewer')
  @Gives('ReplyList')
  async replies(
    @Req() { url }: FastifyRequest,
    @Param() { id }: IdParameter,
    @Query() { at, after, limit = 50 }: RunRepliesQuery,
  ): Promise<Answer<ListView<ReplySummary>>> {
    await loadRun(this.installation, id);
    if (at !== undefined) {
      const page = await repliesAt(this.installation, id, at, { after, limit });
      return ok(page, nextLink(url, page.next));
    }
    return listing(this.installation, url, 'replies', () =>
      listReplies(this.installation.pool, {
        filters: { runId: id },
        direction: 'asc',
        limit,
        ...(after === undefined ? {} : { cursor: after }),
      }),
    );
  }

  /** What the messages were made of, and how that differs from the campaign as it is now. */
  @Get('instructions')
  @Allow('viewer')
  @Gives('RunInstructions')
  instructions(
    @Param() { id }: IdParameter,
    @Query() { communication }: InstructionsQuery,
  ): Promise<RunInstructionsView> {
    return runInstructions(this.installation, id, communication);
  }

  /** The run's own revisions, and the campaign's versions with the one it pinned. */
  @Get('versions')
  @Allow('viewer')
  @Gives('RunVersions')
  versions(@Param() { id }: IdParameter, @Query() { at }: MomentQuery): Promise<RunVersionsView> {
    return runVersions(this.installation, id, at);
  }

  /** Everything that happened, numbered from 1. */
  @Get('history')
  @Allow('viewer')
  @Gives('History')
  async history(@Param() { id }: IdParameter, @Query() query: RunHistoryQuery): Promise<HistoryView> {
    await loadRun(this.installation, id);
    return runHistory(this.installation, id, query);
  }

  /** Who got nothing, each with the reason, the rule that said so and that rule's version. */
  @Get('skips')
  @Allow('viewer')
  @Gives('Skips')
  async skips(
    @Req() { url }: FastifyRequest,
    @Param() { id }: IdParameter,
    @Query() { after, limit = 50 }: PageQuery,
  ): Promise<Answer<SkipsView>> {
    const { pool } = this.installation;
    const { run } = await loadRun(this.installation, id);
    const page = await listing(this.installation, url, 'communications', () =>
      listCommunications(pool, {
        filters: { runId: id, statuses: ['skipped', 'rejected', 'expired'] },
        limit,
        ...(after === undefined ? {} : { cursor: after }),
      }),
    );
    const review = { rule: 'review', ruleVersion: pinsOf(run).campaign.version };
    const items = page.body.items.map((item) => (item.rule === null ? { ...item, ...review } : item));
    const counts = (await skipsOfRun(pool, id)).map((count) => (count.rule === null ? { ...count, ...review } : count));
    return new Answer(200, { ...page.body, items, counts }, page.headers);
  }

  /** Computed from the log's facts at every look, so that a run can be judged by a later version of its goal too. */
  @Get('attainment')
  @Allow('viewer')
  @Gives('RunAttainment')
  async attainment(@Param() { id }: IdParameter, @Query() { version }: AttainmentQuery): Promise<RunAttainmentView> {
    const { run } = await loadRun(this.installation, id);
    return attainmentBy(this.installation, run, version);
  }
}
