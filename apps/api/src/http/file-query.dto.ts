import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { Optional } from './checks.js';
import { type FileFormat, fileFormats } from './row-file.js';

/** What every route that gives rows as a file takes. */
export class FileQuery {
  /** `csv` when absent. */
  @ApiPropertyOptional({ enum: fileFormats })
  @Optional()
  @IsIn(fileFormats)
  format?: FileFormat;
}
