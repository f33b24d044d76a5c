import { Body, Controller, Get, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { segmentDecider } from '#domain/segment/decide.js';
import { faultsOfSegment } from '#domain/segment/faults.js';
import type { SegmentCommand, SegmentDefinition, SegmentFilter } from '#domain/segment/messages.js';
import type { Contact } from '#vault/contacts/contact.js';
import { surveySegment } from '#vault/segments/segments.js';
import type { DefinitionHead } from '#readmodel/definitions/queries.js';
import { type UsedBy, usedBy } from '#readmodel/definitions/used-by.js';
import { type DefinitionArea, definitionArea, listOfDefinitions } from '../definitions/definition-area.js';
import { DiffParameter, IdParameter, VersionParameter } from '../definitions/definition-parameters.dto.js';
import { archivable, definitionRefusals } from '../definitions/definition-rules.js';
import { DefinitionsQuery } from '../definitions/definitions-query.dto.js';
import type { DefinitionView, VersionDiff, VersionList, VersionView } from '../definitions/definition-view.js';
import { Allow } from '../http/access.js';
import type { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { CommandBody } from '../http/command-body.dto.js';
import { type Accepted, Commands } from '../http/commands.js';
import type { ListView } from '../http/listing.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { refuse } from '../http/refuse.js';
import { Installation } from '../installation.js';
import { Commits, Edits, Gives } from '../openapi/routes.js';
import { SampleQuery, SegmentBody, segmentOf, SegmentPreviewBody } from './segments.dto.js';
import { ExecuteSegment } from './segments.handler.js';

export type SegmentView = DefinitionView<SegmentDefinition, 'active' | 'archived'>;

/** Who passes a filter now. */
export interface AudienceView {
  readonly count: number;
  /** Some of them. */
  readonly sample: readonly Contact[];
}

@ApiTags('segments')
@Controller('v1/segments')
export class SegmentsController {
  private readonly segments: DefinitionArea<SegmentCommand, SegmentDefinition, SegmentView>;

  constructor(
    commands: Commands,
    private readonly installation: Installation,
  ) {
    this.segments = definitionArea(commands, installation.store, {
      kind: 'segment',
      decider: segmentDecider,
      actions: archivable,
      details: () => ({}),
      refusals: definitionRefusals,
      command: (id, command, context) => new ExecuteSegment(id, command, context),
    });
  }

  @Post()
  @Allow('manager')
  @Commits('Segment', 201)
  define(@Ask() asked: Asked, @Body() body: SegmentBody): Promise<Answer<SegmentView | Accepted>> {
    return this.segments.define(asked, checked(body), body.summary);
  }

  @Put(':id')
  @Allow('manager')
  @Edits()
  @Commits('Segment')
  revise(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() body: SegmentBody,
  ): Promise<Answer<SegmentView | Accepted>> {
    return this.segments.revise(asked, id, checked(body), body.summary);
  }

  @Post(':id/archive')
  @Allow('manager')
  @Commits('Segment')
  archive(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() _body: CommandBody,
  ): Promise<Answer<SegmentView | Accepted>> {
    return this.segments.act(asked, id, { type: 'Archive', data: {} });
  }

  /** Who an unsaved filter would be for. */
  @Post('preview')
  @Allow('viewer')
  @NoIdempotencyKey()
  @Gives('SegmentAudience')
  preview(@Body() { filter, sample }: SegmentPreviewBody): Promise<AudienceView> {
    return this.audienceOf(filter, sample);
  }

  /** Who the segment is for right now. */
  @Get(':id/audience')
  @Allow('viewer')
  @Gives('SegmentAudience')
  async audience(@Param() { id }: IdParameter, @Query() { sample }: SampleQuery): Promise<AudienceView> {
    const { body } = await this.segments.reads.view(id);
    return this.audienceOf(body.definition.filter, sample);
  }

  @Get()
  @Allow('viewer')
  @Gives('SegmentList')
  list(
    @Req() request: FastifyRequest,
    @Query() query: DefinitionsQuery,
  ): Promise<Answer<ListView<DefinitionHead<'segment'>>>> {
    return listOfDefinitions(this.installation, 'segment', request.url, query);
  }

  @Get(':id')
  @Allow('viewer')
  @Gives('Segment')
  get(@Param() { id }: IdParameter): Promise<Answer<SegmentView>> {
    return this.segments.get(id);
  }

  /** Campaigns whose newest version points to it, and runs that pinned one of its versions. */
  @Get(':id/used-by')
  @Allow('viewer')
  @Gives('UsedBy')
  async usedBy(@Param() { id }: IdParameter): Promise<UsedBy> {
    await this.segments.reads.view(id);
    return usedBy(this.installation.pool, 'segment', id);
  }

  @Get(':id/versions')
  @Allow('viewer')
  @Gives('VersionList')
  versions(@Param() { id }: IdParameter): Promise<VersionList> {
    return this.segments.reads.versions(id);
  }

  @Get(':id/versions/:version')
  @Allow('viewer')
  @Gives('SegmentVersion')
  version(@Param() { id, version }: VersionParameter): Promise<VersionView<SegmentDefinition>> {
    return this.segments.reads.version(id, version);
  }

  @Get(':id/versions/:a/diff/:b')
  @Allow('viewer')
  @Gives('VersionDiff')
  diff(@Param() { id, a, b }: DiffParameter): Promise<VersionDiff> {
    return this.segments.reads.diff(id, a, b);
  }

  private audienceOf(filter: SegmentFilter | undefined, sample = 10): Promise<AudienceView> {
    return surveySegment(this.installation.pool, filter, sample);
  }
}

const checked = (body: SegmentBody): SegmentDefinition => {
  const segment = segmentOf(body);
  refuse(faultsOfSegment(segment));
  return segment;
};
