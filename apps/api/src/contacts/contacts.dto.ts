import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { Json } from '#domain/kernel/message.js';
import { Checked, Line, Optional } from '../http/checks.js';
import { CommandBody } from '../http/command-body.dto.js';
import { IsInstant } from '../http/instant.js';
import { PageQuery } from '../http/page-query.dto.js';
import { anyObject } from '../http/shape.js';

/** The vault checks the value, and every fault of it is told by its place. */
const ByVault = (): PropertyDecorator => Checked(() => []);

/** The whole of a contact: what is absent is cleared, but for consent, of which only the named channels change. */
export class ContactBody extends CommandBody {
  @ApiPropertyOptional({ type: String, nullable: true })
  @Optional()
  @ByVault()
  email?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true })
  @Optional()
  @ByVault()
  name?: string | null;

  /** IANA name such as `Europe/Berlin`. */
  @ApiPropertyOptional({ type: String, nullable: true })
  @Optional()
  @ByVault()
  timeZone?: string | null;

  /** BCP 47 tag such as `de-AT`. */
  @ApiPropertyOptional({ type: String, nullable: true })
  @Optional()
  @ByVault()
  locale?: string | null;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @Optional()
  @Checked(anyObject)
  attributes?: Record<string, Json>;

  @ApiPropertyOptional({ type: [String] })
  @Optional()
  @ByVault()
  tags?: string[];

  /** By channel: granted or withdrawn. */
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', enum: ['granted', 'withdrawn'] },
  })
  @Optional()
  @Checked(anyObject)
  consent?: Record<string, string>;
}

export class ExternalIdParameter {
  /** The name by which your services know the contact. */
  @Line()
  externalId!: string;
}

export class ContactsQuery extends PageQuery {
  /** Only contacts who have this address now, or had it once. */
  @Optional()
  @Line(254)
  email?: string;
}

export class ImportQuery {
  /** Name of the file; values remember it as their origin. */
  @Optional()
  @Line()
  source?: string;

  /** Whether columns that no field is called like become attributes. */
  @Optional()
  @IsIn(['attributes', 'ignore'])
  unknownColumns?: 'attributes' | 'ignore';

  /** What happens to a row with an address that another contact has. */
  @Optional()
  @IsIn(['refuse', 'allow'])
  sharedAddresses?: 'refuse' | 'allow';
}

export class ContactEventBody extends CommandBody {
  /** Your own id of the event: sent twice, it counts once. */
  @Line(200)
  id!: string;

  /** The contact, by the id your services know them by. */
  @Line(200)
  contact!: string;

  /** What they did, e.g. `purchase`; goals are measured by it. */
  @Line(100)
  type!: string;

  @IsInstant()
  occurredAt!: string;

  /** The run it belongs to, where you know it. */
  @Optional()
  @Line(64)
  run?: string;
}
