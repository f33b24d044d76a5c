import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsNumber, IsObject, IsString, ValidateNested } from 'class-validator';
import { type ChannelKind, channelKinds } from '#domain/campaign/messages.js';
import type { SenderDefinition } from '#domain/sender/messages.js';
import { readAddress } from '#vault/contacts/address.js';
import { Checked, Line, Optional } from '../http/checks.js';
import { CommandBody, PublicationBody } from '../http/command-body.dto.js';

export class FromBody {
  /** May be empty. */
  @IsString()
  name!: string;

  @IsString()
  address!: string;
}

export class SenderLimitsBody {
  /** Messages per second over all workers together. */
  @IsNumber()
  perSecond!: number;

  /** Runs under way at a time that use this sender, 1 to 1000; test runs do not count and do not wait. */
  @Optional()
  @IsNumber()
  concurrentRuns?: number;
}

export class SenderBody extends PublicationBody {
  @Line()
  name!: string;

  @ApiProperty({ enum: channelKinds })
  @IsIn(channelKinds)
  channel!: ChannelKind;

  /** Email: the From header. */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => FromBody)
  from?: FromBody;

  /** Email: domain of the addresses that answers and bounces come back to; the installation's own when absent. */
  @Optional()
  @IsString()
  replyDomain?: string;

  /** http: where to POST. https, unless the host is in the operator's allow list. */
  @Optional()
  @IsString()
  url?: string;

  /** Name of a configured provider: smtp, http, noop. */
  @IsString()
  provider!: string;

  /** http: name of the configured signing secret, never the secret itself. */
  @Optional()
  @IsString()
  secret?: string;

  @IsObject()
  @ValidateNested()
  @Type(() => SenderLimitsBody)
  limits!: SenderLimitsBody;
}

export class VerifyBody extends CommandBody {
  /** Where the test message goes. Kept in the vault, not in the log. */
  @Checked((value) => {
    const read = readAddress(typeof value === 'string' ? value : '');
    return read.ok ? [] : [{ pointer: '', code: 'not-an-address', detail: read.detail }];
  })
  to!: string;
}

export const senderOf = (body: SenderBody): SenderDefinition => {
  const { name, channel, from, replyDomain, url, provider, secret, limits } = body;
  return {
    name,
    channel,
    ...(from === undefined ? {} : { from: { name: from.name, address: from.address } }),
    ...(replyDomain === undefined ? {} : { replyDomain }),
    ...(url === undefined ? {} : { url }),
    provider,
    ...(secret === undefined ? {} : { secret }),
    limits: {
      perSecond: limits.perSecond,
      ...(limits.concurrentRuns === undefined ? {} : { concurrentRuns: limits.concurrentRuns }),
    },
  };
};
