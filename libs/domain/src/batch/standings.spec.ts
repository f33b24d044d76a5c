import { specFor } from '../testing/spec-for.js';
import { batchDecider } from './decide.js';
import type { BatchCommand, BatchEvent, Outcome } from './messages.js';
import { evolveBatch, partsOfCommunicationId, recipientOf } from './state.js';

const now = '2026-11-22T09:00:00.000Z';
const given = specFor(batchDecider, now);
const id = 'r1.1.0';
const one = { communicationId: id, contactId: 'ca' };
const planned: BatchEvent = {
  type: 'BatchPlanned',
  data: { runId: 'r1', batch: 1, contactIds: ['ca', 'cb'], digest: 'd' },
};
const until = '2026-11-22T10:00:00.000Z';

const drafted: BatchEvent = { type: 'DraftPrepared', data: { ...one, contentHash: 'h', expiresAt: until, draft: 1 } };
const claimed: BatchEvent = {
  type: 'DispatchClaimed',
  data: { ...one, attempt: 1, fence: 1, messageId: 'm', contentHash: 'h', addressHash: 'k' },
};
const settled = (outcome: Outcome): BatchEvent => ({
  type: 'DispatchSettled',
  data: { ...one, attempt: 1, fence: 1, outcome },
});
const accepted: Outcome = { kind: 'accepted', answer: '250' };
const rule = { rule: 'r', version: 1 } as const;

/** How a recipient comes to stand so. */
const standings = {
  planned: [],
  draft: [drafted],
  approved: [drafted, { type: 'DraftApproved', data: { ...one, contentHash: 'h' } }],
  held: [{ type: 'CommunicationHeld', data: { ...one, ...rule, reason: 'quiet-hours', until } }],
  claimed: [claimed],
  deferred: [claimed, settled({ kind: 'deferred', code: '450', answer: 'later', until })],
  accepted: [claimed, settled(accepted)],
  refused: [claimed, settled({ kind: 'refused', code: '550', answer: 'no' })],
  skipped: [{ type: 'CommunicationSkipped', data: { ...one, ...rule, reason: 'suppressed' } }],
  rejected: [drafted, { type: 'DraftRejected', data: { ...one, contentHash: 'h' } }],
  unknown: [claimed, settled({ kind: 'unknown', detail: 'cut' })],
} as const satisfies Record<string, readonly BatchEvent[]>;
type Standing = keyof typeof standings;

const claim = (resend: boolean, communicationId = id): BatchCommand => ({
  type: 'Claim',
  data: { communicationId, fence: 1, messageId: 'm', contentHash: 'h', addressHash: 'k', resend },
});
const settle = (changes: { attempt?: number; fence?: number; communicationId?: string } = {}): BatchCommand => ({
  type: 'Settle',
  data: { communicationId: id, attempt: 1, fence: 1, outcome: accepted, maxAttempts: 3, ...changes },
});

interface Row {
  readonly command: BatchCommand;
  /** From where it leads to its event, which names the recipient. */
  readonly from: readonly Standing[];
  readonly event: BatchEvent;
  /** Where it is done already. */
  readonly already?: Standing;
}

const waiting = ['planned', 'approved', 'held', 'deferred'] as const;
const skip = { communicationId: id, ...rule, reason: 'no-address' } as const;
const hold = { communicationId: id, ...rule, reason: 'hold', until } as const;

const commands: Readonly<Record<string, Row>> = {
  drafted: {
    command: { type: 'PrepareDraft', data: { communicationId: id, contentHash: 'h', expiresAt: until } },
    from: ['planned', 'draft', 'held'],
    event: drafted,
  },
  approved: {
    command: { type: 'ApproveDraft', data: { communicationId: id, contentHash: 'h', note: 'good' } },
    from: ['draft'],
    event: { type: 'DraftApproved', data: { ...one, contentHash: 'h', note: 'good' } },
    already: 'approved',
  },
  rejected: {
    command: { type: 'RejectDraft', data: { communicationId: id, contentHash: 'h' } },
    from: ['draft'],
    event: { type: 'DraftRejected', data: { ...one, contentHash: 'h' } },
    already: 'rejected',
  },
  held: {
    command: { type: 'Hold', data: hold },
    from: waiting,
    event: { type: 'CommunicationHeld', data: { ...hold, contactId: 'ca' } },
  },
  skipped: {
    command: { type: 'Skip', data: skip },
    from: waiting,
    event: { type: 'CommunicationSkipped', data: { ...skip, contactId: 'ca' } },
  },
  claimed: { command: claim(false), from: waiting, event: claimed },
  'claimed, also after an unknown fate': { command: claim(true), from: [...waiting, 'unknown'], event: claimed },
  settled: { command: settle(), from: ['claimed'], event: settled(accepted) },
};

