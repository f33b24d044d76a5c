import type { BatchEvent, ReportEvent } from './messages.js';

export const communicationStatuses = [
  'planned',
  'draft',
  'approved',
  'rejected',
  'expired',
  'held',
  'claimed',
  'deferred',
  'accepted',
  'delivered',
  'bounced',
  'complained',
  'refused',
  'skipped',
  'unknown',
  'not_attempted',
] as const;
export type CommunicationStatus = (typeof communicationStatuses)[number];

/** Past these only reports and resolutions move a communication. */
const settled = [
  'accepted',
  'delivered',
  'bounced',
  'complained',
  'refused',
  'skipped',
  'rejected',
  'expired',
] as const;
const claimable = ['planned', 'approved', 'held', 'deferred'] as const;
const waiting = [...claimable, 'draft'] as const;

interface Step {
  readonly from: readonly CommunicationStatus[];
  readonly to: CommunicationStatus;
}

/** Every way a communication moves; an event that finds it elsewhere (late, repeated) leaves it where it is. */
export const communicationSteps = {
  draft: { from: ['planned', 'held', 'draft'], to: 'draft' },
  approved: { from: ['draft'], to: 'approved' },
  rejected: { from: ['draft'], to: 'rejected' },
  expired: { from: ['draft'], to: 'expired' },
  held: { from: ['planned', 'approved', 'held', 'deferred'], to: 'held' },
  skipped: { from: claimable, to: 'skipped' },
  claimed: { from: [...claimable, 'unknown'], to: 'claimed' },
  accepted: { from: ['claimed', 'unknown'], to: 'accepted' },
  refused: { from: ['claimed', 'unknown'], to: 'refused' },
  deferred: { from: ['claimed'], to: 'deferred' },
  /** A claim whose owner is gone. */
  unknown: { from: ['claimed'], to: 'unknown' },
  /** A report may be written down before the answer that it overtook. */
  delivered: { from: ['claimed', 'accepted', 'unknown'], to: 'delivered' },
  bounced: { from: ['claimed', 'accepted', 'delivered', 'unknown'], to: 'bounced' },
  complained: { from: ['claimed', 'accepted', 'delivered', 'unknown'], to: 'complained' },
  not_attempted: { from: waiting, to: 'not_attempted' },
} as const satisfies Partial<Record<CommunicationStatus, Step>>;

export type CommunicationStep = keyof typeof communicationSteps;

export const stepAllowed = (from: CommunicationStatus, step: CommunicationStep): boolean =>
  (communicationSteps[step].from as readonly CommunicationStatus[]).includes(from);

/**
 * Whether a communication that stands there takes the step of an event. That it was not sent is said of the attempt
 * whose fate was unknown, and nothing of one that was claimed since.
 */
export const takesStep = (from: CommunicationStatus, event: EventOfOne): boolean => {
  const isOfEarlierAttempt =
    from === 'claimed' && event.type === 'DispatchResolved' && event.data.resolution === 'was-not-sent';
  return stepAllowed(from, stepOf(event)) && !isOfEarlierAttempt;
};

type EventOfOne = Exclude<BatchEvent, { type: 'BatchPlanned' | 'BatchTakenOver' | 'BatchClosed' }> | ReportEvent;

/** The step that an event about one communication asks for. */
export const stepOf = (event: EventOfOne): CommunicationStep => {
  if (event.type === 'DispatchSettled') return event.data.outcome.kind;
  if (event.type === 'DeliveryReported') return event.data.report;
  if (event.type === 'DispatchResolved') return event.data.resolution === 'was-sent' ? 'accepted' : 'refused';
  return stepByType[event.type];
};

const stepByType = {
  DraftPrepared: 'draft',
  DraftApproved: 'approved',
  DraftRejected: 'rejected',
  DraftExpired: 'expired',
  CommunicationHeld: 'held',
  CommunicationSkipped: 'skipped',
  DispatchClaimed: 'claimed',
} as const satisfies Record<
  Exclude<EventOfOne['type'], 'DispatchSettled' | 'DeliveryReported' | 'DispatchResolved'>,
  CommunicationStep
>;

export const isSettled = (status: CommunicationStatus): boolean => (settled as readonly string[]).includes(status);
