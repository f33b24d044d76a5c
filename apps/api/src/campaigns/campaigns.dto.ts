import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsIn, IsObject, IsString, IsNumber, ValidateNested } from 'class-validator';
import { type CampaignDefinition, type ChannelKind, channelKinds } from '#domain/campaign/messages.js';
import type { Json } from '#domain/kernel/message.js';
import { type Weekday, weekdays } from '#domain/quiet-hours/messages.js';
import { Checked, Line, Lines, Optional, OptionalOrNull } from '../http/checks.js';
import { CommandBody, PublicationBody } from '../http/command-body.dto.js';
import { anyObject } from '../http/shape.js';

export class InstructionsBody {
  /** What the writer should know, for people. */
  @IsString()
  prose!: string;

  /** Liquid texts that the template takes in as `instructions.<name>`. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  @Checked(anyObject)
  sections!: Record<string, string>;
}

/** Liquid. Email needs a subject and at least one of text and html; http needs a body. */
export class TemplateBody {
  @Optional()
  @IsString()
  subject?: string;

  @Optional()
  @IsString()
  text?: string;

  @Optional()
  @IsString()
  html?: string;

  @Optional()
  @IsString()
  body?: string;
}

export class QuietWindowBody {
  /** Time of day by the recipient's clock, `21:00` or `21:00:30`: quiet from here on. */
  @IsString()
  from!: string;

  /** The first moment that is not quiet any more; at or before `from` on the day after, and `24:00` is midnight. */
  @IsString()
  to!: string;

  /** Weekdays on which it begins; every day when absent. */
  @ApiPropertyOptional({ enum: weekdays, isArray: true })
  @Optional()
  @IsArray()
  days?: Weekday[];

  /** Channels that it silences; every one when absent. */
  @ApiPropertyOptional({ enum: channelKinds, isArray: true })
  @Optional()
  @IsArray()
  channels?: ChannelKind[];
}

export class QuietHoursBody {
  /** 20 at most. */
  @ApiProperty({ type: [QuietWindowBody] })
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => QuietWindowBody)
  windows!: QuietWindowBody[];

  /** hold: kept back until it is quiet no more. skip: whoever is in quiet hours gets nothing. */
  @ApiProperty({ enum: ['hold', 'skip'] })
  @IsIn(['hold', 'skip'])
  policy!: 'hold' | 'skip';

  /** Whoever would be held for longer gets nothing, h; 336 when absent, which is the most. */
  @Optional()
  @IsNumber()
  holdAtMostHours?: number;

  /**
   * IANA zones for contacts whose own is not known: it is quiet for them while it is quiet in any of these. The
   * installation's zone when absent.
   */
  @Optional()
  @Lines({ least: 1, most: 20, max: 64 })
  zones?: string[];
}

export class CampaignLimitsBody {
  /** A run with a larger audience does not start. */
  @Optional()
  @IsNumber()
  maxRecipients?: number;

  /** Runs of this campaign under way at a time, 1 to 1000; test runs do not count and do not wait. */
  @Optional()
  @IsNumber()
  concurrentRuns?: number;

  /** When nothing leaves, in the recipient's own zone. Test messages do not mind. */
  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => QuietHoursBody)
  quietHours?: QuietHoursBody;

  /** A run that has not started so many seconds after it was to start is missed: nothing of it is sent. */
  @Optional()
  @IsNumber()
  startWithinSeconds?: number;
}

export class CampaignBody extends PublicationBody {
  @Line()
  name!: string;

  @ApiProperty({ enum: channelKinds })
  @IsIn(channelKinds)
  channel!: ChannelKind;

  /** Id of the goal; null while it is still to be found. */
  @OptionalOrNull()
  @Line(64)
  goal?: string | null;

  /** Id of the segment. */
  @OptionalOrNull()
  @Line(64)
  segment?: string | null;

