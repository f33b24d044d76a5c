import type { AnyEvent } from '#domain/events.js';
import type { HoldScope } from '#domain/hold/messages.js';
import { type Fact, fact } from '../../../../test/support/event-builders.js';
import { freshReadModels, type ReadModels } from '../../../../test/support/read-models.js';
import { gates } from './projection.js';
import { gatesCheckpoint, gatesFor, type GatesQuestion, holdsNow, listHolds } from './queries.js';

let models: ReadModels;
beforeEach(async () => {
  models = await freshReadModels();
});
afterEach(() => models.close());

const at = '2026-11-20T09:00:00.000Z';
const consent = (contactId: string, state: 'granted' | 'withdrawn', channel: 'email' | 'http' = 'email'): Fact =>
  fact(`contact-${contactId}`, { type: 'ConsentChanged', data: { contactId, channel, state, origin: 'form' } }, at);
const suppress = (
  addressHash: string,
  reason: 'bounce' | 'opt-out' = 'bounce',
  channel: 'email' | 'http' = 'email',
): Fact =>
  fact(
    `suppression-${addressHash}`,
    { type: 'AddressSuppressed', data: { addressHash, channel, reason, evidence: 'm' } },
    at,
  );
const release = (addressHash: string): Fact =>
  fact(`suppression-${addressHash}`, { type: 'AddressReleased', data: { addressHash } }, at);
const hold = (type: 'HoldPlaced' | 'HoldLifted', scope: HoldScope): Fact =>
  fact(`hold-${scope.replace(':', '.')}`, { type, data: { scope } }, at);
const reply = (contactId: string, campaignId: string): readonly Fact[] => {
  const communicationId = `r1.1.${contactId.slice(1)}`;
  const stream = `thread-${communicationId}`;
  const of = { threadId: communicationId, replyId: `y${contactId}` };
  const match = { method: 'token', confidence: 'sure', communicationId, runId: 'r1', campaignId, contactId } as const;
  const received: AnyEvent = { type: 'ReplyReceived', data: { ...of, receivedAt: at, match } };
  return [
    fact(stream, received, at),
    fact(stream, { type: 'ReplyClassified', data: { ...of, class: 'human', rule: 'r' } }, at),
  ];
};

const question: GatesQuestion = {
  contactIds: ['k1', 'k2', 'k3', 'k4'],
  addressHashes: ['a1', 'a2', 'a3'],
  runId: 'r1',
  campaignId: 'c1',
  channel: 'email',
  senderId: 'f1',
};

it('answers with what stands in the way of these messages, and with how much of the log it knows', async () => {
  await models.feed(
    [
      consent('k1', 'withdrawn'),
      consent('k2', 'granted'),
      consent('k3', 'withdrawn', 'http'),
      consent('k9', 'withdrawn'),
      suppress('a1'),
      suppress('a2', 'bounce', 'http'),
      suppress('a9'),
      fact('contact-k4', { type: 'ContactErased', data: { contactId: 'k4' } }, at),
      ...reply('k2', 'c1'),
      ...reply('k3', 'c2'),
      hold('HoldPlaced', 'sender:f1'),
      hold('HoldPlaced', 'sender:f2'),
      hold('HoldPlaced', 'campaign:c1'),
      hold('HoldPlaced', 'run:r1'),
      hold('HoldPlaced', 'run:r2'),
    ],
    [gates],
  );
  const found = await gatesFor(models.pool, question);
  expect(found).toEqual({
    suppressed: new Map([['a1', ['bounce']]]),
    withdrawn: new Set(['k1']),
    granted: new Set(['k2']),
    erased: new Set(['k4']),
    answered: new Set(['k2']),
    holds: ['campaign:c1', 'run:r1', 'sender:f1'],
    unread: { contacts: new Set(), addresses: new Set(), holds: false },
    checkpoint: await gatesCheckpoint(models.pool),
  });
});

it('takes back what was taken back', async () => {
  await models.feed(
    [
      consent('k1', 'withdrawn'),
      consent('k1', 'granted'),
      suppress('a1'),
      suppress('a1', 'opt-out'),
      suppress('a1', 'bounce', 'http'),
      release('a1'),
      suppress('a2'),
      release('a2'),
      suppress('a2', 'opt-out'),
      hold('HoldPlaced', 'all'),
      hold('HoldLifted', 'all'),
      hold('HoldPlaced', 'channel:email'),
      ...reply('k2', 'c1'),
      fact(
        'thread-r1.1.2',
        { type: 'ReplyClassified', data: { threadId: 'r1.1.2', replyId: 'yk2', class: 'out-of-office', rule: 'r' } },
        at,
      ),
    ],
    [gates],
  );
  expect(await gatesFor(models.pool, question)).toMatchObject({
    suppressed: new Map([['a2', ['opt-out']]]),
    withdrawn: new Set(),
    granted: new Set(['k1']),
    answered: new Set(),
    holds: ['channel:email'],
  });
  expect(await holdsNow(models.pool)).toEqual(['channel:email']);
  expect(await listHolds(models.pool)).toEqual([{ scope: 'channel:email', since: at, actor: 'ann', reason: null }]);
});