describe.each(Object.entries(commands))('a message is %s', (_, { command, from, event, already }) => {
  const every = Object.keys(standings) as Standing[];
  const others = every.filter((standing) => !from.includes(standing) && standing !== already);

  test.each(from)('when it is %s', (standing) => {
    const attempt = standing === 'deferred' || standing === 'unknown' ? 2 : 1;
    const draft = standing === 'draft' ? 2 : 1;
    const data = {
      ...event.data,
      ...('attempt' in event.data ? { attempt } : {}),
      ...('draft' in event.data ? { draft } : {}),
    };
    given(planned, ...standings[standing])
      .when(command)
      .then({ ...event, data } as BatchEvent);
  });

  test.each(others)('not when it is %s', (standing) => {
    given(planned, ...standings[standing])
      .when(command)
      .thenRejects('not-allowed-now');
  });

  test('and a second time changes nothing', () => {
    if (already === undefined) return;
    given(planned, ...standings[already])
      .when(command)
      .then();
  });

  test('only if it is one of the batch', () => {
    given().when(command).thenRejects('no-such-batch');
    for (const communicationId of ['r1.1.2', 'r1.2.0', 'r2.1.0', 'nonsense', 'r1.1.00']) {
      const other = { ...command, data: { ...command.data, communicationId } } as BatchCommand;
      given(planned).when(other).thenRejects('no-such-communication');
    }
  });

  test('not any more when the batch is closed', () => {
    const totals = { audience: 2, accepted: 0, refused: 0, skipped: {}, unknown: 0, notAttempted: 2 };
    given(planned, { type: 'BatchClosed', data: { runId: 'r1', batch: 1, totals } })
      .when(command)
      .thenRejects('batch-closed');
  });
});

test('a batch is planned once, and closed once', () => {
  const plan: BatchCommand = {
    type: 'PlanBatch',
    data: { runId: 'r1', batch: 1, contactIds: ['ca', 'cb'], digest: 'd' },
  };
  given().when(plan).then(planned);
  given(planned).when(plan).then();
  const totals = { audience: 2, accepted: 0, refused: 0, skipped: {}, unknown: 0, notAttempted: 2 };
  const closed: BatchEvent = { type: 'BatchClosed', data: { runId: 'r1', batch: 1, totals } };
  given(planned)
    .when({ type: 'CloseBatch', data: { abandon: true } })
    .then(closed);
  given(planned, closed)
    .when({ type: 'CloseBatch', data: { abandon: false } })
    .then();
  expect(given(planned, closed).state()).toEqual({ status: 'closed', runId: 'r1', batch: 1, totals });
  expect(given(planned, closed, claimed).state()).toEqual(given(planned, closed).state());
  expect(given(claimed).state()).toEqual({ status: 'absent' });
});

test('who has the batch is who has the highest fence', () => {
  const takeOver = (fence: number): BatchCommand => ({ type: 'TakeOver', data: { fence, worker: 'w' } });
  const taken = (fence: number): BatchEvent => ({
    type: 'BatchTakenOver',
    data: { runId: 'r1', batch: 1, fence, worker: 'w' },
  });
  given(planned, claimed).when(takeOver(1)).then();
  given(planned, claimed).when(takeOver(2)).then(taken(2));
  given(planned, claimed, taken(3)).when(takeOver(2)).thenRejects('fenced-off');
  given(planned, claimed, taken(3)).when(takeOver(3)).then();
  const higher: BatchEvent = { ...claimed, data: { ...claimed.data, fence: 5 } };
  given(planned, higher, taken(2)).when(takeOver(4)).thenRejects('fenced-off');
  expect(given(planned, higher, taken(2)).state()).toMatchObject({ fence: 5 });
  given(planned, higher).when(claim(false, 'r1.1.1')).thenRejects('fenced-off');
  given(planned, higher).when(settle()).thenRejects('fenced-off');
});

test('a take-over leaves alone whoever is not on the wire', () => {
  const taken: BatchEvent = { type: 'BatchTakenOver', data: { runId: 'r1', batch: 1, fence: 2, worker: 'w' } };
  for (const [standing, events] of Object.entries(standings)) {
    const before = given(planned, ...events).state();
    const after = given(planned, ...events, taken).state();
    if (before.status !== 'open' || after.status !== 'open') throw new Error('the batch is open');
    const expected = standing === 'claimed' ? { is: 'unknown' } : recipientOf(before, id)?.standing;
    expect(recipientOf(after, id)?.standing).toEqual(expected);
    expect(recipientOf(after, 'r1.1.1')?.standing).toEqual({ is: 'planned' });
  }
});

