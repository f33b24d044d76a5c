import { IntersectionType, OmitType } from '@nestjs/swagger';
import { RunCommunicationsQuery } from '../communications/communications.dto.js';
import { FileQuery } from '../http/file-query.dto.js';
import { AnyLine } from '../http/query-lists.js';
import { RunsQuery } from '../runs/runs.dto.js';

/** Filters and order as of the list, without its pages. */
export class RunsFileQuery extends IntersectionType(OmitType(RunsQuery, ['after', 'limit'] as const), FileQuery) {
  /** Of those that pass, only these. */
  @AnyLine()
  id?: string[];
}

/** Filters and order as of the list, without its pages. */
export class RunCommunicationsFileQuery extends IntersectionType(
  OmitType(RunCommunicationsQuery, ['after', 'limit'] as const),
  FileQuery,
) {}
