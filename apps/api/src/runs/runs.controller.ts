import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { checkpointOf } from '#readmodel/projection-state.js';
import { listRuns } from '#readmodel/runs/list-runs.js';
import { runCounts } from '#readmodel/runs/queries.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { type Answer, ok } from '../http/answer.js';
import { etagOf } from '../http/conditions.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { type ListView, listing } from '../http/listing.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';
import { type RefreshView, refreshRun } from './refresh.js';
import type { RunCountersView } from './run-parts-view.js';
import { runView, runViewAt } from './run-reads.js';
import type { RunView } from './run-view.js';
import { MomentQuery, RunCountersQuery, runFilters, RunsQuery } from './runs.dto.js';

@ApiTags('runs')
@Controller('v1/runs')
export class RunsController {
  constructor(private readonly installation: Installation) {}

  @Get()
  @Allow('viewer', 'service')
  @Gives('RunList')
  list(@Req() { url }: FastifyRequest, @Query() query: RunsQuery): Promise<Answer<ListView<RunSummary>>> {
    const { pool, clock } = this.installation;
    const { sort = 'created', direction = 'desc', after, limit = 50 } = query;
    return listing(this.installation, url, 'runs', () =>
      listRuns(pool, {
        filters: runFilters(query),
        sort,
        direction,
        limit,
        now: clock(),
        ...(after === undefined ? {} : { cursor: after }),
      }),
    );
  }

  /** How many runs stand in each status. */
  @Get('counters')
  @Allow('viewer', 'service')
  @Gives('RunCounters')
  async counters(@Query() { campaign, type, channel }: RunCountersQuery): Promise<RunCountersView> {
    const { pool } = this.installation;
    const state = await checkpointOf(pool, 'runs');
    const counts = await runCounts(pool, {
      ...(campaign === undefined ? {} : { campaign }),
      ...(type === undefined ? {} : { type }),
      ...(channel === undefined ? {} : { channel }),
    });
    return { counts, total: Object.values(counts).reduce((sum, count) => sum + count, 0), asOf: state?.asOf ?? null };
  }

  /** Never behind; with `at` as it was then. */
  @Get(':id')
  @Allow('viewer', 'service')
  @Gives('Run')
  async get(@Param() { id }: IdParameter, @Query() { at }: MomentQuery): Promise<Answer<RunView>> {
    if (at !== undefined) return ok(await runViewAt(this.installation, id, at));
    const { body, revision } = await runView(this.installation, id);
    return ok(body, { etag: etagOf(revision) });
  }

  /**
   * Folds the run again from the log, and says where the read models differ and what is due. Workers take up what
   * is due by themselves within seconds; nothing here sends.
   */
  @Post(':id/refresh')
  @Allow('operator', 'service')
  @NoIdempotencyKey()
  @Gives('Refresh')
  refresh(@Param() { id }: IdParameter): Promise<RefreshView> {
    return refreshRun(this.installation, id);
  }
}
