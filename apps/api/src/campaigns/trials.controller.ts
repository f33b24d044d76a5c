import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { isBlocked, preflight } from '#domain/campaign/preflight.js';
import { latestVersionOf } from '#eventstore/definitions.js';
import { contactsByExternalIds } from '#vault/contacts/contacts.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { notFound, Problem } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';
import type { MessagePreview, MissingVariablesView, PreflightView, PreviewView } from './campaign-views.js';
import { PreflightQuery, PreviewBody } from './campaigns.dto.js';
import { preflightFacts } from './preflight-facts.js';
import { renderFor } from './rendering.js';

/** Trying a campaign without running it. Nothing here is recorded, and nothing is sent. */
@ApiTags('campaigns')
@Controller('v1/campaigns')
export class TrialsController {
  constructor(private readonly installation: Installation) {}

  /** What chosen contacts would get from the newest version. */
  @Post(':id/preview')
  @Allow('viewer')
  @NoIdempotencyKey()
  @Gives('CampaignPreview')
  async preview(@Param() { id }: IdParameter, @Body() { contacts: wanted }: PreviewBody): Promise<PreviewView> {
    const { store, pool } = this.installation;
    const campaign = await latestVersionOf(store, 'campaign', id);
    if (campaign === null) throw notFound('campaign');
    const contacts = await contactsByExternalIds(pool, wanted);
    const unknown = [...wanted.entries()].filter(([, externalId]) => !contacts.has(externalId));
    if (unknown.length > 0) {
      throw new Problem('not-found', 'there are no such contacts', {
        errors: unknown.map(([at]) => ({ pointer: `/contacts/${at}`, detail: 'there is no contact with this id' })),
      });
    }
    const goal =
      campaign.definition.goal === null ? null : await latestVersionOf(store, 'goal', campaign.definition.goal);
    const input = { campaign, goal: goal?.definition ?? null, variables: {} };
    const messages = wanted.flatMap((externalId): readonly MessagePreview[] => {
      const contact = contacts.get(externalId);
      if (contact === undefined) return [];
      const result = renderFor(input, contact);
      if (result.ok) return [{ externalId, rendered: true, content: result.content, variables: result.variables }];
      const { ok: _ok, ...failure } = result;
      return [{ externalId, rendered: false, ...failure }];
    });
    return { campaignId: id, version: campaign.version, messages };
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
}
