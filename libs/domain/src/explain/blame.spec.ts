import type { BatchEvent, Outcome, ReportEvent, SkipReason } from '../batch/messages.js';
import {
  accepted,
  at,
  campaignWith,
  factsIn,
  message,
  plainRun,
  published,
  refused,
  rowOf,
  runId,
  type Story,
  usual,
} from '../testing/explain-fixtures.js';
import { senderDefinition } from '../testing/definition-fixtures.js';
import { emptyLedger } from '../run/ledger.js';
import type { RunEvent, RunFailure } from '../run/messages.js';
import { totalsOf } from '../testing/run-fixtures.js';
import { explain } from './explain.js';
import type { Factor } from './factors.js';
import type { Facts } from './facts.js';

/** The likely cause, beside the plain run unless said otherwise. */
const causeOf = (story: Story, other: Facts | null = plainRun) => {
  const [first] = explain({ mine: factsIn(story), other, than: 'the previous run', now: null });
  return first;
};

const skip = (reason: SkipReason, detail?: string): BatchEvent => ({
  type: 'CommunicationSkipped',
  data: { ...message(1), reason, rule: 'r', version: 1, ...(detail === undefined ? {} : { detail }) },
});
const skipped = (...events: readonly BatchEvent[]): Story => ({ outcomes: [accepted], before: events });
const draft: BatchEvent = {
  type: 'DraftPrepared',
  data: { ...message(1), contentHash: 'c', expiresAt: at(59), draft: 1 },
};
const decided = (type: 'DraftRejected' | 'DraftExpired'): Story => ({
  outcomes: [accepted],
  before: [draft, { type, data: { ...message(1), contentHash: 'c' } } as BatchEvent],
});
const reported = (report: 'bounced' | 'complained'): Story => ({
  after: [
    { type: 'DeliveryReported', data: { ...message(1), reportId: 'y', report, status: '5.1.1', evidence: 'dsn' } },
  ],
});
const lost: Outcome = { kind: 'unknown', detail: 'the connection was cut' };
const claim: BatchEvent = {
  type: 'DispatchClaimed',
  data: { ...message(1), attempt: 1, fence: 1, messageId: '<m>', contentHash: 'c', addressHash: 'h1' },
};
const takenOver: BatchEvent = { type: 'BatchTakenOver', data: { runId, batch: 1, fence: 2, worker: 'w' } };
const notSent = (by: 'operator' | 'evidence'): ReportEvent => ({
  type: 'DispatchResolved',
  data: { ...message(1), resolution: 'was-not-sent', by, detail: 'asked' },
});
const closed: BatchEvent = { type: 'BatchClosed', data: { runId, batch: 1, totals: totalsOf(2) } };
const failedBy = (failure: RunFailure): RunEvent => ({
  type: 'RunFailed',
  data: { runId, failure, detail: 'so it is', ledger: emptyLedger },
});
const cancelled: RunEvent = { type: 'RunCancelled', data: { runId, ledger: emptyLedger } };
const text = (changes: object): Story => ({ definitions: campaignWith(changes) });
const subject = text({ template: { subject: 'Hey', text: '{{ instructions.opening }}' } });
const opening = text({ instructions: { prose: 'Be brief.', sections: { opening: 'Hi,' } } });

