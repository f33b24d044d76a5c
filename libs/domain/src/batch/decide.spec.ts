import fc from 'fast-check';
import { fold, isRejection } from '../kernel/decider.js';
import { specFor } from '../testing/spec-for.js';
import { batchDecider } from './decide.js';
import type { BatchCommand, BatchEvent, Outcome } from './messages.js';
import { communicationIdOf, partsOfCommunicationId } from './state.js';
import { closingTotals, tally } from './tally.js';

const now = '2026-11-22T09:00:00.000Z';
const given = specFor(batchDecider, now);
const [a, b, c] = [0, 1, 2].map((i) => communicationIdOf('r1', 1, i)) as [string, string, string];
const planned: BatchEvent = {
  type: 'BatchPlanned',
  data: { runId: 'r1', batch: 1, contactIds: ['ca', 'cb', 'cc'], digest: 'd' },
};
const claimOf = (communicationId: string, fence = 1, resend = false): BatchCommand => ({
  type: 'Claim',
  data: { communicationId, fence, messageId: `<${communicationId}@x>`, contentHash: 'h', addressHash: 'k', resend },
});
const claimed = (communicationId: string, contactId: string, fence = 1, attempt = 1): BatchEvent => ({
  type: 'DispatchClaimed',
  data: {
    communicationId,
    contactId,
    attempt,
    fence,
    messageId: `<${communicationId}@x>`,
    contentHash: 'h',
    addressHash: 'k',
  },
});
const settleOf = (communicationId: string, outcome: Outcome, fence = 1, attempt = 1): BatchCommand => ({
  type: 'Settle',
  data: { communicationId, attempt, fence, outcome, maxAttempts: 3 },
});
const accepted: Outcome = { kind: 'accepted', answer: '250 ok' };
const later: Outcome = { kind: 'deferred', code: '451', answer: 'later', until: '2026-11-22T09:05:00.000Z' };
const takenOver: BatchEvent = { type: 'BatchTakenOver', data: { runId: 'r1', batch: 1, fence: 2, worker: 'w2' } };
const draft: BatchEvent = {
  type: 'DraftPrepared',
  data: { communicationId: a, contactId: 'ca', contentHash: 'h1', expiresAt: '2026-11-25T09:00:00.000Z', draft: 1 },
};

const quietFrom = (openUntil: string, contentHash = 'h'): BatchCommand => ({
  type: 'Claim',
  data: {
    communicationId: a,
    fence: 1,
    messageId: `<${a}@x>`,
    contentHash,
    addressHash: 'k',
    resend: false,
    openUntil,
  },
});
const held: BatchEvent = {
  type: 'CommunicationHeld',
  data: {
    communicationId: a,
    contactId: 'ca',
    reason: 'quiet-hours',
    until: '2026-11-23T07:00:00.000Z',
    rule: 'quiet-hours',
    version: 1,
  },
};
const approved: BatchEvent = {
  type: 'DraftApproved',
  data: { communicationId: a, contactId: 'ca', contentHash: 'h1' },
};

describe('quiet hours', () => {
  it('let a message be claimed until they begin, and from then on no more', () => {
    given(planned).when(quietFrom('2026-11-22T09:00:00.001Z')).then(claimed(a, 'ca'));
    given(planned).when(quietFrom(now)).thenRejects('quiet-hours');
  });

  it('hold what nobody has claimed, and what was deferred or held before', () => {
    const { data } = held;
    const hold: BatchCommand = { type: 'Hold', data: { ...data } };
    given(planned).when(hold).then(held);
    given(planned, held).when(hold).then(held);
    given(planned, claimed(a, 'ca')).when(hold).thenRejects('not-allowed-now');
  });

  it('change nothing about what was approved: after a hold only that may be sent', () => {
    given(planned, draft, approved, held, held)
      .when(quietFrom('2026-11-22T20:00:00.000Z'))
      .thenRejects('other-content');
    given(planned, draft, approved, held, held)
      .when(quietFrom('2026-11-22T20:00:00.000Z', 'h1'))
      .thenTypes('DispatchClaimed');
  });
});

