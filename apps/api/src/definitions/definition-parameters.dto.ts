import { IsInt, Matches, Max, Min } from 'class-validator';
import { Type } from 'class-transformer';

/** Path parameter of everything with an id of ours. */
export class IdParameter {
  @Matches(/^[0-9a-hjkmnp-tv-z]{26}$/, { message: 'must be an id of 26 characters' })
  id!: string;
}

export class VersionParameter extends IdParameter {
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  version!: number;
}

export class DiffParameter extends IdParameter {
  /** Version to compare from. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  a!: number;

  /** Version to compare to. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  b!: number;
}
