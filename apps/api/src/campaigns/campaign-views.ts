import type { PreflightFinding } from '#domain/campaign/preflight.js';
import type { MessageContent } from '#vault/writer/render.js';
import type { UsedVariable } from '#vault/writer/values.js';

/** What one contact would get. */
export type MessagePreview = { readonly externalId: string } & (
  | {
      readonly rendered: true;
      readonly content: MessageContent;
      /** Every variable the message was rendered with, and where its value came from. */
      readonly variables: Readonly<Record<string, UsedVariable>>;
    }
  | {
      readonly rendered: false;
      readonly missing: readonly string[];
      readonly detail: string;
      /** The template engine's own words. */
      readonly cause?: string;
    }
);

export interface PreviewView {
  readonly campaignId: string;
  readonly version: number;
  readonly messages: readonly MessagePreview[];
}

/** Variables without a value, each with the number of recipients that lack it. */
export interface MissingVariablesView {
  readonly campaignId: string;
  readonly version: number;
  /** Everyone in the segment now; null without a segment. */
  readonly recipients: number | null;
  /** How many of them were rendered to find out. */
  readonly checked: number;
  readonly missing: readonly { readonly variable: string; readonly contacts: number }[];
  readonly failures: readonly { readonly detail: string; readonly contacts: number }[];
}

/** Whether the campaign could run now, and everything that speaks against it. */
export interface PreflightView {
  readonly campaignId: string;
  readonly version: number;
  readonly test: boolean;
  /** False when at least one finding blocks. */
  readonly ready: boolean;
  readonly findings: readonly PreflightFinding[];
}

/** What a definition would come to that is not published. */
export interface CampaignTrialView {
  readonly campaignId: string;
  readonly test: boolean;
  /** False when at least one finding blocks. */
  readonly ready: boolean;
  readonly findings: readonly PreflightFinding[];
  /** Everyone in the segment now; null without a segment. */
  readonly recipients: number | null;
  /** How many of them were rendered to find out. */
  readonly checked: number;
  readonly missing: readonly { readonly variable: string; readonly contacts: number }[];
  readonly failures: readonly { readonly detail: string; readonly contacts: number }[];
  /** For the contacts that were asked for. */
  readonly messages: readonly MessagePreview[];
}