describe('a batch', () => {
  it('claims before it sends, and counts the attempts', () => {
    given(planned).when(claimOf(a)).then(claimed(a, 'ca'));
  });

  it('does not claim twice what is in flight or done', () => {
    given(planned, claimed(a, 'ca')).when(claimOf(a)).thenRejects('not-allowed-now');
  });

  it('leaves what an earlier owner had claimed as unknown, and fences that owner off', () => {
    given(planned, claimed(a, 'ca'))
      .when({ type: 'TakeOver', data: { fence: 2, worker: 'w2' } })
      .then(takenOver);
    given(planned, claimed(a, 'ca'), takenOver).when(settleOf(a, accepted)).thenRejects('fenced-off');
    given(planned, claimed(a, 'ca'), takenOver).when(claimOf(b)).thenRejects('fenced-off');
  });

  it('sends an unknown message again only where the campaign says so', () => {
    given(planned, claimed(a, 'ca'), takenOver).when(claimOf(a, 2)).thenRejects('not-allowed-now');
    given(planned, claimed(a, 'ca'), takenOver)
      .when(claimOf(a, 2, true))
      .then(claimed(a, 'ca', 2, 2));
  });

  it('takes nothing over where nobody was before', () => {
    given(planned)
      .when({ type: 'TakeOver', data: { fence: 7, worker: 'w' } })
      .then();
  });

  it('defers, and refuses after the last allowed attempt', () => {
    given(planned, claimed(a, 'ca')).when(settleOf(a, later)).thenTypes('DispatchSettled');
    given(planned, claimed(a, 'ca', 1, 3))
      .when(settleOf(a, later, 1, 3))
      .then({
        type: 'DispatchSettled',
        data: {
          communicationId: a,
          contactId: 'ca',
          attempt: 3,
          fence: 1,
          outcome: { kind: 'refused', code: 'deferred-too-often', answer: 'later' },
        },
      });
  });

  it('binds an approval to what was looked at', () => {
    const again: BatchEvent = { ...draft, data: { ...draft.data, contentHash: 'h2', draft: 2 } };
    given(planned, draft)
      .when({ type: 'ApproveDraft', data: { communicationId: a, contentHash: 'h1' } })
      .thenTypes('DraftApproved');
    given(planned, draft, again)
      .when({ type: 'ApproveDraft', data: { communicationId: a, contentHash: 'h1' } })
      .thenRejects('other-content');
    given(planned, draft, { type: 'DraftApproved', data: { communicationId: a, contactId: 'ca', contentHash: 'h1' } })
      .when(claimOf(a))
      .thenRejects('other-content');
  });

  it('takes the same decision on a draft twice, and nothing else for it', () => {
    const skipped = { communicationId: a, contactId: 'ca', rule: 'suppression-list', version: 1 } as const;
    const rejected: BatchEvent = {
      type: 'DraftRejected',
      data: { communicationId: a, contactId: 'ca', contentHash: 'h1' },
    };
    const approve = (contentHash: string): BatchCommand => ({
      type: 'ApproveDraft',
      data: { communicationId: a, contentHash },
    });
    const rejectIt: BatchCommand = { type: 'RejectDraft', data: { communicationId: a, contentHash: 'h1' } };
    given(planned, draft, approved).when(approve('h1')).then();
    given(planned, draft, approved).when(approve('h2')).thenRejects('other-content');
    given(planned, draft, approved).when(rejectIt).thenRejects('not-allowed-now');
    given(planned, draft, rejected).when(rejectIt).then();
    given(planned, draft, rejected).when(approve('h1')).thenRejects('not-allowed-now');
    given(planned, draft, { type: 'CommunicationSkipped', data: { ...skipped, reason: 'suppressed' } })
      .when(rejectIt)
      .thenRejects('not-allowed-now');
  });

  it('does not send a draft that nobody approved, and lets it expire', () => {
    given(planned, draft).when(claimOf(a)).thenRejects('not-allowed-now');
    given(planned, { ...draft, data: { ...draft.data, expiresAt: now } })
      .when({ type: 'ExpireDrafts', data: {} })
      .then({ type: 'DraftExpired', data: { communicationId: a, contactId: 'ca' } });
  });

  it('closes when everybody has an outcome, or gives up those who wait', () => {
    given(planned)
      .when({ type: 'CloseBatch', data: { abandon: false } })
      .thenRejects('not-allowed-now');
    given(planned, claimed(a, 'ca'))
      .when({ type: 'CloseBatch', data: { abandon: true } })
      .thenRejects('not-allowed-now');
    given(planned)
      .when({ type: 'CloseBatch', data: { abandon: true } })
      .then({
        type: 'BatchClosed',
        data: {
          runId: 'r1',
          batch: 1,
          totals: { audience: 3, accepted: 0, refused: 0, skipped: {}, unknown: 0, notAttempted: 3 },
        },
      });
  });
});