test('an outcome is that of the very attempt that is on the wire', () => {
  given(planned, claimed)
    .when(settle({ attempt: 2 }))
    .thenRejects('not-allowed-now');
  given(planned, claimed)
    .when(settle({ fence: 2 }))
    .thenRejects('not-allowed-now');
});

test('only a deferral turns into a refusal at the last attempt', () => {
  const third: BatchEvent = { ...claimed, data: { ...claimed.data, attempt: 3 } };
  given(planned, third)
    .when(settle({ attempt: 3 }))
    .then({ type: 'DispatchSettled', data: { ...one, attempt: 3, fence: 1, outcome: accepted } });
});

test('an approval is of what was looked at, and what is sent is what was approved', () => {
  const approve: BatchCommand = { type: 'ApproveDraft', data: { communicationId: id, contentHash: 'other' } };
  given(planned, drafted).when(approve).thenRejects('other-content');
  given(planned, drafted)
    .when({ type: 'RejectDraft', data: { communicationId: id, contentHash: 'other' } })
    .thenRejects('other-content');
  const other = { type: 'Claim', data: { ...claim(false).data, contentHash: 'other' } } as BatchCommand;
  given(planned, ...standings.approved)
    .when(other)
    .thenRejects('other-content');
  given(planned).when(other).thenTypes('DispatchClaimed');
});

test('a draft expires when its time has come, and nothing but a draft does', () => {
  const expire: BatchCommand = { type: 'ExpireDrafts', data: {} };
  const at = (expiresAt: string): BatchEvent => ({ ...drafted, data: { ...drafted.data, expiresAt } });
  given(planned, at(now)).when(expire).then({ type: 'DraftExpired', data: one });
  given(planned, at('2026-11-22T09:00:00.001Z')).when(expire).then();
  given(planned, at(now), { type: 'DraftApproved', data: { ...one, contentHash: 'h' } })
    .when(expire)
    .then();
});

test('a rejected or expired draft is skipped for that reason, an approved one keeps its number and content', () => {
  const standing = (...events: readonly BatchEvent[]) => {
    const state = given(planned, ...events).state();
    return state.status === 'open' ? recipientOf(state, id) : undefined;
  };
  const again: BatchEvent = { ...drafted, data: { ...drafted.data, contentHash: 'h2', draft: 2 } };
  const approved: BatchEvent = { type: 'DraftApproved', data: { ...one, contentHash: 'h2' } };
  expect(standing(drafted)?.standing).toEqual({ is: 'draft', contentHash: 'h', expiresAt: until, draft: 1 });
  expect(standing(drafted, again, approved)?.standing).toEqual({ is: 'approved', contentHash: 'h2', draft: 2 });
  expect(standing(approved)?.standing).toEqual({ is: 'approved', contentHash: 'h2', draft: 1 });
  const rejected: BatchEvent = { type: 'DraftRejected', data: { ...one, contentHash: 'h' } };
  expect(standing(drafted, rejected)?.standing).toEqual({ is: 'skipped', reason: 'draft-rejected' });
  expect(standing(drafted, { type: 'DraftExpired', data: one })?.standing).toEqual({
    is: 'skipped',
    reason: 'draft-expired',
  });
  expect(standing(...standings.skipped)?.standing).toEqual({ is: 'skipped', reason: 'suppressed' });
  expect(standing(...standings.held)?.standing).toEqual({ is: 'held', until });
  expect(standing({ type: 'CommunicationHeld', data: { ...one, ...rule, reason: 'hold' } })?.standing).toEqual({
    is: 'held',
    until: null,
  });
  expect(standing(...standings.deferred)).toMatchObject({ attempt: 1, standing: { is: 'deferred', until } });
  expect(standing(claimed)).toMatchObject({ attempt: 1, standing: { is: 'claimed', fence: 1 } });
});

test('an event about nobody of the batch changes nobody in it', () => {
  const before = given(planned).state();
  const elsewhere = { ...claimed, data: { ...claimed.data, communicationId: 'r1.1.7', fence: 0 } } as BatchEvent;
  expect(evolveBatch(before, elsewhere)).toEqual(before);
});

test.each([
  'r1.1',
  'r1.0.1',
  'r1.1.01',
  'r1.1.1000',
  'r1.1.1.1',
  'R1.1.1',
  'x r1.1.1',
  'r1.1.1 x',
  '.1.1',
  'r1..1',
  'r1.1.',
  'r1.1234567.1',
])('%s is no communication’s id', (text) => {
  expect(partsOfCommunicationId(text)).toBeNull();
});

test('an id may have a batch of six digits and a place of three', () => {
  expect(partsOfCommunicationId('r1.999999.999')).toEqual({ runId: 'r1', batch: 999_999, index: 999 });
});
