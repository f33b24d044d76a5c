import fc from 'fast-check';
import { communicationSteps, type CommunicationStatus, stepAllowed, stepOf } from '#domain/batch/lifecycle.js';
import type { AnyEvent } from '#domain/events.js';
import { recorded } from '../../../../test/support/event-builders.js';
import { type EventIn, known } from '../vocabulary.js';
import {
  afterClosing,
  afterReplies,
  afterTakeOver,
  type CommunicationRow,
  type EventOfOne,
  evolveCommunication,
  plannedRow,
} from './fold.js';

const at = '2026-11-22T09:00:00.000Z';
const later = '2026-11-22T10:00:00.000Z';
const of = { communicationId: 'r1.1.0', contactId: 'k1' };
const planned = plannedRow({ runId: 'r1', batch: 1, idx: 0 }, 'k1', at);

const events = {
  draft: { type: 'DraftPrepared', data: { ...of, contentHash: 'h1', expiresAt: later, draft: 1 } },
  approved: { type: 'DraftApproved', data: { ...of, contentHash: 'h1', note: 'fine' } },
  rejected: { type: 'DraftRejected', data: { ...of, contentHash: 'h1', note: 'too loud' } },
  expired: { type: 'DraftExpired', data: of },
  held: { type: 'CommunicationHeld', data: { ...of, reason: 'hold', rule: 'hold all', version: 3 } },
  skipped: { type: 'CommunicationSkipped', data: { ...of, reason: 'no-consent', rule: 'consent', version: 2 } },
  claimed: {
    type: 'DispatchClaimed',
    data: { ...of, attempt: 1, fence: 1, messageId: '<m1>', contentHash: 'h1', addressHash: 'a1' },
  },
  accepted: {
    type: 'DispatchSettled',
    data: { ...of, attempt: 1, fence: 1, outcome: { kind: 'accepted', answer: 'ok', providerId: 'p1' } },
  },
  refused: {
    type: 'DispatchSettled',
    data: { ...of, attempt: 1, fence: 1, outcome: { kind: 'refused', code: '5.1.1', answer: 'no' } },
  },
  deferred: {
    type: 'DispatchSettled',
    data: { ...of, attempt: 1, fence: 1, outcome: { kind: 'deferred', code: '4.2.1', answer: 'later', until: later } },
  },
  unknown: {
    type: 'DispatchSettled',
    data: { ...of, attempt: 1, fence: 1, outcome: { kind: 'unknown', detail: 'broke' } },
  },
  delivered: { type: 'DeliveryReported', data: { ...of, reportId: 'p1', report: 'delivered', evidence: 'dsn' } },
  bounced: {
    type: 'DeliveryReported',
    data: { ...of, reportId: 'p2', report: 'bounced', status: '5.1.1', evidence: 'dsn' },
  },
  complained: { type: 'DeliveryReported', data: { ...of, reportId: 'p3', report: 'complained', evidence: 'arf' } },
  wasSent: {
    type: 'DispatchResolved',
    data: { ...of, resolution: 'was-sent', by: 'operator', detail: 'in their inbox' },
  },
  wasNotSent: {
    type: 'DispatchResolved',
    data: { ...of, resolution: 'was-not-sent', by: 'operator', detail: 'not in the log' },
  },
} as const satisfies Record<string, AnyEvent>;
type Name = keyof typeof events;
const names = Object.keys(events) as Name[];

const isOfOne = (event: EventIn<'runbatch' | 'report'>): event is EventOfOne => 'communicationId' in event.data;

const eventOf = (name: Name): EventOfOne => {
  const event = events[name];
  const category = event.type === 'DeliveryReported' || event.type === 'DispatchResolved' ? 'report' : 'runbatch';
  const [one] = known(
    ['runbatch', 'report'],
    recorded([{ stream: `${category}-r1.1`, event, at: later, actor: 'ann' }]),
  );
  if (one === undefined || !isOfOne(one)) throw new Error('an event of one communication');
  return one;
};
const after = (...path: readonly Name[]): CommunicationRow =>
  path.reduce((row, name) => evolveCommunication(row, eventOf(name)), planned);

