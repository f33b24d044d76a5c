import { ApiProperty } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { type ChannelKind, channelKinds } from '#domain/campaign/messages.js';
import { readAddress } from '#vault/contacts/address.js';
import { Checked, Optional } from '../http/checks.js';
import { CommandBody } from '../http/command-body.dto.js';
import { PageQuery } from '../http/page-query.dto.js';

const IsAddress = (): PropertyDecorator =>
  Checked((value) => {
    const read = readAddress(typeof value === 'string' ? value : '');
    return read.ok ? [] : [{ pointer: '', code: 'not-an-address', detail: read.detail }];
  });

export class SuppressBody extends CommandBody {
  /** Kept nowhere: the list holds its keyed hash. */
  @IsAddress()
  address!: string;

  @ApiProperty({ enum: channelKinds, default: 'email', required: false })
  @Optional()
  @IsIn(channelKinds)
  channel?: ChannelKind;
}

/** Either of the two. */
export class ReleaseBody extends CommandBody {
  @Optional()
  @IsAddress()
  address?: string;

  /** As the list shows it. */
  @Optional()
  @Matches(/^[0-9a-f]{64}$/, { message: 'must be the hash of an address' })
  addressHash?: string;
}

export class SuppressionsQuery extends PageQuery {
  /** Only what is known of this address. */
  @Optional()
  @IsAddress()
  address?: string;
}
