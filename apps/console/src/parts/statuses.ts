import {
  Ban,
  CalendarClock,
  CalendarX,
  CircleCheck,
  CircleDot,
  CircleHelp,
  CircleSlash,
  CircleX,
  FileCheck2,
  FilePen,
  FileX2,
  Hourglass,
  ListChecks,
  Loader,
  type LucideIcon,
  MailCheck,
  MailWarning,
  MailX,
  PauseCircle,
  Play,
  Send,
  SkipForward,
  TimerOff,
  TriangleAlert,
} from 'lucide-react';
import type { Schemas } from '#client/client.js';

export type RunStatus = Schemas['RunStatus'];

/** `good` ended well, `busy` works, `plan` will, `warn` wants a look, `bad` failed, `calm` rests. */
export type Tone = 'good' | 'busy' | 'plan' | 'warn' | 'bad' | 'calm';

export interface StatusLook {
  readonly label: string;
  readonly tone: Tone;
  readonly icon: LucideIcon;
}

/** How each status of a run is shown, in the order of its life. */
export const runStatuses = {
  requested: { label: 'Requested', tone: 'plan', icon: CircleDot },
  scheduled: { label: 'Scheduled', tone: 'plan', icon: CalendarClock },
  queued: { label: 'Queued', tone: 'plan', icon: Hourglass },
  preparing: { label: 'Preparing', tone: 'busy', icon: ListChecks },
  running: { label: 'Running', tone: 'busy', icon: Play },
  awaiting_approval: { label: 'Awaiting approval', tone: 'warn', icon: FileCheck2 },
  pausing: { label: 'Pausing', tone: 'calm', icon: Loader },
  paused: { label: 'Paused', tone: 'calm', icon: PauseCircle },
  cancelling: { label: 'Cancelling', tone: 'calm', icon: Loader },
  completed: { label: 'Completed', tone: 'good', icon: CircleCheck },
  completed_with_failures: { label: 'Completed with failures', tone: 'warn', icon: TriangleAlert },
  failed: { label: 'Failed', tone: 'bad', icon: CircleX },
  cancelled: { label: 'Cancelled', tone: 'calm', icon: Ban },
  missed: { label: 'Missed', tone: 'bad', icon: CalendarX },
} satisfies Record<RunStatus, StatusLook>;

export const isEnded = (status: RunStatus): boolean =>
  ['completed', 'completed_with_failures', 'failed', 'cancelled', 'missed'].includes(status);

export type CommunicationStatus = Schemas['CommunicationStatus'];

/** How each status of a communication is shown. */
export const communicationStatuses = {
  planned: { label: 'Planned', tone: 'plan', icon: CircleDot },
  draft: { label: 'Draft', tone: 'warn', icon: FilePen },
  approved: { label: 'Approved', tone: 'busy', icon: FileCheck2 },
  rejected: { label: 'Rejected', tone: 'calm', icon: FileX2 },
  expired: { label: 'Expired', tone: 'calm', icon: TimerOff },
  held: { label: 'Held', tone: 'calm', icon: PauseCircle },
  deferred: { label: 'Deferred', tone: 'plan', icon: Hourglass },
  claimed: { label: 'In flight', tone: 'busy', icon: Send },
  accepted: { label: 'Accepted', tone: 'good', icon: CircleCheck },
  delivered: { label: 'Delivered', tone: 'good', icon: MailCheck },
  bounced: { label: 'Bounced', tone: 'bad', icon: MailX },
  complained: { label: 'Complained', tone: 'bad', icon: MailWarning },
  refused: { label: 'Refused', tone: 'bad', icon: CircleX },
  skipped: { label: 'Skipped', tone: 'calm', icon: SkipForward },
  unknown: { label: 'Unknown', tone: 'warn', icon: CircleHelp },
  not_attempted: { label: 'Not attempted', tone: 'calm', icon: CircleSlash },
} satisfies Record<CommunicationStatus, StatusLook>;
