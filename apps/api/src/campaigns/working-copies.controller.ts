import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  copiesOf,
  discardCopy,
  keepCopy,
  noCopy,
  type OthersCopy,
  type WorkingCopy,
} from '#platform/working-copies/working-copies.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { type Answer, noContent, ok } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { etagOf, requireMatch } from '../http/conditions.js';
import { notFound, Problem } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Edits, Gives, GivesNothing } from '../openapi/routes.js';
import { WorkingCopyBody } from './working-copies.dto.js';

export interface WorkingCopiesView {
  readonly campaignId: string;
  /** What you have changed and not published; null: nothing. The ETag names it. */
  readonly mine: WorkingCopy | null;
  /** Who else has changed it and not published. */
  readonly others: readonly OthersCopy[];
}

/** What people write of a campaign before they publish it. One each; no event tells of it, and no run uses it. */
@ApiTags('campaigns')
@Controller('v1/campaigns')
export class WorkingCopiesController {
  constructor(private readonly installation: Installation) {}

  @Get(':id/working-copy')
  @Allow('manager')
  @Gives('WorkingCopies')
  async get(@Ask() { principal }: Asked, @Param() { id }: IdParameter): Promise<Answer<WorkingCopiesView>> {
    return this.view(id, principal.owner);
  }

  /** Keeps your copy. If-Match is the ETag that you read, `"0"` while there is none: another window may have kept it. */
  @Put(':id/working-copy')
  @Allow('manager')
  @Edits()
  @Gives('WorkingCopies')
  async keep(
    @Ask() { principal: { owner }, ifMatch }: Asked,
    @Param() { id }: IdParameter,
    @Body() { base, definition }: WorkingCopyBody,
  ): Promise<Answer<WorkingCopiesView>> {
    const { pool, store } = this.installation;
    if ((await store.read(`campaign-${id}`, { limit: 1 })).length === 0) throw notFound('campaign');
    const revision = (await copiesOf(pool, id, owner)).mine?.revision ?? noCopy;
    requireMatch(ifMatch, revision);
    if (!(await keepCopy(pool, { campaignId: id, owner, base, definition }, revision)))
      throw new Problem('stale-version', 'it was kept from another window at the same time');
    return this.view(id, owner);
  }

  /** Lets go what you have not published. */
  @Delete(':id/working-copy')
  @Allow('manager')
  @GivesNothing()
  async discard(@Ask() { principal }: Asked, @Param() { id }: IdParameter): Promise<Answer<null>> {
    await discardCopy(this.installation.pool, id, principal.owner);
    return noContent();
  }

  private async view(campaignId: string, owner: string): Promise<Answer<WorkingCopiesView>> {
    const { mine, others } = await copiesOf(this.installation.pool, campaignId, owner);
    if (mine === null) return ok({ campaignId, mine, others }, { etag: etagOf(noCopy) });
    const { revision, ...copy } = mine;
    return ok({ campaignId, mine: copy, others }, { etag: etagOf(revision) });
  }
}
