import { Type } from 'class-transformer';
import { IsInt, Max, MaxLength, Min } from 'class-validator';
import { Optional } from './checks.js';

/** Query of every list: keyset pages by an opaque cursor. */
export class PageQuery {
  /** Cursor of the page before, as its `Link` and `next` said. */
  @Optional()
  @MaxLength(1000)
  after?: string;

  /** Most items on a page; 50 when absent. */
  @Optional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;
}
