import { Body, Controller, Get, Param, Post, Put, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { campaignDecider, type CampaignStatus } from '#domain/campaign/decide.js';
import type { CampaignCommand, CampaignDefinition } from '#domain/campaign/messages.js';
import { isPublished } from '#domain/versioned/state.js';
import type { DefinitionHead } from '#readmodel/definitions/queries.js';
import { type DefinitionArea, definitionArea, listOfDefinitions } from '../definitions/definition-area.js';
import { DiffParameter, IdParameter, VersionParameter } from '../definitions/definition-parameters.dto.js';
import { definitionRefusals } from '../definitions/definition-rules.js';
import { DefinitionsQuery } from '../definitions/definitions-query.dto.js';
import type { DefinitionView, VersionDiff, VersionList, VersionView } from '../definitions/definition-view.js';
import { type HasLessons, lessonsOf } from '../lessons/lessons-of.js';
import { Allow } from '../http/access.js';
import { allowances } from '../http/actions.js';
import type { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { CommandBody } from '../http/command-body.dto.js';
import { type Accepted, Commands } from '../http/commands.js';
import type { ListView } from '../http/listing.js';
import { Installation } from '../installation.js';
import { Commits, Edits, Gives } from '../openapi/routes.js';
import { checkCampaign } from './campaign-checks.js';
import { CampaignBody, campaignOf, DuplicateBody } from './campaigns.dto.js';
import { ExecuteCampaign } from './campaigns.handler.js';

export type CampaignView = DefinitionView<CampaignDefinition, CampaignStatus> & HasLessons;

const actions = (status: CampaignStatus) => {
  const archived = status === 'archived' ? 'the campaign is archived' : null;
  return allowances({
    revise: archived,
    activate: archived ?? (status === 'active' ? 'the campaign is active' : null),
    pause: archived ?? (status === 'active' ? null : 'the campaign is not active'),
    archive: archived,
    duplicate: null,
    run: archived ?? (status === 'active' ? null : 'only an active campaign runs, except for tests'),
    'test-run': archived,
  });
};

@ApiTags('campaigns')
@Controller('v1/campaigns')
export class CampaignsController {
  private readonly campaigns: DefinitionArea<CampaignCommand, CampaignDefinition, CampaignView>;

  constructor(
    commands: Commands,
    private readonly installation: Installation,
  ) {
    this.campaigns = definitionArea(commands, installation.store, {
      kind: 'campaign',
      decider: campaignDecider,
      actions,
      details: (state) => lessonsOf('campaign', isPublished(state) ? state.id : ''),
      refusals: { ...definitionRefusals, 'not-active': 'action-not-allowed' },
      command: (id, command, context) => new ExecuteCampaign(id, command, context),
    });
  }

  @Post()
  @Allow('manager')
  @Commits('Campaign', 201)
  async define(@Ask() asked: Asked, @Body() body: CampaignBody): Promise<Answer<CampaignView | Accepted>> {
    return this.campaigns.define(asked, await checkCampaign(this.installation.store, campaignOf(body)), body.summary);
  }

  @Put(':id')
  @Allow('manager')
  @Edits()
  @Commits('Campaign')
  async revise(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() body: CampaignBody,
  ): Promise<Answer<CampaignView | Accepted>> {
    const campaign = await checkCampaign(this.installation.store, campaignOf(body));
    return this.campaigns.revise(asked, id, campaign, body.summary);
  }

  /** A new campaign with the same definition; it starts as a draft. */
  @Post(':id/duplicate')
  @Allow('manager')
  @Commits('Campaign', 201)
  async duplicate(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() body: DuplicateBody,
  ): Promise<Answer<CampaignView | Accepted>> {
    const { definition, version } = (await this.campaigns.reads.view(id)).body;
    const name = body.name ?? `Copy of ${definition.name}`.slice(0, 200);
    return this.campaigns.define(asked, { ...definition, name }, `Copy of ${id}, version ${version}`);
  }

  @Post(':id/activate')
  @Allow('manager')
  @Commits('Campaign')
  activate(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() _body: CommandBody,
  ): Promise<Answer<CampaignView | Accepted>> {
    return this.campaigns.act(asked, id, { type: 'Activate', data: {} });
  }

  /** No further run starts; what runs goes on. */
  @Post(':id/pause')
  @Allow('operator')
  @Commits('Campaign')
  pause(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() _body: CommandBody,
  ): Promise<Answer<CampaignView | Accepted>> {
    return this.campaigns.act(asked, id, { type: 'Pause', data: {} });
  }

  @Post(':id/archive')
  @Allow('manager')
  @Commits('Campaign')
  archive(
    @Ask() asked: Asked,
    @Param() { id }: IdParameter,
    @Body() _body: CommandBody,
  ): Promise<Answer<CampaignView | Accepted>> {
    return this.campaigns.act(asked, id, { type: 'Archive', data: {} });
  }

  @Get()
  @Allow('viewer', 'service')
  @Gives('CampaignList')
  list(
    @Req() request: FastifyRequest,
    @Query() query: DefinitionsQuery,
  ): Promise<Answer<ListView<DefinitionHead<'campaign'>>>> {
    return listOfDefinitions(this.installation, 'campaign', request.url, query);
  }

  @Get(':id')
  @Allow('viewer', 'service')
  @Gives('Campaign')
  get(@Param() { id }: IdParameter): Promise<Answer<CampaignView>> {
    return this.campaigns.get(id);
  }

  @Get(':id/versions')
  @Allow('viewer')
  @Gives('VersionList')
  versions(@Param() { id }: IdParameter): Promise<VersionList> {
    return this.campaigns.reads.versions(id);
  }

  @Get(':id/versions/:version')
  @Allow('viewer')
  @Gives('CampaignVersion')
  version(@Param() { id, version }: VersionParameter): Promise<VersionView<CampaignDefinition>> {
    return this.campaigns.reads.version(id, version);
  }

  @Get(':id/versions/:a/diff/:b')
  @Allow('viewer')
  @Gives('VersionDiff')
  diff(@Param() { id, a, b }: DiffParameter): Promise<VersionDiff> {
    return this.campaigns.reads.diff(id, a, b);
  }
}
