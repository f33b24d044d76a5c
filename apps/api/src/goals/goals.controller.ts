import { Body, Controller, Get, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { goalDecider } from '#domain/goal/decide.js';
import { faultsOfGoal } from '#domain/goal/faults.js';
import type { GoalCommand, GoalDefinition } from '#domain/goal/messages.js';
import { isPublished } from '#domain/versioned/state.js';
import type { DefinitionHead } from '#readmodel/definitions/queries.js';
import { type UsedBy, usedBy } from '#readmodel/definitions/used-by.js';
import { type DefinitionArea, definitionArea, listOfDefinitions } from '../definitions/definition-area.js';
import { DiffParameter, IdParameter, VersionParameter } from '../definitions/definition-parameters.dto.js';
import { archivable, definitionRefusals } from '../definitions/definition-rules.js';
import { DefinitionsQuery } from '../definitions/definitions-query.dto.js';
import type { DefinitionView, VersionDiff, VersionList, VersionView } from '../definitions/definition-view.js';
import { type HasLessons, lessonsOf } from '../lessons/lessons-of.js';
import { Allow } from '../http/access.js';
import type { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { CommandBody } from '../http/command-body.dto.js';
import { type Accepted, Commands } from '../http/commands.js';
import type { ListView } from '../http/listing.js';
import { refuse } from '../http/refuse.js';
import { Installation } from '../installation.js';
import { Commits, Edits, Gives } from '../openapi/routes.js';
import { attainmentOfGoal, type GoalAttainment } from './goal-attainment.js';
import { GoalAttainmentQuery, GoalBody, goalOf } from './goals.dto.js';
import { ExecuteGoal } from './goals.handler.js';

export type GoalView = DefinitionView<GoalDefinition, 'active' | 'archived'> & HasLessons;

@ApiTags('goals')
@Controller('v1/goals')
export class GoalsController {
  private readonly goals: DefinitionArea<GoalCommand, GoalDefinition, GoalView>;

  constructor(
    commands: Commands,
    private readonly installation: Installation,
  ) {
    this.goals = definitionArea(commands, installation.store, {
      kind: 'goal',
      decider: goalDecider,
      actions: archivable,
      details: (state) => lessonsOf('goal', isPublished(state) ? state.id : ''),
      refusals: definitionRefusals,
      command: (id, command, context) => new ExecuteGoal(id, command, context),
    });
  }

  @Post()
  @Allow('manager')
  @Commits('Goal', 201)
  define(@Ask() asked: Asked, @Body() body: GoalBody): Promise<Answer<GoalView | Accepted>> {
    return this.goals.define(asked, checked(body), body.summary);
  }

  @Put(':id')
  @Allow('manager')
  @Edits()
  @Commits('Goal')
  revise(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() body: GoalBody,
  ): Promise<Answer<GoalView | Accepted>> {
    return this.goals.revise(asked, id, checked(body), body.summary);
  }

  @Post(':id/archive')
  @Allow('manager')
  @Commits('Goal')
  archive(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() _body: CommandBody,
  ): Promise<Answer<GoalView | Accepted>> {
    return this.goals.act(asked, id, { type: 'Archive', data: {} });
  }

  @Get()
  @Allow('viewer', 'service')
  @Gives('GoalList')
  list(
    @Req() request: FastifyRequest,
    @Query() query: DefinitionsQuery,
  ): Promise<Answer<ListView<DefinitionHead<'goal'>>>> {
    return listOfDefinitions(this.installation, 'goal', request.url, query);
  }

  @Get(':id')
  @Allow('viewer', 'service')
  @Gives('Goal')
  get(@Param() { id }: IdParameter): Promise<Answer<GoalView>> {
    return this.goals.get(id);
  }

  /** Campaigns whose newest version points to it, and runs that pinned one of its versions. */
  @Get(':id/used-by')
  @Allow('viewer')
  @Gives('UsedBy')
  async usedBy(@Param() { id }: IdParameter): Promise<UsedBy> {
    await this.goals.reads.view(id);
    return usedBy(this.installation.pool, 'goal', id);
  }

  /** How far its runs got, the last started first; computed at every look, so that a later version can judge them too. */
  @Get(':id/attainment')
  @Allow('viewer')
  @Gives('GoalAttainment')
  async attainment(
    @Param() { id }: IdParameter,
    @Query() { version, limit = 20 }: GoalAttainmentQuery,
  ): Promise<GoalAttainment> {
    await this.goals.reads.view(id);
    return attainmentOfGoal(this.installation, { goalId: id, limit, ...(version === undefined ? {} : { version }) });
  }

  @Get(':id/versions')
  @Allow('viewer')
  @Gives('VersionList')
  versions(@Param() { id }: IdParameter): Promise<VersionList> {
    return this.goals.reads.versions(id);
  }

  @Get(':id/versions/:version')
  @Allow('viewer')
  @Gives('GoalVersion')
  version(@Param() { id, version }: VersionParameter): Promise<VersionView<GoalDefinition>> {
    return this.goals.reads.version(id, version);
  }

  @Get(':id/versions/:a/diff/:b')
  @Allow('viewer')
  @Gives('VersionDiff')
  diff(@Param() { id, a, b }: DiffParameter): Promise<VersionDiff> {
    return this.goals.reads.diff(id, a, b);
  }
}

const checked = (body: GoalBody): GoalDefinition => {
  const goal = goalOf(body);
  refuse(faultsOfGoal(goal));
  return goal;
};
