import {
  type Communication,
  type CommunicationEvent,
  evolveCommunication,
  givenUp,
  orphaned,
  plannedCommunication,
} from './communication.js';
import { type CommunicationStatus, communicationStatuses, isSettled, stepAllowed, stepOf } from './lifecycle.js';

const one = { communicationId: 'r1.1.0', contactId: 'ca' };
const claim = { ...one, attempt: 2, fence: 1, messageId: 'm', contentHash: 'h', addressHash: 'k' };
const settled = (
  outcome: Extract<CommunicationEvent, { type: 'DispatchSettled' }>['data']['outcome'],
): CommunicationEvent => ({
  type: 'DispatchSettled',
  data: { ...one, attempt: 2, fence: 1, outcome },
});
const reported = (report: 'delivered' | 'bounced' | 'complained'): CommunicationEvent => ({
  type: 'DeliveryReported',
  data: { ...one, reportId: 'y1', report, evidence: 'dsn' },
});
const resolved = (resolution: 'was-sent' | 'was-not-sent'): CommunicationEvent => ({
  type: 'DispatchResolved',
  data: { ...one, resolution, by: 'operator', detail: 'asked' },
});
/** Of the attempt before, where another one is on the wire. */
const wasNotSent = resolved('was-not-sent');
const rule = { rule: 'r', version: 1 } as const;

/** Every event about one message: the status it asks for, and the reason it gives. */
const events: readonly (readonly [CommunicationStatus, CommunicationEvent, string | null])[] = [
  ['draft', { type: 'DraftPrepared', data: { ...one, contentHash: 'h', expiresAt: 'x', draft: 1 } }, null],
  ['approved', { type: 'DraftApproved', data: { ...one, contentHash: 'h' } }, null],
  ['rejected', { type: 'DraftRejected', data: { ...one, contentHash: 'h' } }, 'draft-rejected'],
  ['expired', { type: 'DraftExpired', data: one }, 'draft-expired'],
  ['held', { type: 'CommunicationHeld', data: { ...one, ...rule, reason: 'hold' } }, 'hold'],
  ['skipped', { type: 'CommunicationSkipped', data: { ...one, ...rule, reason: 'suppressed' } }, 'suppressed'],
  ['claimed', { type: 'DispatchClaimed', data: claim }, null],
  ['accepted', settled({ kind: 'accepted', answer: '250' }), null],
  ['refused', settled({ kind: 'refused', code: '550', answer: 'no' }), null],
  ['deferred', settled({ kind: 'deferred', code: '450', answer: 'later', until: 'x' }), null],
  ['unknown', settled({ kind: 'unknown', detail: 'cut' }), null],
  ['delivered', reported('delivered'), null],
  ['bounced', reported('bounced'), null],
  ['complained', reported('complained'), null],
  ['accepted', resolved('was-sent'), null],
  ['refused', wasNotSent, null],
];

/** Where a message may go from each status. */
const ways: Readonly<Record<CommunicationStatus, readonly CommunicationStatus[]>> = {
  planned: ['draft', 'held', 'skipped', 'claimed', 'not_attempted'],
  draft: ['draft', 'approved', 'rejected', 'expired', 'not_attempted'],
  approved: ['held', 'skipped', 'claimed', 'not_attempted'],
  rejected: [],
  expired: [],
  held: ['draft', 'held', 'skipped', 'claimed', 'not_attempted'],
  claimed: ['accepted', 'refused', 'deferred', 'unknown', 'delivered', 'bounced', 'complained'],
  deferred: ['held', 'skipped', 'claimed', 'not_attempted'],
  accepted: ['delivered', 'bounced', 'complained'],
  delivered: ['bounced', 'complained'],
  bounced: [],
  complained: [],
  refused: [],
  skipped: [],
  unknown: ['claimed', 'accepted', 'refused', 'delivered', 'bounced', 'complained'],
  not_attempted: [],
};

const standing = (status: CommunicationStatus): Communication => ({ ...one, status, attempt: 1, reason: 'before' });

test('a planned message has been attempted never and for no reason', () => {
  expect(plannedCommunication('r1.1.0', 'ca')).toEqual({ ...one, status: 'planned', attempt: 0, reason: null });
});

describe.each(communicationStatuses)('a message that is %s', (from) => {
  test.each(events)('moves on to %s if that is one of its ways', (to, event, reason) => {
    const attempt = event.type === 'DispatchClaimed' ? 2 : 1;
    expect(stepOf(event)).toBe(to);
    const isOpen = ways[from].includes(to) && !(from === 'claimed' && event === wasNotSent);
    const expected = isOpen ? { ...one, status: to, attempt, reason } : { ...standing(from), attempt };
    expect(evolveCommunication(standing(from), event)).toEqual(expected);
  });

  test('is of unknown fate once its worker is gone, if it was on the wire', () => {
    const expected = from === 'claimed' ? { ...standing(from), status: 'unknown', reason: null } : standing(from);
    expect(orphaned(standing(from))).toEqual(expected);
  });

  test('is given up with its batch if it waited', () => {
    const waits = ways[from].includes('not_attempted');
    expect(stepAllowed(from, 'not_attempted')).toBe(waits);
    expect(givenUp(standing(from))).toEqual(
      waits ? { ...standing(from), status: 'not_attempted', reason: null } : standing(from),
    );
  });
});

test('that an attempt was not sent says nothing of the one that followed it', () => {
  const path = [claim, claim].map((data): CommunicationEvent => ({ type: 'DispatchClaimed', data }));
  const again = path.reduce((before, event) => evolveCommunication(orphaned(before), event), standing('planned'));
  const late = evolveCommunication(again, wasNotSent);
  expect(evolveCommunication(late, settled({ kind: 'accepted', answer: '250' })).status).toBe('accepted');
  expect(evolveCommunication(orphaned(late), wasNotSent).status).toBe('refused');
});

test('settled is what only reports and resolutions still move', () => {
  const settledOnes = communicationStatuses.filter(isSettled);
  expect(settledOnes).toEqual([
    'rejected',
    'expired',
    'accepted',
    'delivered',
    'bounced',
    'complained',
    'refused',
    'skipped',
  ]);
});