const fates: readonly (readonly [what: string, story: Story, cause: Factor, told: string])[] = [
  ['nobody had an address for', skipped(skip('no-address')), 'contact data', 'skipped (no-address)'],
  ['consent was missing for', skipped(skip('no-consent')), 'contact data', 'skipped (no-consent)'],
  ['the contact was erased for', skipped(skip('erased')), 'contact data', 'skipped (erased)'],
  ['was suppressed by a person', skipped(skip('suppressed', 'manual')), 'contact data', 'skipped (suppressed: manual)'],
  ['was suppressed', skipped(skip('suppressed')), 'contact data', 'skipped (suppressed)'],
  ['an opt-out stopped', skipped(skip('suppressed', 'opt-out')), 'replies', 'skipped (suppressed: opt-out)'],
  ['a bounce stopped', skipped(skip('suppressed', 'hard bounce')), 'replies', 'skipped (suppressed: hard bounce)'],
  ['a complaint stopped', skipped(skip('suppressed', 'complaint')), 'replies', 'skipped (suppressed: complaint)'],
  ['an answer stopped', skipped(skip('answered')), 'replies', 'skipped (answered)'],
  ['lacked a value', skipped(skip('missing-variable', 'plan')), 'contact data', 'skipped (missing-variable: plan)'],
  ['could not be written', skipped(skip('render-failed')), 'template', 'skipped (render-failed)'],
  [
    'lacked a value that another template asks for',
    { ...skipped(skip('missing-variable')), ...subject },
    'template',
    'skipped (missing-variable)',
  ],
  [
    'lacked a value that another section asks for',
    { ...skipped(skip('missing-variable')), ...opening },
    'instructions',
    'skipped (missing-variable)',
  ],
  [
    'another section could not be written for',
    { ...skipped(skip('render-failed')), ...opening },
    'instructions',
    'skipped (render-failed)',
  ],
  ['quiet hours never let go', skipped(skip('quiet-hours')), 'limits', 'skipped (quiet-hours)'],
  ['was skipped as its draft was rejected', skipped(skip('draft-rejected')), 'approval', 'skipped (draft-rejected)'],
  ['was skipped as its draft expired', skipped(skip('draft-expired')), 'approval', 'skipped (draft-expired)'],
  ['a reviewer rejected', decided('DraftRejected'), 'approval', 'its draft was rejected'],
  ['no reviewer looked at', decided('DraftExpired'), 'approval', 'nobody decided on its draft in time'],
  ['the provider refused', { outcomes: [accepted, refused] }, 'provider', 'refused (550)'],
  ['bounced', reported('bounced'), 'provider', 'bounced (5.1.1)'],
  ['was complained about', reported('complained'), 'replies', 'complained about'],
  ['nobody knows the fate of', { outcomes: [accepted, lost] }, 'provider', 'of unknown fate'],
  [
    'a lost worker had on the wire',
    { outcomes: [accepted], before: [claim, takenOver] },
    'queue',
    'left in the air by a worker that lost its batch',
  ],
  [
    'a lost worker had on the wire and a person found not sent',
    { outcomes: [accepted], before: [claim, takenOver], after: [notSent('operator')] },
    'queue',
    'left in the air by a worker that lost its batch',
  ],
  [
    'was refused to a worker that had lost it',
    { outcomes: [accepted], before: [claim, takenOver], after: [notSent('evidence')] },
    'provider',
    'refused (late answer)',
  ],
  ['was given up', { outcomes: [accepted], after: [closed] }, 'timing', 'not attempted'],
  [
    'was given up as the run was cancelled',
    { outcomes: [accepted], after: [closed], run: [...usual, cancelled] },
    'timing',
    'not attempted',
  ],
  [
    'was given up as the run failed',
    { outcomes: [accepted], after: [closed], run: [...usual, failedBy('provider-configuration')] },
    'provider',
    'not attempted',
  ],
  [
    'another sender had refused',
    {
      outcomes: [accepted, refused],
      definitions: { sender: published('sender', { ...senderDefinition, replyDomain: 'b.example' }, 'f1') },
    },
    'sender',
    'refused (550)',
  ],
  ['was refused at another address', { outcomes: [accepted, refused], address: 'h2' }, 'contact data', 'refused (550)'],
];

test.each(fates)('a message that %s is laid to what stands behind it', (_, story, cause, told) => {
  expect(causeOf(story)).toMatchObject({
    factor: cause,
    effect: 'stopped',
    againstOther: 'differs',
    share: 0.5,
    sentence: `1 message: ${told}, unlike the previous run.`,
  });
});

test.each(fates)('alone, too, a message that %s says what became of it', (_, story, __, told) => {
  expect(causeOf(story, null)).toMatchObject({
    effect: 'stopped',
    againstOther: 'not known',
    sentence: `1 message: ${told}.`,
  });
});

test.each(fates)('where both runs have a message that %s it explains nothing', (_, story) => {
  const facts = factsIn(story);
  const rows = explain({ mine: facts, other: facts, than: 'the previous run', now: null });
  expect(rows.filter(({ effect }) => effect !== 'none')).toEqual([]);
});