describe('a communication', () => {
  it('carries the attempt, its hashes and the answer', () => {
    expect(after('claimed', 'accepted')).toMatchObject({
      status: 'accepted',
      attempt: 1,
      message_id: '<m1>',
      content_hash: 'h1',
      address_hash: 'a1',
      answer: 'ok',
      provider_id: 'p1',
      claimed_at: later,
      settled_at: later,
      accepted_at: later,
    });
  });

  it('says why it waits or was skipped, by which version of which rule, and forgets it with the next step', () => {
    expect(after('held')).toMatchObject({
      status: 'held',
      reason: 'hold',
      rule: 'hold all',
      rule_version: 3,
      until_at: null,
    });
    expect(after('held', 'claimed')).toMatchObject({ status: 'claimed', reason: null, rule: null });
    expect(after('skipped')).toMatchObject({
      status: 'skipped',
      reason: 'no-consent',
      rule: 'consent',
      rule_version: 2,
    });
    expect(after('claimed', 'deferred')).toMatchObject({ status: 'deferred', code: '4.2.1', until_at: later });
    expect(after('draft', 'rejected')).toMatchObject({ status: 'rejected', note: 'too loud', draft: 1 });
  });

  it('is accepted by later proof, and a bounce proves it too', () => {
    expect(after('claimed', 'unknown', 'wasSent')).toMatchObject({
      status: 'accepted',
      resolution: 'was-sent',
      resolved_by: 'operator',
      accepted_at: later,
    });
    expect(after('claimed', 'unknown', 'bounced')).toMatchObject({
      status: 'bounced',
      code: '5.1.1',
      accepted_at: later,
    });
    expect(after('claimed', 'unknown', 'wasNotSent')).toMatchObject({ status: 'refused', accepted_at: null });
  });

  it('is what a report says that was written down before the answer it overtook, or before its worker was lost', () => {
    expect(after('claimed', 'bounced', 'accepted')).toMatchObject({
      status: 'bounced',
      code: '5.1.1',
      answer: 'ok',
      provider_id: 'p1',
      settled_at: later,
      accepted_at: later,
    });
    expect(afterTakeOver(after('claimed', 'delivered'), later)).toMatchObject({ status: 'delivered' });
  });

  it('is not moved back by reports that come late or again', () => {
    expect(after('claimed', 'accepted', 'complained', 'delivered')).toMatchObject({ status: 'complained' });
    expect(after('claimed', 'accepted', 'bounced', 'delivered', 'bounced')).toMatchObject({ status: 'bounced' });
    expect(after('claimed', 'accepted', 'wasNotSent')).toEqual(after('claimed', 'accepted'));
    expect(after('skipped', 'claimed')).toEqual({ ...after('skipped'), attempt: 1 });
  });

  it('has the outcome of its newest attempt, whatever is learnt late of the one before', () => {
    const again = after('claimed', 'unknown', 'claimed', 'wasNotSent');
    expect(again).toEqual(after('claimed', 'unknown', 'claimed'));
    expect(evolveCommunication(again, eventOf('accepted'))).toMatchObject({ status: 'accepted', resolution: null });
  });

  it('is unknown when its owner lost the batch, and not attempted when the batch closed over it', () => {
    expect(afterTakeOver(after('claimed'), later)).toMatchObject({ status: 'unknown', settled_at: later });
    expect(afterTakeOver(after('claimed', 'accepted'), later)).toEqual(after('claimed', 'accepted'));
    expect(afterClosing(after('draft'), later)).toMatchObject({ status: 'not_attempted', until_at: null });
    expect(afterClosing(after('claimed', 'refused'), later)).toEqual(after('claimed', 'refused'));
  });

  it('was answered when a person first wrote back, whatever its status', () => {
    const row = after('claimed', 'accepted');
    const answers = [
      { human: false, received_at: at },
      { human: true, received_at: later },
    ];
    expect(afterReplies(row, answers)).toEqual({ ...row, replied_at: later });
    expect(afterReplies(afterReplies(row, answers), [])).toEqual(row);
  });
});

test('a status changes only by a step the lifecycle allows', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...names), { maxLength: 30 }), (path) => {
      let row = planned;
      for (const name of path) {
        const next = evolveCommunication(row, eventOf(name));
        const step = stepOf(eventOf(name));
        const isOfEarlierAttempt = name === 'wasNotSent' && row.status === 'claimed';
        const moves = stepAllowed(row.status, step) && !isOfEarlierAttempt;
        const expected: CommunicationStatus = moves ? communicationSteps[step].to : row.status;
        expect(next.status).toBe(expected);
        row = next;
      }
    }),
  );
});
