import type { GoalDefinition, Measure } from '#domain/goal/messages.js';
import type { SegmentFilter } from '#domain/segment/messages.js';
import type { VersionDiff, VersionList, VersionView } from '../definitions/definition-view.js';
import type { GoalView } from '../goals/goals.controller.js';
import type { Accepted } from '../http/commands.js';
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

  SegmentFilter: SegmentFilter;
}
