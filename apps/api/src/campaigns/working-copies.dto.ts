import { ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { Json } from '#domain/kernel/message.js';
import { Checked } from '../http/checks.js';
import { anyObject } from '../http/shape.js';

export class WorkingCopyBody {
  /** The version that the changes began on. */
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  base!: number;

  /** The definition as far as it is written; publishing checks it, keeping it does not. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  @Checked(anyObject)
  definition!: Record<string, Json>;
}
