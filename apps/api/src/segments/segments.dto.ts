import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { faultsOfFilter } from '#domain/segment/faults.js';
import type { SegmentDefinition, SegmentFilter } from '#domain/segment/messages.js';
import { Checked, Line, Optional } from '../http/checks.js';
import { PublicationBody } from '../http/command-body.dto.js';
import { schema } from '../openapi/schema.js';

export class SegmentBody extends PublicationBody {
  @Line()
  name!: string;

  /** Who is in it; absent = every contact. */
  @ApiPropertyOptional(schema('SegmentFilter'))
  @Optional()
  @Checked((filter) => faultsOfFilter(filter))
  filter?: SegmentFilter;
}

export class SegmentPreviewBody {
  /** Absent = every contact. */
  @ApiPropertyOptional(schema('SegmentFilter'))
  @Optional()
  @Checked((filter) => faultsOfFilter(filter))
  filter?: SegmentFilter;

  /** How many contacts to show; 10 when absent. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(100)
  sample?: number;
}

export class SampleQuery {
  /** How many contacts to show; 10 when absent. */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(100)
  sample?: number;
}

export const segmentOf = ({ name, filter }: SegmentBody): SegmentDefinition => ({
  name,
  ...(filter === undefined ? {} : { filter }),
});
