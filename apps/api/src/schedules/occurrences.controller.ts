import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { millisOf } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import { faultsOfSchedule } from '#domain/schedule/faults.js';
import type { ScheduleDefinition } from '#domain/schedule/messages.js';
import { previewOf } from '#domain/schedule/preview.js';
import { scheduleInWords } from '#domain/schedule/words.js';
import { databaseClock } from '#platform/database/clock.js';
import { intlZones } from '#platform/zones/zones.js';
import {
  listOccurrences,
  type Occurrence,
  type OccurrenceFilters,
  type Punctuality,
  punctualityOf,
} from '#readmodel/schedules/queries.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import type { Answer } from '../http/answer.js';
import { instantOf } from '../http/instant.js';
import { listing, type ListView } from '../http/listing.js';
import { yes } from '../http/query-lists.js';
import { refuse } from '../http/refuse.js';
import { sendRowFile } from '../http/row-file.js';
import { rangeOf } from '../http/time-range.js';
import { Installation } from '../installation.js';
import { Gives, GivesFile } from '../openapi/routes.js';
import { backfillPreview } from './backfill.js';
import { type BackfillPreview, type SchedulePreview, scheduleView } from './schedule-view.js';
import { type OccurrenceFilterQuery, OccurrencesFileQuery, OccurrencesQuery } from './schedules-query.dto.js';
import { boundsOf, RangeQuery, ScheduleBody, scheduleOf, TimesQuery } from './schedules.dto.js';

/** Rows of a file that are read at a time. */
const filePage = 1_000;

const occurrenceFilters = (scheduleId: string, query: OccurrenceFilterQuery): OccurrenceFilters => {
  const due = rangeOf(query.from, query.to);
  const onTime = yes(query.onTime);
  return {
    scheduleId,
    ...(due === undefined ? {} : { due }),
    ...(query.outcome === undefined ? {} : { outcomes: query.outcome }),
    ...(onTime === undefined ? {} : { onTime }),
  };
};

/** When schedules come, and when they came. */
@ApiTags('schedules')
@Controller('v1/schedules')
export class OccurrencesController {
  constructor(private readonly installation: Installation) {}

  /** When a schedule would come, in words and by its next times; nothing is stored. */
  @Post('preview')
  @Allow('viewer')
  @Gives('SchedulePreview')
  async preview(@Body() body: ScheduleBody, @Query() query: TimesQuery): Promise<SchedulePreview> {
    const definition = scheduleOf(body);
    const now = await this.now();
    refuse(faultsOfSchedule(definition, intlZones, now));
    return this.timesOf('', definition, query, now);
  }

  /** When it comes: zone, offset and UTC of each time, with a mark on days on which the clocks change. */
  @Get(':id/times')
  @Allow('viewer', 'service')
  @Gives('SchedulePreview')
  async times(@Param() { id }: IdParameter, @Query() query: TimesQuery): Promise<SchedulePreview> {
    return this.timesOf(id, await this.definitionOf(id), query, await this.now());
  }

  /** What became of each occurrence. With `onTime=false`: those that did not run on time, and why. */
  @Get(':id/occurrences')
  @Allow('viewer', 'service')
  @Gives('OccurrenceList')
  async occurrences(
    @Req() request: FastifyRequest,
    @Param() { id }: IdParameter,
    @Query() query: OccurrencesQuery,
  ): Promise<Answer<ListView<Occurrence>>> {
    await this.definitionOf(id);
    const { after, limit = 50 } = query;
    const filters = occurrenceFilters(id, query);
    return listing(this.installation, request.url, 'schedules', () =>
      listOccurrences(this.installation.pool, { filters, limit, ...(after === undefined ? {} : { cursor: after }) }),
    );
  }

  /** The same as a file, however many: with `onTime=false`, what did not run on time, and why. */
  @Get(':id/occurrences/export')
  @Allow('viewer', 'service')
  @GivesFile()
  async occurrencesFile(
    @Res() reply: FastifyReply,
    @Param() { id }: IdParameter,
    @Query() query: OccurrencesFileQuery,
  ): Promise<void> {
    await this.definitionOf(id);
    const filters = occurrenceFilters(id, query);
    return sendRowFile<Occurrence>(reply, {
      name: `occurrences-${id}`,
      format: query.format ?? 'csv',
      columns: {
        dueAt: ({ dueAt }) => dueAt,
        outcome: ({ outcome }) => outcome,
        onTime: ({ onTime }) => onTime,
        latenessMs: ({ latenessMs }) => latenessMs,
        cause: ({ cause }) => cause,
        reason: ({ reason }) => reason,
        detail: ({ detail }) => detail,
        runId: ({ runId }) => runId,
        decidedAt: ({ decidedAt }) => decidedAt,
      },
      page: (cursor) =>
        listOccurrences(this.installation.pool, {
          filters,
          limit: filePage,
          ...(cursor === undefined ? {} : { cursor }),
        }),
    });
  }

  /** How many of the occurrences of a range ran on time, and what became of the others. */
  @Get(':id/punctuality')
  @Allow('viewer', 'service')
  @Gives('Punctuality')
  async punctuality(@Param() { id }: IdParameter, @Query() range: RangeQuery): Promise<Punctuality> {
    await this.definitionOf(id);
    return punctualityOf(this.installation.pool, id, boundsOf(range));
  }

  /** How many runs a backfill of a range would start. */
  @Get(':id/backfill')
  @Allow('viewer')
  @Gives('BackfillPreview')
  async backfill(@Param() { id }: IdParameter, @Query() range: RangeQuery): Promise<BackfillPreview> {
    return backfillPreview(this.installation, id, await this.definitionOf(id), boundsOf(range));
  }

  private now(): Promise<Instant> {
    return databaseClock(this.installation.pool);
  }

  private async definitionOf(id: string): Promise<ScheduleDefinition> {
    return (await scheduleView(this.installation.store, id, await this.now())).body.definition;
  }

  private timesOf(
    scheduleId: string,
    definition: ScheduleDefinition,
    { count = 10, after }: TimesQuery,
    now: Instant,
  ): SchedulePreview {
    const from = millisOf(after === undefined ? now : instantOf(after));
    return {
      words: scheduleInWords(definition, intlZones),
      times: previewOf(definition, intlZones, { scheduleId, after: from, count }),
    };
  }
}
