import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import { copiesOf } from '#platform/working-copies/working-copies.js';
import type { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { framedHtml } from '../http/framed-html.js';
import { RequestPipe } from '../http/validation.js';
import { isBlocked, preflight } from '#domain/campaign/preflight.js';
import { latestVersionOf } from '#eventstore/definitions.js';
import { canonicalJson } from '#domain/kernel/canonical-json.js';
import { sha256 } from '#platform/ids.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { asJson } from '../http/json.js';
import { notFound } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';
import { checkCampaign } from './campaign-checks.js';
import type { CampaignTrialView, MissingVariablesView, PreflightView, PreviewView } from './campaign-views.js';
import { CampaignBody, campaignOf, HtmlQuery, PreflightQuery, PreviewBody, TrialBody } from './campaigns.dto.js';
import { preflightFacts } from './preflight-facts.js';
import { previewsFor } from './previews.js';

/** Trying a campaign without running it. Nothing here is recorded, and nothing is sent. */
@ApiTags('campaigns')
@Controller('v1/campaigns')
export class TrialsController {
  private readonly shapes = new RequestPipe();

  constructor(private readonly installation: Installation) {}

  /** What chosen contacts would get from the newest version. */
  @Post(':id/preview')
  @Allow('viewer')
  @NoIdempotencyKey()
  @Gives('CampaignPreview')
  async preview(@Param() { id }: IdParameter, @Body() { contacts: wanted }: PreviewBody): Promise<PreviewView> {
    const campaign = await this.published(id);
    const messages = await previewsFor(this.installation, campaign, wanted);
    return { campaignId: id, version: campaign.version, messages };
  }

  /**
   * The same of a definition that is not published: what speaks against it, whom a variable is missing for, and what
   * chosen contacts would get. A definition that could not be published is refused with the same faults.
   */
  @Post(':id/trial')
  @Allow('viewer')
  @NoIdempotencyKey()
  @Gives('CampaignTrial')
  async trial(
    @Param() { id }: IdParameter,
    @Body() { contacts = [], test = false, ...body }: TrialBody,
  ): Promise<CampaignTrialView> {
    const { definition, hash } = await this.hashed(body);
    const facts = await preflightFacts(this.installation, {
      campaignId: id,
      // It would follow the newest version; there is no number yet.
      pinned: { version: 0, hash, definition },
      test,
      recipients: 'segment',
      variables: {},
    });
    const findings = preflight(facts);
    return {
      campaignId: id,
      test,
      ready: !isBlocked(findings),
      findings,
      recipients: facts.recipients.count,
      ...facts.rendering,
      messages: await previewsFor(this.installation, { hash, definition }, contacts),
    };
  }

  /** The HTML part of what a contact would get, as a document that loads and runs nothing: to be shown in a frame. */
  @Get(':id/html')
  @Allow('viewer')
  @ApiOkResponse({ description: 'The HTML part', content: { 'text/html': { schema: { type: 'string' } } } })
  async html(
    @Ask() { principal }: Asked,
    @Param() { id }: IdParameter,
    @Query() { contact, of = 'published' }: HtmlQuery,
  ): Promise<Answer<string>> {
    const campaign = of === 'published' ? await this.published(id) : await this.writtenBy(principal.owner, id);
    const [message] = await previewsFor(this.installation, campaign, [contact]);
    if (message?.rendered !== true || message.content.html === undefined) throw notFound('HTML part');
    return framedHtml(message.content.html);
  }

  /** Which variables have no value, for how many of the campaign's segment. */
  @Get(':id/missing-variables')
  @Allow('viewer')
  @Gives('MissingVariables')
  async missingVariables(@Param() { id }: IdParameter): Promise<MissingVariablesView> {
    const facts = await this.factsOf(id, false);
    const { version, recipients, rendering } = facts;
    return { campaignId: id, version, recipients: recipients.count, ...rendering };
  }

  /** Every reason at once why the campaign cannot run now. Starting and scheduling refuse with the same list. */
  @Get(':id/preflight')
  @Allow('viewer', 'service')
  @Gives('Preflight')
  async preflight(@Param() { id }: IdParameter, @Query() query: PreflightQuery): Promise<PreflightView> {
    const test = query.test === 'true';
    const facts = await this.factsOf(id, test);
    const findings = preflight(facts);
    return { campaignId: id, version: facts.version, test, ready: !isBlocked(findings), findings };
  }

  private factsOf(campaignId: string, test: boolean): ReturnType<typeof preflightFacts> {
    return preflightFacts(this.installation, { campaignId, test, recipients: 'segment', variables: {} });
  }

  private async published(id: string): Promise<Hashed & { readonly version: number }> {
    const campaign = await latestVersionOf(this.installation.store, 'campaign', id);
    if (campaign === null) throw notFound('campaign');
    return campaign;
  }

  private async writtenBy(owner: string, id: string): Promise<Hashed> {
    const { mine } = await copiesOf(this.installation.pool, id, owner);
    if (mine === null) throw notFound('working copy of yours');
    // Nobody has checked it when it was kept.
    const body = await this.shapes.transform(mine.definition, { type: 'body', metatype: CampaignBody });
    if (!(body instanceof CampaignBody)) throw new Error('what was kept has not become a campaign');
    return this.hashed(body);
  }

  private async hashed(body: CampaignBody): Promise<Hashed> {
    const definition = await checkCampaign(this.installation.store, campaignOf(body));
    return { definition, hash: sha256(canonicalJson(asJson(definition))) };
  }
}

interface Hashed {
  readonly hash: string;
  readonly definition: CampaignDefinition;
}
