import { Body, Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { BulkRejectionCode } from '#domain/bulk/decide.js';
import type { BulkCommand } from '#domain/bulk/messages.js';
import { foldJob } from '#readmodel/bulk/fold.js';
import { type BulkJob, jobOf, listBulkJobs } from '#readmodel/bulk/queries.js';
import { type BulkRowView, listBulkRows, progressOf } from '#readmodel/bulk/rows.js';
import type { JobRow } from '#readmodel/bulk/tables.js';
import { known } from '#readmodel/vocabulary.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { type Answer, ok } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { CommandBody } from '../http/command-body.dto.js';
import { type Accepted, Commands, type Representation } from '../http/commands.js';
import { etagOf } from '../http/conditions.js';
import { NeedsIdempotencyKey, NoIdempotencyKey } from '../http/idempotency.js';
import { listing, type ListView } from '../http/listing.js';
import { notFound, type ProblemKind } from '../http/problem.js';
import { sendRowFile } from '../http/row-file.js';
import { Installation } from '../installation.js';
import { Commits, Gives, GivesFile } from '../openapi/routes.js';
import { BulkBody, BulkFileQuery, BulkQuery, BulkRowsQuery } from './bulk.dto.js';
import { ExecuteBulk } from './bulk.handler.js';
import { type BulkPreview, bulkPreview } from './bulk-preview.js';
import { bulkRequest } from './bulk-request.js';
import { type BulkResultRow, namedRows } from './named-rows.js';

const refusals = {
  'no-such-job': 'not-found',
  'exists-already': 'already-exists',
  ended: 'action-not-allowed',
  'not-over': 'action-not-allowed',
  miscounted: 'action-not-allowed',
} as const satisfies Record<BulkRejectionCode, ProblemKind>;

/** Rows of a file that are read at a time. */
const filePage = 1_000;

type JobAnswer = Promise<Answer<BulkJob | Accepted>>;

/** One action on many runs: a job that a worker carries out, run by run, each by the run's own rules. */
@ApiTags('bulk')
@Controller('v1/bulk')
export class BulkController {
  constructor(
    private readonly commands: Commands,
    private readonly installation: Installation,
  ) {}

  /** How many runs it would be, how many of them would refuse and why, and the newest of them, each with its own answer. Nothing is stored. */
  @Post('preview')
  @Allow('operator', 'service')
  @NoIdempotencyKey()
  @Gives('BulkPreview')
  preview(@Body() body: BulkBody): Promise<BulkPreview> {
    return bulkPreview(this.installation, body);
  }

  /** Freezes the selection and begins. Whoever asks is the actor of all that is done, for the reason given here. */
  @Post()
  @Allow('operator', 'service')
  @NeedsIdempotencyKey()
  @Commits('BulkJob', 201)
  async start(@Ask() asked: Asked, @Body() body: BulkBody): JobAnswer {
    return this.act(asked, asked.newId, await bulkRequest(this.installation, asked, body), true);
  }

  @Get()
  @Allow('viewer', 'service')
  @Gives('BulkJobList')
  list(
    @Req() { url }: FastifyRequest,
    @Query() { status, after, limit = 50 }: BulkQuery,
  ): Promise<Answer<ListView<BulkJob>>> {
    const asked = {
      limit,
      ...(status === undefined ? {} : { status }),
      ...(after === undefined ? {} : { cursor: after }),
    };
    return listing(this.installation, url, 'bulk', () => listBulkJobs(this.installation.pool, asked));
  }

  /** How far it has come; never behind. */
  @Get(':id')
  @Allow('viewer', 'service')
  @Gives('BulkJob')
  async get(@Param() { id }: IdParameter): Promise<Answer<BulkJob>> {
    const { body, revision } = await this.view(id);
    return ok(body, { etag: etagOf(revision) });
  }

  /** What each run answered, in the order of their turns, and how it stands now. */
  @Get(':id/results')
  @Allow('viewer', 'service')
  @Gives('BulkRowList')
  async results(
    @Req() { url }: FastifyRequest,
    @Param() { id }: IdParameter,
    @Query() { result, after, limit = 50 }: BulkRowsQuery,
  ): Promise<Answer<ListView<BulkResultRow>>> {
    await this.view(id);
    const asked = {
      limit,
      ...(result === undefined ? {} : { results: result }),
      ...(after === undefined ? {} : { cursor: after }),
    };
    return listing(this.installation, url, 'bulk', async () => {
      const listed = await listBulkRows(this.installation.pool, id, asked);
      return listed.ok ? { ...listed, items: await namedRows(this.installation, listed.items) } : listed;
    });
  }

  /** The same as a file: all of it, or what answered in one way. */
  @Get(':id/results/export')
  @Allow('viewer', 'service')
  @GivesFile()
  async resultsFile(
    @Res() reply: FastifyReply,
    @Param() { id }: IdParameter,
    @Query() { result, format = 'csv' }: BulkFileQuery,
  ): Promise<void> {
    await this.view(id);
    return sendRowFile<BulkRowView>(reply, {
      name: `bulk-${id}`,
      format,
      columns: {
        place: ({ place }) => place,
        run: ({ runId }) => runId,
        result: ({ result: answer }) => answer,
        code: ({ code }) => code,
        detail: ({ detail }) => detail,
        event: ({ event }) => event?.id,
        revision: ({ event }) => event?.revision,
        position: ({ event }) => event?.position,
        made: ({ made }) => made,
        settledAt: ({ settledAt }) => settledAt,
      },
      page: (cursor) =>
        listBulkRows(this.installation.pool, id, {
          limit: filePage,
          ...(result === undefined ? {} : { results: result }),
          ...(cursor === undefined ? {} : { cursor }),
        }),
    });
  }

  /** No further run has its turn; those that had it stay as they are. */
  @Post(':id/abort')
  @Allow('operator', 'service')
  @Commits('BulkJob')
  abort(@Ask() asked: Asked, @Param() { id }: IdParameter, @Body() _body: CommandBody): JobAnswer {
    return this.act(asked, id, { type: 'AbortBulk', data: {} });
  }

  private act(asked: Asked, id: string, command: BulkCommand, created = false): JobAnswer {
    return this.commands.send(asked, new ExecuteBulk(id, command, asked.context), {
      id,
      created,
      location: `/v1/bulk/${id}`,
      refusals,
      readModels: ['bulk'],
      read: () => this.view(id),
    });
  }

  private async view(id: string): Promise<Representation<BulkJob>> {
    const { store, pool } = this.installation;
    // Before the stream: a job that ends in between says the whole of it.
    const progress = await progressOf(pool, [id]);
    const events = known(['bulk'], await store.read(`bulk-${id}`));
    const row = events.reduce<JobRow | undefined>(foldJob, undefined);
    if (row === undefined) throw notFound('job');
    return { body: jobOf(row, progress.get(id)), revision: events.length - 1 };
  }
}
