import { type CommunicationStatus, stepAllowed, stepOf, takesStep } from './lifecycle.js';
import type { BatchEvent, ReportEvent } from './messages.js';

/** One recipient's message in a run, from the plan to whatever was heard of it last. */
export interface Communication {
  readonly communicationId: string;
  readonly contactId: string;
  readonly status: CommunicationStatus;
  /** Attempts claimed so far. */
  readonly attempt: number;
  /** Why it was skipped or is held. */
  readonly reason: string | null;
}

/** An event about one communication. */
export type CommunicationEvent =
  | Exclude<BatchEvent, { type: 'BatchPlanned' | 'BatchTakenOver' | 'BatchClosed' }>
  | ReportEvent;

export const plannedCommunication = (communicationId: string, contactId: string): Communication => ({
  communicationId,
  contactId,
  status: 'planned',
  attempt: 0,
  reason: null,
});

/** What comes late or again leaves the status where it is; an attempt was made all the same. */
export const evolveCommunication = (before: Communication, event: CommunicationEvent): Communication => {
  const attempt = event.type === 'DispatchClaimed' ? event.data.attempt : before.attempt;
  if (!takesStep(before.status, event)) return { ...before, attempt };
  return { ...before, status: stepOf(event), attempt, reason: reasonOf(event) };
};

/** Nobody knows any more what became of its claim. */
export const orphaned = (before: Communication): Communication =>
  before.status === 'claimed' ? { ...before, status: 'unknown', reason: null } : before;

/** Its batch was closed while it waited. */
export const givenUp = (before: Communication): Communication =>
  stepAllowed(before.status, 'not_attempted') ? { ...before, status: 'not_attempted', reason: null } : before;

const reasonOf = (event: CommunicationEvent): string | null => {
  if (event.type === 'CommunicationHeld' || event.type === 'CommunicationSkipped') return event.data.reason;
  if (event.type === 'DraftRejected') return 'draft-rejected';
  return event.type === 'DraftExpired' ? 'draft-expired' : null;
};