test('messages that wait or have left are nobody’s fault', () => {
  const waiting = factsIn({ outcomes: [] });
  expect(explain({ mine: waiting, other: null, than: 'the previous run', now: null })[0]).toMatchObject({
    effect: 'none',
  });
});

test('a larger share of the same fault explains by how much it is larger', () => {
  const mine = factsIn({ outcomes: [refused, refused] });
  const other = factsIn({ outcomes: [refused, accepted] });
  expect(rowOf('provider', mine, other)).toMatchObject({
    effect: 'stopped',
    share: 0.5,
    sentence: '2 messages: refused (550), a larger share than in the previous run.',
  });
  expect(rowOf('provider', other, mine).effect).toBe('unseen');
});

test('what became of the messages is told once each, and of many kinds the first three', () => {
  const answers = ['550', '551', '550', '552', '553'].map((code): Outcome => ({ kind: 'refused', code, answer: 'no' }));
  const plan: BatchEvent = {
    type: 'BatchPlanned',
    data: { runId, batch: 1, contactIds: ['k0', 'k1', 'k2', 'k3', 'k4'], digest: 'd' },
  };
  expect(rowOf('provider', factsIn({ before: [plan], outcomes: answers })).sentence).toBe(
    '5 messages: refused (550), refused (551), refused (552), unlike the previous run.',
  );
});

test('the event that ended a message is shown first, without the replies to it', () => {
  const reply = {
    type: 'ReplyClassified' as const,
    data: { threadId: 'r1.1.1', replyId: 'y1', ...message(1), class: 'human' as const, rule: 'r' },
  };
  const [shown] = rowOf('provider', factsIn({ outcomes: [accepted, refused], after: [reply] })).events;
  expect(shown).toMatchObject({ type: 'DispatchSettled', revision: 4 });
});

test('a skip after an answer shows the answer to the other run', () => {
  const reply = {
    type: 'ReplyClassified' as const,
    data: { threadId: 'r1.1.1', replyId: 'y1', ...message(1), class: 'opt-out' as const, rule: 'r' },
  };
  const answered = factsIn({ after: [reply] });
  const types = (story: Story) => rowOf('replies', factsIn(story), answered).events.map(({ type }) => type);
  expect(types(skipped(skip('suppressed', 'opt-out')))).toEqual(['CommunicationSkipped', 'ReplyClassified']);
  expect(types(reported('complained'))).toEqual(['DeliveryReported']);
});

describe('a run that came to no message', () => {
  const noPlan = (end: RunEvent) => factsIn({ run: [usual[0] as RunEvent, end], one: 'none' });
  const missed: RunEvent = { type: 'RunMissed', data: { runId, detail: 'nobody was there', ledger: emptyLedger } };

  test.each<readonly [RunEvent, Factor, string]>([
    [cancelled, 'timing', 'The run was cancelled'],
    [missed, 'timing', 'The run was missed (nobody was there)'],
    [failedBy('preflight'), 'audience', 'The run failed (so it is)'],
    [failedBy('segment-unreadable'), 'audience', 'The run failed (so it is)'],
    [failedBy('audience-too-large'), 'limits', 'The run failed (so it is)'],
    [failedBy('provider-configuration'), 'provider', 'The run failed (so it is)'],
    [failedBy('internal'), 'queue', 'The run failed (so it is)'],
  ])('says how it ended: %j', (end, factor, sentence) => {
    const facts = noPlan(end);
    const [first] = explain({ mine: facts, other: plainRun, than: 'the previous run', now: null });
    expect(first).toMatchObject({
      factor,
      effect: 'stopped',
      share: 1,
      sentence: `${sentence}, unlike the previous run.`,
      because: 'It kept 100 % of the messages from leaving or arriving.',
    });
    expect(first?.events[0]?.type).toBe(end.type);
    const alone = explain({ mine: facts, other: null, than: 'the previous run', now: null });
    expect(alone[0]?.sentence).toBe(`${sentence}.`);
  });

  test('is explained by its messages where it has any', () => {
    const facts = factsIn({ outcomes: [accepted, refused], run: [...usual, failedBy('internal')] });
    expect(rowOf('queue', facts).effect).toBe('none');
  });
});
