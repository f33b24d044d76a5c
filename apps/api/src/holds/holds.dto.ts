import { ApiProperty } from '@nestjs/swagger';
import { channelKinds } from '#domain/campaign/messages.js';
import type { HoldScope } from '#domain/hold/messages.js';
import { Checked, Line, Optional, Text } from '../http/checks.js';
import { maxReason } from '../http/entry.js';

const form = new RegExp(`^(all|(sender|campaign|run):[0-9a-hjkmnp-tv-z]{26}|channel:(${channelKinds.join('|')}))$`);

const IsScope = (): PropertyDecorator =>
  Checked((value) =>
    typeof value === 'string' && form.test(value)
      ? []
      : [
          {
            pointer: '',
            code: 'not-a-scope',
            detail: `must be all, sender:<id>, campaign:<id>, run:<id> or channel:<${channelKinds.join('|')}>`,
          },
        ],
  );

export class HoldBody {
  /** all, sender:<id>, campaign:<id>, run:<id> or channel:<kind>. */
  @ApiProperty({ type: String })
  @IsScope()
  scope!: HoldScope;

  /** Why, in your words: whoever finds everything standing still reads it. */
  @Line(maxReason)
  reason!: string;
}

export class LiftBody {
  @ApiProperty({ type: String })
  @IsScope()
  scope!: HoldScope;

  @Optional()
  @Text(maxReason)
  reason?: string;
}
