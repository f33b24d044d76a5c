import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type Role, roles } from '#platform/access/roles.js';
import { Line, Optional } from '../http/checks.js';
import { CommandBody } from '../http/command-body.dto.js';
import { IsInstant } from '../http/instant.js';

export class KeyBody extends CommandBody {
  /** The one person or service that will hold it: the actor of all it does. */
  @Line(100)
  owner!: string;

  @ApiProperty({ enum: roles })
  @IsIn(roles)
  role!: Role;

  /** When it ends; absent = when it is revoked. */
  @Optional()
  @IsInstant()
  expiresAt?: string;
}
