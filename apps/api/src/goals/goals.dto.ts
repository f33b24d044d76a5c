import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNumber, Max, Min } from 'class-validator';
import type { GoalDefinition, Measure } from '#domain/goal/messages.js';
import { replyClasses } from '#domain/thread/messages.js';
import { Checked, Line, Optional, Text } from '../http/checks.js';
import { PublicationBody } from '../http/command-body.dto.js';
import { keyed, number, oneOf, string, variants } from '../http/shape.js';
import { schema } from '../openapi/schema.js';

const measure = variants('kind', {
  accepted: {},
  reply: { class: oneOf(...replyClasses) },
  'contact-event': { type: string },
});

const target = keyed({ count: { count: number }, share: { share: number } });

export class GoalBody extends PublicationBody {
  @Line()
  name!: string;

  /** The objective in plain words; templates may use it as `goal.statement`. */
  @Text(10_000)
  statement!: string;

  /** What counts towards the goal; without one, attainment reads "not measured". */
  @ApiPropertyOptional(schema('Measure'))
  @Optional()
  @Checked(measure)
  measure?: Measure;

  /** How many contacts, or which share of the accepted ones. */
  @ApiPropertyOptional(schema('Target'))
  @Optional()
  @Checked(target)
  target?: NonNullable<GoalDefinition['target']>;

  /** Hours after acceptance within which it counts; absent = for ever. */
  @Optional()
  @IsNumber()
  windowHours?: number;
}

export class GoalAttainmentQuery {
  /** Version of the goal to judge all runs by; absent: each by the one that it pinned. */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  version?: number;

  /** Most runs, the last started first; 20 when absent. */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(50)
  limit?: number;
}

export const goalOf = ({ name, statement, measure, target, windowHours }: GoalBody): GoalDefinition => ({
  name,
  statement,
  ...(measure === undefined ? {} : { measure }),
  ...(target === undefined ? {} : { target }),
  ...(windowHours === undefined ? {} : { windowHours }),
  attribution: 'last',
});