const anyCommand: fc.Arbitrary<BatchCommand> = fc.oneof(
  fc.tuple(fc.constantFrom(a, b, c), fc.integer({ min: 1, max: 4 }), fc.boolean()).map((args) => claimOf(...args)),
  fc
    .tuple(
      fc.constantFrom(a, b, c),
      fc.constantFrom<Outcome>(
        accepted,
        later,
        { kind: 'refused', code: '550', answer: 'no' },
        { kind: 'unknown', detail: 'cut' },
      ),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 4 }),
    )
    .map((args) => settleOf(...args)),
  fc.integer({ min: 1, max: 4 }).map((fence): BatchCommand => ({ type: 'TakeOver', data: { fence, worker: 'w' } })),
  fc.constantFrom(a, b, c).map((communicationId): BatchCommand => ({
    type: 'Skip',
    data: { communicationId, reason: 'suppressed', rule: 'suppression', version: 1 },
  })),
  fc
    .tuple(fc.constantFrom(a, b, c), fc.constantFrom('h', 'h2'))
    .map(([communicationId, contentHash]): BatchCommand => ({
      type: 'PrepareDraft',
      data: { communicationId, contentHash, expiresAt: now },
    })),
  fc
    .tuple(fc.constantFrom(a, b, c), fc.constantFrom('h', 'h2'))
    .map(([communicationId, contentHash]): BatchCommand => ({
      type: 'ApproveDraft',
      data: { communicationId, contentHash },
    })),
  fc.constantFrom<BatchCommand>(
    { type: 'ExpireDrafts', data: {} },
    { type: 'CloseBatch', data: { abandon: true } },
    { type: 'CloseBatch', data: { abandon: false } },
  ),
);

const lifeOf = (commands: readonly BatchCommand[]): BatchEvent[] =>
  commands.reduce<BatchEvent[]>(
    (events, command) => {
      const decision = batchDecider.decide(command, fold(batchDecider, events), now);
      return isRejection(decision) ? events : [...events, ...decision];
    },
    [planned],
  );

describe('whatever commands come, a batch', () => {
  const life = fc.array(anyCommand, { maxLength: 40 }).map(lifeOf);

  it('keeps every recipient in exactly one column', () => {
    fc.assert(
      fc.property(life, (events) => {
        const state = fold(batchDecider, events);
        if (state.status !== 'open') return;
        const { audience, waiting, inFlight, accepted: sent, refused, skipped, unknown } = tally(state);
        const skippedCount = Object.values(skipped).reduce((sum, n) => sum + n, 0);
        expect(waiting + inFlight + sent + refused + skippedCount + unknown).toBe(audience);
        expect(closingTotals(state).audience).toBe(3);
      }),
    );
  });

  it('claims an accepted, refused or skipped communication never again', () => {
    fc.assert(
      fc.property(life, (events) => {
        const done = new Set<string>();
        for (const event of events) {
          if (event.type === 'DispatchClaimed') expect(done).not.toContain(event.data.communicationId);
          const ends =
            event.type === 'CommunicationSkipped' ||
            event.type === 'DraftExpired' ||
            (event.type === 'DispatchSettled' && ['accepted', 'refused'].includes(event.data.outcome.kind));
          if (ends) done.add(event.data.communicationId);
        }
      }),
    );
  });

  it('accepts events of rising fences only', () => {
    fc.assert(
      fc.property(life, (events) => {
        const fences = events.flatMap((event) => ('fence' in event.data ? [event.data.fence] : []));
        expect(fences).toEqual(fences.toSorted((x, y) => x - y));
      }),
    );
  });

  it('records nothing after it is closed', () => {
    fc.assert(
      fc.property(life, (events) => {
        const closed = events.findIndex(({ type }) => type === 'BatchClosed');
        if (closed >= 0) expect(closed).toBe(events.length - 1);
      }),
    );
  });
});

describe("a communication's id", () => {
  it('tells its run, batch and place', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99999 }), fc.integer({ min: 0, max: 199 }), (batch, index) => {
        expect(partsOfCommunicationId(communicationIdOf('0r1', batch, index))).toEqual({ runId: '0r1', batch, index });
      }),
    );
    expect(partsOfCommunicationId('r1.0.1')).toBeNull();
    expect(partsOfCommunicationId('nonsense')).toBeNull();
  });
});
