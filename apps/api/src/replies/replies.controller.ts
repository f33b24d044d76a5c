import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { listReplies, replyById, type ReplySummary } from '#readmodel/replies/queries.js';
import { known } from '#readmodel/vocabulary.js';
import { trailEntry } from '../communications/communication-reads.js';
import type { TrailEntry } from '../communications/communication-view.js';
import { Allow } from '../http/access.js';
import { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { type ListView, listing } from '../http/listing.js';
import { notFound } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Gives } from '../openapi/routes.js';
import { ClassifyReply } from './classify-reply.js';
import { ClassifyBody, RepliesQuery, replyFilters, ReplyParameter } from './replies.dto.js';

/** A reply with everything that was found out about it. */
export interface ReplyView extends ReplySummary {
  readonly trail: readonly TrailEntry[];
}

@ApiTags('replies')
@Controller('v1/replies')
export class RepliesController {
  constructor(
    private readonly classification: ClassifyReply,
    private readonly installation: Installation,
  ) {}

  /** The newest first. */
  @Get()
  @Allow('viewer')
  @Gives('ReplyList')
  list(@Req() { url }: FastifyRequest, @Query() query: RepliesQuery): Promise<Answer<ListView<ReplySummary>>> {
    const { after, limit = 50, direction = 'desc' } = query;
    return listing(this.installation, url, 'replies', () =>
      listReplies(this.installation.pool, {
        filters: replyFilters(query),
        direction,
        limit,
        ...(after === undefined ? {} : { cursor: after }),
      }),
    );
  }

  @Get(':id')
  @Allow('viewer')
  @Gives('Reply')
  async get(@Param() { id }: ReplyParameter): Promise<ReplyView> {
    return this.view(await this.find(id));
  }

  /** What kind of answer it is, by a person's word. Who opts out or complains gets nothing further. */
  @Post(':id/classify')
  @Allow('operator')
  @Gives('Reply')
  async classify(
    @Ask() asked: Asked,
    @Param() { id }: ReplyParameter,
    @Body() body: ClassifyBody,
  ): Promise<Answer<ReplyView>> {
    await this.classification.as(await this.find(id), body.class, asked.context);
    const view = await this.view(await this.find(id));
    return new Answer(200, view, {}, remembered(view));
  }

  private async find(id: string): Promise<ReplySummary> {
    const reply = await replyById(this.installation.pool, id);
    if (reply === null) throw notFound('reply');
    return reply;
  }

  /** The newest class comes from the thread itself: the read model may lag behind a decision just made. */
  private async view(reply: ReplySummary): Promise<ReplyView> {
    const thread = known(['thread'], await this.installation.store.read(`thread-${reply.threadId}`));
    const own = thread.filter(({ data }) => data.replyId === reply.id);
    const newest = own.findLast((event) => event.type === 'ReplyClassified')?.data;
    const { message } = reply;
    return {
      ...reply,
      ...(newest === undefined ? {} : { class: newest.class, rule: newest.rule, bounceStatus: newest.status ?? null }),
      message:
        message === null ? null : { ...message, text: readable(message.text), subject: readable(message.subject) },
      trail: own.map(trailEntry),
    };
  }
}

/** What is remembered of an answer outlives the erasing of a contact. */
const remembered = ({ message: _, ...view }: ReplyView): ReplyView => ({
  ...view,
  contact: view.contact && { id: view.contact.id, externalId: null, name: null },
  message: null,
});

/** Strangers wrote it: whatever would move a terminal's cursor or turn its writing direction is taken out. */
const readable = (text: string | null): string | null =>
  text?.replaceAll(/(?![\t\n\r])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '') ?? null;
