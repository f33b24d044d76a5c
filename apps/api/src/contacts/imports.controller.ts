import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ImportFault } from '#vault/imports/entries.js';
import { importContacts } from '#vault/imports/import.js';
import { importFaults, type ImportReport, importReport, importReports } from '#vault/imports/report.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { Answer, ok } from '../http/answer.js';
import { Ask, type Asked } from '../http/asked.js';
import { FileQuery } from '../http/file-query.dto.js';
import { NoIdempotencyKey } from '../http/idempotency.js';
import { Takes } from '../http/media-types.js';
import { PageQuery } from '../http/page-query.dto.js';
import { badCursor, nextLink } from '../http/paging.js';
import { invalidRequest, notFound, Problem } from '../http/problem.js';
import { type RowFile, sendRowFile } from '../http/row-file.js';
import { Installation } from '../installation.js';
import { Gives, GivesFile, GivesNew } from '../openapi/routes.js';
import { ConsentEvents } from './consent-events.js';
import { ImportQuery } from './contacts.dto.js';

/** What an import did, and the first rows it refused. */
export interface ImportView extends ImportReport {
  readonly refusedRows: readonly ImportFault[];
  /** `after` of the next page of refused rows; null on the last. */
  readonly next: string | null;
}

export interface ImportListView {
  readonly items: readonly ImportReport[];
  readonly next: string | null;
}

/** Rows that are read at a time. */
const filePage = 500;

/** Columns of a CSV of refused rows. New ones come at the end: programs count. */
const faultColumns = {
  row: ({ row }) => row,
  column: ({ column }) => column,
  reason: ({ reason }) => reason,
  detail: ({ detail }) => detail,
} satisfies RowFile<ImportFault>['columns'];

const formats = { 'text/csv': 'csv', 'application/x-ndjson': 'ndjson' } as const;

@ApiTags('contacts')
@Controller('v1/contacts/imports')
export class ImportsController {
  constructor(
    private readonly consentEvents: ConsentEvents,
    private readonly installation: Installation,
  ) {}

  /**
   * Takes a file of any length as the body. Rows without a fault are stored as they come in; the answer says what
   * became of each of the others.
   */
  @Post()
  @Allow('manager', 'service')
  @Takes('text/csv', 'application/x-ndjson')
  @NoIdempotencyKey()
  @ApiBody({ description: 'CSV with a header line, or one JSON object a line', schema: { type: 'string' } })
  @GivesNew('Import')
  async take(
    @Ask() asked: Asked,
    @Req() request: FastifyRequest,
    @Query() { source = 'upload', unknownColumns, sharedAddresses }: ImportQuery,
  ): Promise<Answer<ImportView>> {
    const { body } = request;
    if (!isStream(body))
      throw new Problem('unsupported-media-type', `send the file as ${Object.keys(formats).join(' or ')}`);
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    const report = await importContacts(this.installation.pool, body, {
      id: asked.newId,
      source,
      format: type === 'application/x-ndjson' ? 'ndjson' : 'csv',
      ...(unknownColumns === undefined ? {} : { unknownColumns }),
      ...(sharedAddresses === undefined ? {} : { sharedAddresses }),
    });
    await this.consentEvents.append(asked.context);
    if (report.state === 'refused')
      throw invalidRequest([
        { pointer: '', code: 'unusable-file', detail: report.detail ?? 'the file cannot be used' },
      ]);
    return new Answer(201, await this.view(report, {}), { location: `/v1/contacts/imports/${report.id}` });
  }

  /** Reports of imports, the newest first; those that run have the rows that are dealt with so far. */
  @Get()
  @Allow('viewer', 'service')
  @Gives('ImportList')
  async list(
    @Req() request: FastifyRequest,
    @Query() { after, limit = 50 }: PageQuery,
  ): Promise<Answer<ImportListView>> {
    // Behind an id that is none there would be nothing, and the list would seem to end.
    if (after !== undefined && !(await this.isKnown(after))) throw badCursor();
    const items = await importReports(this.installation.pool, { limit, ...(after === undefined ? {} : { after }) });
    const next = items.length < limit ? null : (items.at(-1)?.id ?? null);
    return ok({ items, next }, nextLink(request.url, next));
  }

  /** The report of an import, also while it runs, with a page of the rows it refused. */
  @Get(':id')
  @Allow('viewer', 'service')
  @Gives('Import')
  async get(
    @Req() request: FastifyRequest,
    @Param() { id }: IdParameter,
    @Query() page: PageQuery,
  ): Promise<Answer<ImportView>> {
    const report = await importReport(this.installation.pool, id);
    if (report === null) throw notFound('import');
    const view = await this.view(report, page);
    return ok(view, nextLink(request.url, view.next));
  }

  /** The rows that an import refused as a file, each with the line it stood on: to mend them and send them again. */
  @Get(':id/refused/export')
  @Allow('viewer', 'service')
  @GivesFile()
  async refused(
    @Res() reply: FastifyReply,
    @Param() { id }: IdParameter,
    @Query() { format = 'csv' }: FileQuery,
  ): Promise<void> {
    const { pool } = this.installation;
    if ((await importReport(pool, id)) === null) throw notFound('import');
    return sendRowFile<ImportFault>(reply, {
      name: `refused-${id}`,
      format,
      columns: faultColumns,
      page: async (after) => {
        const { faults, next } = await importFaults(pool, id, {
          limit: filePage,
          ...(after === undefined ? {} : { after }),
        });
        return { ok: true, items: faults, next };
      },
    });
  }

  private async isKnown(id: string): Promise<boolean> {
    return /^[0-9a-z]{26}$/.test(id) && (await importReport(this.installation.pool, id)) !== null;
  }

  private async view(report: ImportReport, { after, limit = 50 }: PageQuery): Promise<ImportView> {
    if (after !== undefined && !/^\d{1,18}$/.test(after)) throw badCursor();
    const { faults, next } = await importFaults(this.installation.pool, report.id, {
      limit,
      ...(after === undefined ? {} : { after }),
    });
    return { ...report, refusedRows: faults, next };
  }
}

const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
