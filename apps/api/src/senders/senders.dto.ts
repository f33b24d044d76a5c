import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsNumber, IsObject, Matches, Max, Min, ValidateNested } from 'class-validator';
import { type ChannelKind, channelKinds } from '#domain/campaign/messages.js';
import type { SenderDefinition } from '#domain/sender/messages.js';
import { readAddress } from '#vault/contacts/address.js';
import { Checked, OneLine, Optional } from '../http/checks.js';
import { CommandBody, PublicationBody } from '../http/command-body.dto.js';
import type { Fault } from '../http/problem.js';

/** A bare address that can stand in any header as it is. */
const address = (value: unknown): readonly Fault[] => {
  if (typeof value !== 'string') return [{ pointer: '', detail: 'must be a string' }];
  const read = readAddress(value);
  return read.ok ? [] : [{ pointer: '', detail: read.detail }];
};

export class FromBody {
  @OneLine(100)
  name!: string;

  @Checked(address)
  address!: string;
}

export class LimitsBody {
  /** Messages per second over all workers together. */
  @IsNumber()
  @Min(0.01)
  @Max(1000)
  perSecond!: number;
}

export class SenderBody extends PublicationBody {
  @OneLine()
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
  @Matches(/^(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/, {
    message: 'must be a domain name in lower case',
  })
  replyDomain?: string;

  /** http: where to POST. https, unless the host is in the operator's allow list. */
  @Optional()
  @Checked((value) =>
    typeof value === 'string' && URL.canParse(value) && /^https?:\/\/[^\s]+$/.test(value)
      ? []
      : [{ pointer: '', detail: 'must be an http or https URL' }],
  )
  url?: string;

  /** Name of a configured provider: smtp, http, noop. */
  @OneLine(50)
  provider!: string;

  /** http: name of the configured signing secret. */
  @Optional()
  @Matches(/^[a-z0-9][a-z0-9-]{0,99}$/, { message: 'must be the name of a secret, not the secret' })
  secret?: string;

  @IsObject()
  @ValidateNested()
  @Type(() => LimitsBody)
  limits!: LimitsBody;
}

export class VerifyBody extends CommandBody {
  /** Where the test message goes. Kept in the vault, not in the log. */
  @Checked(address)
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
    limits: { perSecond: limits.perSecond },
  };
};

/** What the channel of a sender needs. */
export const senderFaults = ({ channel, from, url }: SenderBody): readonly Fault[] => {
  if (channel === 'email' && from === undefined) return [{ pointer: '/from', detail: 'is missing: email needs it' }];
  if (channel === 'http' && url === undefined) return [{ pointer: '/url', detail: 'is missing: http needs it' }];
  return [];
};
