import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { lessonDecider } from '#domain/lesson/decide.js';
import { loadAggregate } from '#eventstore/aggregate.js';
import { lessonById, type LessonSummary, listLessons } from '#readmodel/lessons/queries.js';
import { lessonNote, saveLessonNote } from '#vault/lessons/lesson-notes.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { Answer } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { type Accepted, Commands, type Representation } from '../http/commands.js';
import { listing, type ListView } from '../http/listing.js';
import { notFound } from '../http/problem.js';
import { Installation } from '../installation.js';
import { Commits, Gives } from '../openapi/routes.js';
import { subjectOf } from './lesson-subject.js';
import { LessonBody, LessonsQuery } from './lessons.dto.js';
import { ExecuteLesson } from './lessons.handler.js';

@ApiTags('lessons')
@Controller('v1/lessons')
export class LessonsController {
  constructor(
    private readonly commands: Commands,
    private readonly installation: Installation,
  ) {}

  /** What was decided after a look at a run, a message or a reply, and where it belongs. */
  @Post()
  @Allow('operator')
  @Commits('Lesson', 201)
  async record(
    @Ask() asked: Asked,
    @Body() { about, place, note }: LessonBody,
  ): Promise<Answer<LessonSummary | Accepted>> {
    const { contactId, ...subject } = await subjectOf(this.installation, about);
    const lessonId = asked.newId;
    // Before the event: a lesson whose words are missing reads as erased.
    await saveLessonNote(this.installation.pool, { lessonId, note, contactId });
    const command = new ExecuteLesson({ type: 'RecordLesson', data: { lessonId, place, ...subject } }, asked.context);
    const { status, body, headers } = await this.commands.send(asked, command, {
      id: lessonId,
      created: true,
      location: `/v1/lessons/${lessonId}`,
      refusals: { 'exists-already': 'already-exists' },
      readModels: ['lessons'],
      read: () => this.representation(lessonId),
    });
    // What is remembered of an answer outlives the erasing of a contact.
    return new Answer(status, body, headers, 'note' in body ? { ...body, note: null } : body);
  }

  /** The newest first. */
  @Get()
  @Allow('viewer')
  @Gives('LessonList')
  list(
    @Req() { url }: FastifyRequest,
    @Query() { after, limit = 50, ...filters }: LessonsQuery,
  ): Promise<Answer<ListView<LessonSummary>>> {
    return listing(this.installation, url, 'lessons', () =>
      listLessons(this.installation.pool, { filters, limit, ...(after === undefined ? {} : { cursor: after }) }),
    );
  }

  @Get(':id')
  @Allow('viewer')
  @Gives('Lesson')
  async get(@Param() { id }: IdParameter): Promise<LessonSummary> {
    return (await this.representation(id)).body;
  }

  /** From its own stream while the list does not show it yet. Throws 404. */
  private async representation(id: string): Promise<Representation<LessonSummary>> {
    const { pool, store } = this.installation;
    const row = await lessonById(pool, id);
    if (row !== null) return { body: row, revision: 0 };
    const { state, events } = await loadAggregate(store, lessonDecider, `lesson-${id}`);
    const [first] = events;
    if (state === null || first === undefined) throw notFound('lesson');
    const { lessonId, campaign, goal, sender, ...rest } = state;
    const named = ({ id: of, version }: { readonly id: string; readonly version: number }) => ({ id: of, version });
    const note = await lessonNote(pool, lessonId);
    return {
      body: {
        ...rest,
        id: lessonId,
        campaign: named(campaign),
        goal: named(goal),
        sender: sender === null ? null : named(sender),
        note,
        recordedBy: first.metadata.actor,
        recordedAt: first.metadata.occurredAt,
      },
      revision: 0,
    };
  }
}
