import { Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';
import { Line, Optional } from '../http/checks.js';
import { YesOrNo } from '../http/query-lists.js';

export class ReplayQuery {
  /** Fold no further than this number of the history, or this time. */
  @Optional()
  @Line(40)
  at?: string;

  /** Compare the whole run with what the read models hold of it. */
  @YesOrNo()
  verify?: 'true' | 'false';

  /** Show steps with greater numbers. */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(1_000_000_000)
  after?: number;

  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000)
  limit?: number;
}
