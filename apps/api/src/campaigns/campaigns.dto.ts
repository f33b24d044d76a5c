import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsObject, IsString, IsNumber, ValidateNested } from 'class-validator';
import { type CampaignDefinition, type ChannelKind, channelKinds } from '#domain/campaign/messages.js';
import type { Json } from '#domain/kernel/message.js';
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

export class CampaignLimitsBody {
  /** A run with a larger audience does not start. */
  @Optional()
  @IsNumber()
  maxRecipients?: number;

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
  limits: plain(body.limits),
  onUnknown: body.onUnknown ?? 'never-resend',
});