  /** Id of the sender. */
  @OptionalOrNull()
  @Line(64)
  sender?: string | null;

  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => InstructionsBody)
  instructions?: InstructionsBody;

  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => TemplateBody)
  template?: TemplateBody;

  /** What turns instructions and contact into a message; null while nobody has chosen. */
  @ApiPropertyOptional({ enum: ['template'], nullable: true })
  @OptionalOrNull()
  @IsIn(['template'])
  writer?: 'template' | null;

  /** Who looks at drafts before they leave. An explicit choice: null keeps the campaign from running. */
  @ApiPropertyOptional({ enum: ['human', 'none'], nullable: true })
  @OptionalOrNull()
  @IsIn(['human', 'none'])
  reviewer?: 'human' | 'none' | null;

  /** stop: who has answered as a human gets nothing further of this campaign. */
  @ApiPropertyOptional({ enum: ['record', 'stop'], default: 'record' })
  @Optional()
  @IsIn(['record', 'stop'])
  responseBehaviour?: 'record' | 'stop';

  /** Values for variables that a contact lacks. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @Optional()
  @Checked(anyObject)
  defaults?: Record<string, Json>;

  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => CampaignLimitsBody)
  limits?: CampaignLimitsBody;

  /** What happens to a message whose fate a crash left open. */
  @ApiPropertyOptional({ enum: ['never-resend', 'resend'], default: 'never-resend' })
  @Optional()
  @IsIn(['never-resend', 'resend'])
  onUnknown?: 'never-resend' | 'resend';
}

export class DuplicateBody extends CommandBody {
  /** Name of the copy; `Copy of …` when absent. */
  @Optional()
  @Line()
  name?: string;
}

export class PreviewBody {
  /** Contacts by the ids your services know them by, 20 at most. */
  @Lines({ least: 1, most: 20 })
  contacts!: string[];
}

/** A definition that is not published, to be tried. */
export class TrialBody extends CampaignBody {
  /** Contacts by the ids your services know them by, 20 at most, to write messages for. */
  @Optional()
  @Lines({ least: 0, most: 20 })
  contacts?: string[];

  /** Ask for a test run: it may use an inactive campaign and an unverified sender. */
  @Optional()
  @IsBoolean()
  test?: boolean;
}

export class HtmlQuery {
  /** The contact it is written for, by the id your services know them by. */
  @Line()
  contact!: string;

  /** What it is written from: what is published, or what you have written and not published. */
  @ApiPropertyOptional({ enum: ['published', 'working-copy'], default: 'published' })
  @Optional()
  @IsIn(['published', 'working-copy'])
  of?: 'published' | 'working-copy';
}

export class PreflightQuery {
  /** Ask for a test run: it may use an inactive campaign and an unverified sender. */
  @ApiPropertyOptional({ enum: ['true', 'false'] })
  @Optional()
  @IsIn(['true', 'false'])
  test?: 'true' | 'false';
}

/** A DTO as a plain object, without the members that were left out. */
const plain = <T extends object>(body: T | undefined): T =>
  Object.fromEntries(Object.entries(body ?? {}).filter(([, member]) => member !== undefined)) as T;

const limitsOf = (body: CampaignLimitsBody | undefined): CampaignDefinition['limits'] => {
  const { quietHours, ...limits } = plain(body);
  if (quietHours === undefined) return limits;
  return {
    ...limits,
    quietHours: Object.assign(plain(quietHours), { windows: quietHours.windows.map((window) => plain(window)) }),
  };
};

export const campaignOf = (body: CampaignBody): CampaignDefinition => ({
  name: body.name,
  channel: body.channel,
  goal: body.goal ?? null,
  segment: body.segment ?? null,
  sender: body.sender ?? null,
  instructions: { prose: body.instructions?.prose ?? '', sections: plain(body.instructions?.sections) },
  template: plain(body.template),
  writer: body.writer ?? null,
  reviewer: body.reviewer ?? null,
  responseBehaviour: body.responseBehaviour ?? 'record',
  defaults: plain(body.defaults),
  limits: limitsOf(body.limits),
  onUnknown: body.onUnknown ?? 'never-resend',
});
