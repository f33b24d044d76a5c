import fc from 'fast-check';
import type { BatchEvent } from '#domain/batch/messages.js';
import { type BatchState, evolveBatch, noBatch } from '#domain/batch/state.js';
import { tally } from '#domain/batch/tally.js';
import { skipReasons } from '#domain/batch/messages.js';
import { columnsOf, afterTakeOver, letterAfter, placeOf, planned, withLetter } from './standings.js';

const size = 5;
const at = '2026-11-22T09:00:00.000Z';

/** Any event at any time: what was recorded happened, also in an order that no decider would allow. */
const anyEvent: fc.Arbitrary<BatchEvent> = fc
  .record({
    index: fc.integer({ min: 0, max: size }),
    batch: fc.constantFrom(1, 1, 1, 2),
    reason: fc.constantFrom(...skipReasons),
    kind: fc.constantFrom(
      'draft',
      'approve',
      'reject',
      'expire',
      'hold',
      'skip',
      'claim',
      'accepted',
      'refused',
      'unknown',
      'deferred',
      'over',
    ),
  })
  .map(({ index, batch, reason, kind }): BatchEvent => {
    const of = { communicationId: `r1.${batch}.${index}`, contactId: `k${index}` };
    const claim = { ...of, attempt: 1, fence: 1 };
    switch (kind) {
      case 'draft':
        return { type: 'DraftPrepared', data: { ...of, contentHash: 'h', expiresAt: at, draft: 1 } };
      case 'approve':
        return { type: 'DraftApproved', data: { ...of, contentHash: 'h' } };
      case 'reject':
        return { type: 'DraftRejected', data: { ...of, contentHash: 'h' } };
      case 'expire':
        return { type: 'DraftExpired', data: of };
      case 'hold':
        return { type: 'CommunicationHeld', data: { ...of, reason: 'hold', rule: 'hold', version: 1 } };
      case 'skip':
        return { type: 'CommunicationSkipped', data: { ...of, reason, rule: 'rule', version: 1 } };
      case 'claim':
        return { type: 'DispatchClaimed', data: { ...claim, messageId: 'm', contentHash: 'h', addressHash: 'a' } };
      case 'over':
        return { type: 'BatchTakenOver', data: { runId: 'r1', batch: 1, fence: 2, worker: 'w' } };
      case 'deferred':
        return {
          type: 'DispatchSettled',
          data: { ...claim, outcome: { kind, code: '4.2.1', answer: 'later', until: at } },
        };
      case 'refused':
        return { type: 'DispatchSettled', data: { ...claim, outcome: { kind, code: '5.1.1', answer: 'no' } } };
      case 'unknown':
        return { type: 'DispatchSettled', data: { ...claim, outcome: { kind, detail: 'broke' } } };
      default:
        return { type: 'DispatchSettled', data: { ...claim, outcome: { kind: 'accepted', answer: 'ok' } } };
    }
  });

const fold = (standings: string, event: BatchEvent): string => {
  if (event.type === 'BatchTakenOver') return afterTakeOver(standings);
  if (event.type === 'BatchPlanned' || event.type === 'BatchClosed') return standings;
  const place = placeOf({ runId: 'r1', batch: 1, standings }, event.data.communicationId);
  return place === null ? standings : withLetter(standings, place, letterAfter(event));
};

test('the letters say at every event what the domain says of the batch', () => {
  const contactIds = Array.from({ length: size }, (_, index) => `k${index}`);
  const plan: BatchEvent = { type: 'BatchPlanned', data: { runId: 'r1', batch: 1, contactIds, digest: 'd' } };
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
      let state: BatchState = evolveBatch(noBatch, plan);
      let standings = planned(size);
      for (const event of events) {
        state = evolveBatch(state, event);
        standings = fold(standings, event);
        if (state.status !== 'open') throw new Error('nothing closes it');
        const { drafts, ...columns } = columnsOf(standings);
        expect({ ...columns, audience: standings.length }).toEqual(tally(state));
        expect(drafts).toBe(state.recipients.filter(({ standing }) => standing.is === 'draft').length);
      }
    }),
  );
});

test('a skip reason of a later release is refused, so that its stream is parked and not miscounted', () => {
  const data = { communicationId: 'r1.1.0', contactId: 'k0', reason: 'moon-phase' as never, rule: 'r', version: 1 };
  expect(() => letterAfter({ type: 'CommunicationSkipped', data })).toThrow('moon-phase');
});
