import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsIn, IsInt, IsObject, Max, Min, ValidateNested } from 'class-validator';
import { type CampaignDefinition, type ChannelKind, channelKinds } from '#domain/campaign/messages.js';
import type { Json } from '#domain/kernel/message.js';
import { Checked, Nullable, OneLine, Optional, Text } from '../http/checks.js';
import { CommandBody, PublicationBody } from '../http/command-body.dto.js';
import { record, string } from '../http/shape.js';

/** As Liquid can name it after `instructions.` or by itself. */
const variableName = /^[A-Za-z_][A-Za-z0-9_]{0,63}$/;
const nameRule = 'a letter followed by letters, digits and underscores, 64 at most';

export class InstructionsBody {
  /** What the writer should know, for people. */
  @Text(50_000)
  prose!: string;

  /** Liquid texts that the template takes in as `instructions.<name>`. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  @Checked(record(variableName, nameRule, string(20_000, 0), 50))
  sections!: Record<string, string>;
}

/** Liquid. Email needs a subject and at least one of text and html; http needs a body. */
export class TemplateBody {
  @Optional()
  @OneLine(1000)
  subject?: string;

  @Optional()
  @Text(100_000)
  text?: string;

  @Optional()
  @Text(100_000)
  html?: string;

  @Optional()
  @Text(100_000)
  body?: string;
}

export class CampaignLimitsBody {
  /** A run with a larger audience does not start. */
  @Optional()
  @IsInt()
  @Min(1)
  @Max(100_000_000)
  maxRecipients?: number;
}

export class CampaignBody extends PublicationBody {
  @OneLine()
  name!: string;

  @ApiProperty({ enum: channelKinds })
  @IsIn(channelKinds)
  channel!: ChannelKind;

  /** Id of the goal; null while it is still to be found. */
  @Optional()
  @Nullable()
  @OneLine(64)
  goal?: string | null;

  @Optional()
  @Nullable()
  @OneLine(64)
  segment?: string | null;

  @Optional()
  @Nullable()
  @OneLine(64)
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
  @Optional()
  @Nullable()
  @IsIn(['template'])
  writer?: 'template' | null;

  /** Who looks at drafts before they leave. An explicit choice: null keeps the campaign from running. */
  @Optional()
  @Nullable()
  @IsIn(['human', 'none'])
  reviewer?: 'human' | 'none' | null;

  /** stop: who has answered as a human gets nothing further of this campaign. */
  @Optional()
  @IsIn(['record', 'stop'])
  responseBehaviour?: 'record' | 'stop';

  /** Values for variables that a contact lacks. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @Optional()
  @Checked(record(variableName, nameRule, () => [], 200))
  defaults?: Record<string, Json>;

  @Optional()
  @IsObject()
  @ValidateNested()
  @Type(() => CampaignLimitsBody)
  limits?: CampaignLimitsBody;

  /** What happens to a message whose fate a crash left open. */
  @Optional()
  @IsIn(['never-resend', 'resend'])
  onUnknown?: 'never-resend' | 'resend';
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

export class DuplicateBody extends CommandBody {
  /** Name of the copy; `Copy of …` when absent. */
  @Optional()
  @OneLine()
  name?: string;
}

export class PreviewBody {
  /** Contacts by the ids your services know them by. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @OneLine(200, { each: true })
  contacts!: string[];
}
