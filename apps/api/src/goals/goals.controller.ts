import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { goalDecider, type GoalState } from '#domain/goal/decide.js';
import type { GoalDefinition } from '#domain/goal/messages.js';
import { define, revise } from '../definitions/definition-commands.js';
import { DiffParameter, IdParameter, VersionParameter } from '../definitions/definition-parameters.js';
import { type DefinitionReads, definitionReads } from '../definitions/definition-reads.js';
import { definitionRefusals } from '../definitions/definition-refusals.js';
import type { DefinitionView, VersionDiff, VersionList, VersionView } from '../definitions/definition-view.js';
import { Allow } from '../http/access.js';
import { allowances } from '../http/actions.js';
import { type Answer, ok } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { CommandBody } from '../http/command-body.dto.js';
import { type Accepted, Commands } from '../http/commands.js';
import { etagOf } from '../http/conditions.js';
import { Installation } from '../installation.js';
import { Commits, Edits, Gives } from '../openapi/routes.js';
import { GoalBody, goalOf } from './goals.dto.js';
import { ExecuteGoal } from './goals.handler.js';

export type GoalView = DefinitionView<GoalDefinition, 'active' | 'archived'>;

const actions = (status: GoalView['status']) => {
  const archived = status === 'archived' ? 'the goal is archived' : null;
  return allowances({ revise: archived, archive: archived });
};

@ApiTags('goals')
@Controller('v1/goals')
export class GoalsController {
  private readonly goals: DefinitionReads<GoalDefinition, GoalState>;

  constructor(
    private readonly commands: Commands,
    { store }: Installation,
  ) {
    this.goals = definitionReads(store, { kind: 'goal', decider: goalDecider, actions });
  }

  @Post()
  @Allow('manager')
  @Commits('Goal', 201)
  define(@Ask() asked: Asked, @Body() body: GoalBody): Promise<Answer<GoalView | Accepted>> {
    const id = asked.newId;
    return this.send(asked, new ExecuteGoal(id, define(id, goalOf(body), body.summary), asked.context), true);
  }

  @Put(':id')
  @Allow('manager')
  @Edits()
  @Commits('Goal')
  async revise(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() body: GoalBody,
  ): Promise<Answer<GoalView | Accepted>> {
    const command = revise(asked.ifMatch, await this.goals.view(id), goalOf(body), body.summary);
    return this.send(asked, new ExecuteGoal(id, command, asked.context));
  }

  @Post(':id/archive')
  @Allow('manager')
  @Commits('Goal')
  archive(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() _body: CommandBody,
  ): Promise<Answer<GoalView | Accepted>> {
    return this.send(asked, new ExecuteGoal(id, { type: 'Archive', data: {} }, asked.context));
  }

  @Get(':id')
  @Allow('viewer', 'service')
  @Gives('Goal')
  async get(@Param() { id }: IdParameter): Promise<Answer<GoalView>> {
    const { body, revision } = await this.goals.view(id);
    return ok(body, { etag: etagOf(revision) });
  }

  @Get(':id/versions')
  @Allow('viewer')
  @Gives('VersionList')
  versions(@Param() { id }: IdParameter): Promise<VersionList> {
    return this.goals.versions(id);
  }

  @Get(':id/versions/:version')
  @Allow('viewer')
  @Gives('GoalVersion')
  version(@Param() { id, version }: VersionParameter): Promise<VersionView<GoalDefinition>> {
    return this.goals.version(id, version);
  }

  @Get(':id/versions/:a/diff/:b')
  @Allow('viewer')
  @Gives('VersionDiff')
  diff(@Param() { id, a, b }: DiffParameter): Promise<VersionDiff> {
    return this.goals.diff(id, a, b);
  }

  private send(asked: Asked, command: ExecuteGoal, created = false): Promise<Answer<GoalView | Accepted>> {
    const { id } = command;
    return this.commands.send(asked, command, {
      id,
      created,
      location: `/v1/goals/${id}`,
      refusals: definitionRefusals,
      readModels: ['definitions'],
      read: () => this.goals.view(id),
      allowedActions: async () => (await this.goals.view(id)).body.allowedActions,
    });
  }
}
