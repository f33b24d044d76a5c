import { Body, Controller, Get, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { ScheduleRejectionCode } from '#domain/schedule/decide.js';
import { faultsOfSchedule } from '#domain/schedule/faults.js';
import type { ScheduleCommand, ScheduleDefinition } from '#domain/schedule/messages.js';
import { versionOf } from '#eventstore/definitions.js';
import { databaseClock } from '#platform/database/clock.js';
import { intlZones } from '#platform/zones/zones.js';
import { listSchedules } from '#readmodel/schedules/queries.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { type Answer, ok } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { CommandBody } from '../http/command-body.dto.js';
import { type Accepted, Commands } from '../http/commands.js';
import { etagOf, requireMatch } from '../http/conditions.js';
import { NeedsIdempotencyKey } from '../http/idempotency.js';
import { listing, type ListView } from '../http/listing.js';
import { notFound, type ProblemKind } from '../http/problem.js';
import { refuse } from '../http/refuse.js';
import { Installation } from '../installation.js';
import { Commits, Edits, Gives } from '../openapi/routes.js';
import { requireReady } from '../runs/start-run.js';
import { backfillPreview } from './backfill.js';
import { type ScheduleListItem, scheduleListItem, type ScheduleView, scheduleView } from './schedule-view.js';
import { SchedulesQuery } from './schedules-query.dto.js';
import { BackfillBody, boundsOf, ScheduleBody, scheduleOf } from './schedules.dto.js';
import { ExecuteSchedule } from './schedules.handler.js';

const refusals = {
  'no-such-schedule': 'not-found',
  archived: 'action-not-allowed',
  'stale-version': 'stale-version',
  'not-over': 'action-not-allowed',
} as const satisfies Record<ScheduleRejectionCode, ProblemKind>;

type ScheduleAnswer = Promise<Answer<ScheduleView | Accepted>>;

@ApiTags('schedules')
@Controller('v1/schedules')
export class SchedulesController {
  constructor(
    private readonly commands: Commands,
    private readonly installation: Installation,
  ) {}

  /** A plan of when a campaign is run. It counts from now on. */
  @Post()
  @Allow('manager')
  @Commits('Schedule', 201)
  async set(@Ask() asked: Asked, @Body() body: ScheduleBody): ScheduleAnswer {
    const definition = await this.checked(body);
    const scheduleId = asked.newId;
    return this.act(asked, scheduleId, { type: 'SetSchedule', data: { scheduleId, definition } }, true);
  }

  /** From now on it is this; what was due before is judged by what counted then. */
  @Put(':id')
  @Allow('manager')
  @Edits()
  @Commits('Schedule')
  async change(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() body: ScheduleBody): ScheduleAnswer {
    const { revision, body: before } = await this.view(id);
    requireMatch(asked.ifMatch, revision);
    const definition = await this.checked(body);
    const data = { scheduleId: id, definition, expectedVersion: before.version };
    return this.act(asked, id, { type: 'SetSchedule', data });
  }

  /** What comes due from now on is skipped, and the record says so. */
  @Post(':id/pause')
  @Allow('operator')
  @Commits('Schedule')
  pause(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() _body: CommandBody): ScheduleAnswer {
    return this.act(asked, id, { type: 'PauseSchedule', data: {} });
  }

  @Post(':id/unpause')
  @Allow('operator')
  @Commits('Schedule')
  unpause(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() _body: CommandBody): ScheduleAnswer {
    return this.act(asked, id, { type: 'UnpauseSchedule', data: {} });
  }

  /** For good. Runs that have started go on. */
  @Post(':id/archive')
  @Allow('manager')
  @Commits('Schedule')
  archive(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() _body: CommandBody): ScheduleAnswer {
    return this.act(asked, id, { type: 'ArchiveSchedule', data: {} });
  }

  /** One run now, beside the plan. Refused with every reason at once when the campaign cannot run. */
  @Post(':id/trigger')
  @Allow('operator', 'service')
  @NeedsIdempotencyKey()
  @Commits('Schedule')
  async trigger(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() _body: CommandBody): ScheduleAnswer {
    await this.ready((await this.view(id)).body.definition);
    return this.act(asked, id, { type: 'TriggerSchedule', data: {} });
  }

  /** Starts, all at once, what has no run in a range that is over: 1,000 occurrences at most. */
  @Post(':id/backfill')
  @Allow('operator')
  @NeedsIdempotencyKey()
  @Commits('Schedule')
  async backfill(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() body: BackfillBody): ScheduleAnswer {
    const { definition } = (await this.view(id)).body;
    const { from, to, count } = await backfillPreview(this.installation, id, definition, boundsOf(body));
    await this.ready(definition);
    return this.act(asked, id, { type: 'RequestBackfill', data: { from, to, count } });
  }

  @Get()
  @Allow('viewer', 'service')
  @Gives('ScheduleList')
  list(@Req() request: FastifyRequest, @Query() query: SchedulesQuery): Promise<Answer<ListView<ScheduleListItem>>> {
    const { status, campaign, name, after, limit = 50 } = query;
    const filters = {
      ...(status === undefined ? {} : { status }),
      ...(campaign === undefined ? {} : { campaignId: campaign }),
      ...(name === undefined ? {} : { name }),
    };
    const { pool } = this.installation;
    return listing(this.installation, request.url, 'schedules', async () => {
      const page = await listSchedules(pool, { filters, limit, ...(after === undefined ? {} : { cursor: after }) });
      if (!page.ok) return page;
      const now = await databaseClock(pool);
      return { ...page, items: page.items.map((schedule) => scheduleListItem(schedule, now)) };
    });
  }

  @Get(':id')
  @Allow('viewer', 'service')
  @Gives('Schedule')
  async get(@Param() { id }: IdParameter): Promise<Answer<ScheduleView>> {
    const { body, revision } = await this.view(id);
    return ok(body, { etag: etagOf(revision) });
  }

  private async view(id: string) {
    const { store, pool } = this.installation;
    return scheduleView(store, id, await databaseClock(pool));
  }

  private async checked(body: ScheduleBody): Promise<ScheduleDefinition> {
    const { store, pool } = this.installation;
    const definition = scheduleOf(body);
    refuse(faultsOfSchedule(definition, intlZones, await databaseClock(pool)));
    const { campaignId, campaignVersion } = definition;
    const version = campaignVersion === 'latest' ? 1 : campaignVersion;
    if ((await versionOf(store, 'campaign', { id: campaignId, version })) === null)
      throw campaignVersion === 'latest'
        ? notFound('campaign', '/campaignId')
        : notFound('version of the campaign', '/campaignVersion');
    return definition;
  }

  private async ready({ campaignId, campaignVersion }: ScheduleDefinition): Promise<void> {
    const pinned =
      campaignVersion === 'latest'
        ? null
        : await versionOf(this.installation.store, 'campaign', { id: campaignId, version: campaignVersion });
    const subject = { campaignId, test: false, recipients: 'segment', variables: {} } as const;
    await requireReady(this.installation, { ...subject, ...(pinned === null ? {} : { pinned }) });
  }

  private act(asked: Asked, id: string, command: ScheduleCommand, created = false): ScheduleAnswer {
    return this.commands.send(asked, new ExecuteSchedule(id, command, asked.context), {
      id,
      created,
      location: `/v1/schedules/${id}`,
      refusals,
      readModels: ['schedules'],
      read: () => this.view(id),
      allowedActions: async () => (await this.view(id)).body.allowedActions,
    });
  }
}
