import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsInt, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Line, Optional, Text } from '../http/checks.js';
import { CommandBody } from '../http/command-body.dto.js';
import { maxReason } from '../http/entry.js';
import { PageQuery } from '../http/page-query.dto.js';

export class DraftsQuery extends PageQuery {
  @Optional()
  @Line(64)
  run?: string;

  @Optional()
  @Line(64)
  campaign?: string;

  /** A contact, by the id your services know them by. */
  @Optional()
  @Line()
  contact?: string;
}

/** A draft that somebody has looked at: with what it said. */
export class SeenDraftBody {
  @Line(64)
  id!: string;

  /** As the draft showed it; a draft that was rendered again since is not decided. */
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be the content hash that the draft showed' })
  contentHash!: string;
}

/** Either chosen drafts, or all of a run that were there when the reviewer looked. */
export class DecideDraftsBody extends CommandBody {
  @ApiPropertyOptional({ type: [SeenDraftBody] })
  @Optional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => SeenDraftBody)
  drafts?: SeenDraftBody[];

  /** All drafts of this run … */
  @Optional()
  @Line(64)
  run?: string;

  /** … that were prepared up to this number of its history: what came later, nobody has seen. */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(1_000_000_000)
  seen?: number;

  /** For the record, beside the decision. */
  @Optional()
  @Text(maxReason)
  note?: string;
}
