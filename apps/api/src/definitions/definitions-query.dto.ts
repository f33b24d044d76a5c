import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { DefinitionStatus } from '#readmodel/definitions/tables.js';
import { Line, Optional } from '../http/checks.js';
import { PageQuery } from '../http/page-query.dto.js';

const statuses = ['draft', 'active', 'paused', 'archived'] as const satisfies readonly DefinitionStatus[];

/** Query of a list of definitions, which is in the order of their names. */
export class DefinitionsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: statuses })
  @Optional()
  @IsIn(statuses)
  status?: DefinitionStatus;

  /** Only names that begin so, whatever the case. */
  @Optional()
  @Line()
  name?: string;

  @ApiPropertyOptional({ enum: ['asc', 'desc'], default: 'asc' })
  @Optional()
  @IsIn(['asc', 'desc'])
  direction?: 'asc' | 'desc';
}
