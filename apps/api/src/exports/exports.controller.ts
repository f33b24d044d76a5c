import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { listCommunications } from '#readmodel/communications/list-communications.js';
import { listRuns } from '#readmodel/runs/list-runs.js';
import { communicationFilters } from '../communications/communications.dto.js';
import { IdParameter } from '../definitions/definition-parameters.dto.js';
import { Allow } from '../http/access.js';
import { sendRowFile } from '../http/row-file.js';
import { Installation } from '../installation.js';
import { GivesFile } from '../openapi/routes.js';
import { loadRun } from '../runs/run-reads.js';
import { runFilters } from '../runs/runs.dto.js';
import { communicationColumns, runColumns } from './columns.js';
import { RunCommunicationsFileQuery, RunsFileQuery } from './exports.dto.js';

/** Rows that are read at a time. */
const filePage = 500;

/** Lists as files, however long they are. */
@ApiTags('runs')
@Controller('v1/runs')
export class ExportsController {
  constructor(private readonly installation: Installation) {}

  /** The list of runs as a file, with the list's filters and order; a run that moves in that order meanwhile may miss it. */
  @Get('export')
  @Allow('viewer', 'service')
  @GivesFile()
  async runs(@Res() reply: FastifyReply, @Query() query: RunsFileQuery): Promise<void> {
    const { pool, clock } = this.installation;
    const { sort = 'created', direction = 'desc', format = 'csv' } = query;
    const filters = { ...runFilters(query), ...(query.id === undefined ? {} : { ids: query.id }) };
    const asked = { filters, sort, direction, limit: filePage, now: clock() } as const;
    return sendRowFile(reply, {
      name: 'runs',
      format,
      columns: runColumns,
      page: (cursor) => listRuns(pool, { ...asked, ...(cursor === undefined ? {} : { cursor }) }),
    });
  }

  /** The communications of a run as a file, in the order of its audience: who got what. It holds personal data. */
  @Get(':id/communications/export')
  @Allow('operator')
  @GivesFile()
  async communications(
    @Res() reply: FastifyReply,
    @Param() { id }: IdParameter,
    @Query() query: RunCommunicationsFileQuery,
  ): Promise<void> {
    const { pool } = this.installation;
    const { direction, format = 'csv' } = query;
    await loadRun(this.installation, id);
    const filters = { ...communicationFilters(query), runId: id };
    const asked = { filters, limit: filePage, ...(direction === undefined ? {} : { direction }) } as const;
    return sendRowFile(reply, {
      name: `communications-${id}`,
      format,
      columns: communicationColumns,
      page: (cursor) => listCommunications(pool, { ...asked, ...(cursor === undefined ? {} : { cursor }) }),
    });
  }
}
