import type { BatchEvent, ReportEvent } from './batch/messages.js';
import type { BulkEvent } from './bulk/messages.js';
import type { CampaignEvent } from './campaign/messages.js';
import type { ContactEvent } from './contact/messages.js';
import type { GoalEvent } from './goal/messages.js';
import type { HoldEvent } from './hold/messages.js';
import type { LessonEvent } from './lesson/messages.js';
import type { OccurrenceEvent } from './occurrence/messages.js';
import type { RunEvent } from './run/messages.js';
import type { ScheduleEvent } from './schedule/messages.js';
import type { SegmentEvent } from './segment/messages.js';
import type { SenderEvent } from './sender/messages.js';
import type { SuppressionEvent } from './suppression/messages.js';
import type { ThreadEvent } from './thread/messages.js';

/** What each category of streams holds: the whole vocabulary of the log. */
export interface EventsByCategory {
  goal: GoalEvent;
  segment: SegmentEvent;
  sender: SenderEvent;
  campaign: CampaignEvent;
  contact: ContactEvent;
  suppression: SuppressionEvent;
  hold: HoldEvent;
  run: RunEvent;
  runbatch: BatchEvent;
  report: ReportEvent;
  thread: ThreadEvent;
  schedule: ScheduleEvent;
  occurrence: OccurrenceEvent;
  bulk: BulkEvent;
  lesson: LessonEvent;
}

export type Category = keyof EventsByCategory;
export type AnyEvent = EventsByCategory[Category];
