import { Body, Controller, Delete, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  addView,
  changeView,
  chooseView,
  deleteView,
  type Kept,
  listViews,
  mostViews,
  type SavedView,
  viewById,
} from '#platform/saved-views/saved-views.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow, permits } from '../http/access.js';
import { Answer, noContent, ok } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { etagOf, requireMatch } from '../http/conditions.js';
import { notFound, Problem } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Edits, Gives, GivesNew, GivesNothing } from '../openapi/routes.js';
import { NewViewBody, ViewBody, ViewChoiceBody, ViewsQuery } from './saved-views.dto.js';

export interface SavedViewListView {
  /** Your own and those that are shared; pinned ones first, then by name. */
  readonly items: readonly SavedView[];
}

/** How people look at lists. A view belongs to the owner of the key; no event tells of it. */
@ApiTags('views')
@Controller('v1/views')
export class SavedViewsController {
  constructor(private readonly installation: Installation) {}

  @Get()
  @Allow('viewer')
  @Gives('SavedViewList')
  async list(@Ask() { principal }: Asked, @Query() { page }: ViewsQuery): Promise<SavedViewListView> {
    return { items: await listViews(this.installation.pool, principal.owner, page) };
  }

  @Post()
  @Allow('viewer')
  @GivesNew('SavedView')
  async add(@Ask() asked: Asked, @Body() body: NewViewBody): Promise<Answer<SavedView>> {
    const { name, search, page, shared = false } = body;
    maySave(asked, shared);
    const { owner } = asked.principal;
    mustKeep(await addView(this.installation.pool, { id: asked.newId, owner, page, name, search, shared }));
    const view = await this.view(asked, asked.newId);
    return new Answer(201, view, { location: `/v1/views/${view.id}`, etag: etagOf(view.revision) });
  }

  /** A view of yours, or one that somebody shares. */
  @Get(':id')
  @Allow('viewer')
  @Gives('SavedView')
  async get(@Ask() asked: Asked, @Param() { id }: IdParameter): Promise<Answer<SavedView>> {
    return withTag(await this.view(asked, id));
  }

  /** Changes a view of yours, for everybody who sees it: only what you have seen is replaced. */
  @Put(':id')
  @Allow('viewer')
  @Edits()
  @Gives('SavedView')
  async change(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() body: ViewBody): Promise<Answer<SavedView>> {
    const { name, search, shared = false } = body;
    maySave(asked, shared);
    const present = await this.view(asked, id);
    if (!present.mine) throw notFound('view of yours');
    requireMatch(asked.ifMatch, present.revision);
    mustKeep(await changeView(this.installation.pool, asked.principal.owner, present, { name, search, shared }));
    return withTag(await this.view(asked, id));
  }

  /** Deletes a view of yours; an admin also one that somebody else has shared. */
  @Delete(':id')
  @Allow('viewer')
  @GivesNothing()
  async remove(@Ask() { principal }: Asked, @Param() { id }: IdParameter): Promise<Answer<null>> {
    const { owner, role } = principal;
    if (!(await deleteView(this.installation.pool, owner, id, role === 'admin'))) throw notFound('view of yours');
    return noContent();
  }

  /** Pins a view, yours or a shared one, or makes it what the list opens with: for you alone. */
  @Put(':id/choice')
  @Allow('viewer')
  @Gives('SavedView')
  async choose(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() choice: ViewChoiceBody): Promise<SavedView> {
    await chooseView(this.installation.pool, asked.principal.owner, await this.view(asked, id), choice);
    return this.view(asked, id);
  }

  private async view({ principal }: Asked, id: string): Promise<SavedView> {
    const view = await viewById(this.installation.pool, principal.owner, id);
    if (view === null) throw notFound('view');
    return view;
  }
}

const withTag = (view: SavedView): Answer<SavedView> => ok(view, { etag: etagOf(view.revision) });

/** What is shared stands in the lists of others. */
const maySave = ({ principal }: Asked, shared: boolean): void => {
  if (shared && !permits({ kind: 'roles', roles: ['operator'] }, principal.role))
    throw new Problem('not-permitted', 'views are shared by operators and above: save it as your own');
};

const mustKeep = (kept: Kept): void => {
  if (kept.ok) return;
  if (kept.rejected === 'changed-since') throw new Problem('stale-version', 'it was changed at the same time');
  const detail =
    kept.rejected === 'name-taken' ? 'you have a view of this name' : `you have ${mostViews} views: delete one`;
  throw new Problem('already-exists', detail, { code: kept.rejected });
};
