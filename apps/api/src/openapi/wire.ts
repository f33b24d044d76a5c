import type { GoalDefinition, Measure } from '#domain/goal/messages.js';
import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { SegmentDefinition, SegmentFilter } from '#domain/segment/messages.js';
import type { SenderDefinition } from '#domain/sender/messages.js';
import type { CampaignView } from '../campaigns/campaigns.controller.js';
import type { MissingVariablesView, PreflightView, PreviewView } from '../campaigns/campaign-views.js';
import type { VersionDiff, VersionList, VersionView } from '../definitions/definition-view.js';
import type { GoalView } from '../goals/goals.controller.js';
import type { Accepted } from '../http/commands.js';
import type { AudienceView, SegmentView } from '../segments/segments.controller.js';
import type { SenderView } from '../senders/senders.controller.js';
import type { ProblemBody } from '../http/problem.js';

/**
 * What the API answers with, and types that its requests refer to: each member becomes the schema of that name
 * in the OpenAPI document. A new area adds its types here.
 */
export interface Wire {
  Accepted: Accepted;
  Problem: ProblemBody;
  VersionList: VersionList;
  VersionDiff: VersionDiff;

  Goal: GoalView;
  GoalVersion: VersionView<GoalDefinition>;
  Measure: Measure;
  Target: NonNullable<GoalDefinition['target']>;

  Segment: SegmentView;
  SegmentVersion: VersionView<SegmentDefinition>;
  SegmentFilter: SegmentFilter;
  Audience: AudienceView;

  Sender: SenderView;
  SenderVersion: VersionView<SenderDefinition>;

  Campaign: CampaignView;
  CampaignVersion: VersionView<CampaignDefinition>;
  CampaignPreview: PreviewView;
  MissingVariables: MissingVariablesView;
  Preflight: PreflightView;
}
