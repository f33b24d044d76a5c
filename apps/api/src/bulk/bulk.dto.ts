import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { type BulkStatus, bulkStatuses } from '#domain/bulk/decide.js';
import { bulkResults } from '#readmodel/bulk/rows.js';
import { Checked, Lines, Optional } from '../http/checks.js';
import { CommandBody } from '../http/command-body.dto.js';
import { FileQuery } from '../http/file-query.dto.js';
import { IsInstant } from '../http/instant.js';
import { PageQuery } from '../http/page-query.dto.js';
import { AnyOf } from '../http/query-lists.js';
import { schema } from '../openapi/schema.js';
import { RunsQuery } from '../runs/runs.dto.js';
import { leastShiftSeconds, mostShiftSeconds, startFaults } from '../runs/start-run.dto.js';
import type { StartTime } from '../runs/start-time.js';

const actions = ['cancel', 'pause', 'resume', 'start-now', 'retry-failed', 'reschedule'] as const;

/** One request holds their ids. */
const mostChosen = 5_000;

/** The filter of the list of runs, by the same names and values. */
export class BulkFilter extends OmitType(RunsQuery, ['after', 'limit', 'sort', 'direction'] as const) {}

/** What to do to which runs. */
export class BulkBody extends CommandBody {
  @ApiProperty({ enum: actions })
  @IsIn(actions)
  action!: (typeof actions)[number];

  /** `reschedule`: the new start of all of them. */
  @ApiPropertyOptional(schema('StartTime'))
  @Optional()
  @Checked(startFaults)
  startAt?: StartTime;

  /** `reschedule`: instead, so many seconds later than each is planned; earlier when negative. */
  @Optional()
  @IsInt()
  @Min(leastShiftSeconds)
  @Max(mostShiftSeconds)
  shiftSeconds?: number;

  /** Ids of the runs, or `filter`. */
  @Optional()
  @Lines({ least: 1, most: mostChosen, max: 64 })
  runs?: string[];

  /** All runs that match, or `runs`. Empty: every run. */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => BulkFilter)
  filter?: BulkFilter;

  /** With `filter`: without runs that were created later, as the list's `asOf` says; now when absent. */
  @Optional()
  @IsInstant()
  asOf?: string;
}

export class BulkQuery extends PageQuery {
  @AnyOf(bulkStatuses)
  status?: BulkStatus[];
}

const answers = [...bulkResults, 'open'] as const;

export class BulkRowsQuery extends PageQuery {
  /** What the runs answered; `open`: those whose turn has not come, or did not come before the job ended. */
  @AnyOf(answers)
  result?: (typeof answers)[number][];
}

export class BulkFileQuery extends FileQuery {
  @AnyOf(answers)
  result?: (typeof answers)[number][];
}
