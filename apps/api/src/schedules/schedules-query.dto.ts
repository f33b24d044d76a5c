import { ApiPropertyOptional, IntersectionType, OmitType } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { Line, Optional } from '../http/checks.js';
import { FileQuery } from '../http/file-query.dto.js';
import { IsInstant } from '../http/instant.js';
import { PageQuery } from '../http/page-query.dto.js';
import { AnyOf, YesOrNo } from '../http/query-lists.js';
import type { OccurrenceOutcome } from '#readmodel/schedules/tables.js';

const statuses = ['active', 'paused', 'archived'] as const;
const outcomes = [
  'fired',
  'skipped',
  'missed',
  'buffered',
  'backfilled',
] as const satisfies readonly OccurrenceOutcome[];

/** Query of the list of schedules, which is in the order of their names. */
export class SchedulesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: statuses })
  @Optional()
  @IsIn(statuses)
  status?: (typeof statuses)[number];

  /** Schedules of this campaign. */
  @Optional()
  @Matches(/^[0-9a-hjkmnp-tv-z]{26}$/, { message: 'must be an id of 26 characters' })
  campaign?: string;

  /** Part of the name, whatever the case. */
  @Optional()
  @Line()
  name?: string;
}

/** Query of a schedule's occurrences, the newest first. */
export class OccurrencesQuery extends PageQuery {
  /** Due from then on. */
  @Optional()
  @IsInstant()
  from?: string;

  /** Due before then. */
  @Optional()
  @IsInstant()
  to?: string;

  @AnyOf(outcomes)
  outcome?: OccurrenceOutcome[];

  /** `false`: those that did not run on time, with the reason of each. */
  @YesOrNo()
  onTime?: 'true' | 'false';
}

/** Which occurrences, without the page. */
export type OccurrenceFilterQuery = Pick<OccurrencesQuery, 'from' | 'to' | 'outcome' | 'onTime'>;

export class OccurrencesFileQuery extends IntersectionType(
  OmitType(OccurrencesQuery, ['after', 'limit'] as const),
  FileQuery,
) {}
