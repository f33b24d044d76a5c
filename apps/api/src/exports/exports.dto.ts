import { ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { RunCommunicationsQuery } from '../communications/communications.dto.js';
import { Optional } from '../http/checks.js';
import { AnyLine } from '../http/query-lists.js';
import { type FileFormat, fileFormats } from '../http/row-file.js';
import { RunsQuery } from '../runs/runs.dto.js';

/** Filters and order as of the list, without its pages. */
export class RunsFileQuery extends OmitType(RunsQuery, ['after', 'limit'] as const) {
  /** Of those that pass, only these. */
  @AnyLine()
  id?: string[];

  /** `csv` when absent. */
  @ApiPropertyOptional({ enum: fileFormats })
  @Optional()
  @IsIn(fileFormats)
  format?: FileFormat;
}

/** Filters and order as of the list, without its pages. */
export class RunCommunicationsFileQuery extends OmitType(RunCommunicationsQuery, ['after', 'limit'] as const) {
  /** `csv` when absent. */
  @ApiPropertyOptional({ enum: fileFormats })
  @Optional()
  @IsIn(fileFormats)
  format?: FileFormat;
}
