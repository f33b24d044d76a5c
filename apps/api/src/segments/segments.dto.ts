import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import { channelKinds } from '#domain/campaign/messages.js';
import type { SegmentDefinition, SegmentFilter } from '#domain/segment/messages.js';
import { Checked, OneLine, Optional } from '../http/checks.js';
import { PublicationBody } from '../http/command-body.dto.js';
import { keyed, lazy, list, object, oneOf, scalar, type Shape, string } from '../http/shape.js';
import { schema } from '../openapi/schema.js';

/** Deeper filters are refused: they would be as hard to read as to run. */
const deepest = 8;

const filterBelow = (depth: number): Shape =>
  depth > deepest
    ? () => [{ pointer: '', detail: `filters may be nested at most ${deepest} deep` }]
    : keyed({
        all: {
          all: list(
            lazy(() => filterBelow(depth + 1)),
            { min: 1, max: 50 },
          ),
        },
        any: {
          any: list(
            lazy(() => filterBelow(depth + 1)),
            { min: 1, max: 50 },
          ),
        },
        not: { not: lazy(() => filterBelow(depth + 1)) },
        tag: { tag: string(100) },
        consent: {
          consent: object({ channel: oneOf(...channelKinds), state: oneOf('granted', 'withdrawn', 'unknown') }),
        },
        timeZone: { timeZone: string(100) },
        attribute: {
          attribute: string(100),
          op: oneOf('equals', 'not-equals', 'contains', 'greater', 'less', 'exists'),
          'value?': scalar,
        },
      });

const filter: Shape = filterBelow(1);

export class SegmentBody extends PublicationBody {
  @OneLine()
  name!: string;

  /** Who is in it; absent = every contact. */
  @ApiPropertyOptional(schema('SegmentFilter'))
  @Optional()
  @Checked(filter)
  filter?: SegmentFilter;
}

export class SegmentPreviewBody {
  /** Absent = every contact. */
  @ApiPropertyOptional(schema('SegmentFilter'))
  @Optional()
  @Checked(filter)
  filter?: SegmentFilter;

  /** How many contacts to show. */
  @Optional()
  @IsInt()
  @Min(0)
  @Max(100)
  sample?: number;
}

export const segmentOf = ({ name, filter }: SegmentBody): SegmentDefinition => ({
  name,
  ...(filter === undefined ? {} : { filter }),
});
