import type { ReplySummary } from '#readmodel/replies/queries.js';
import { answer, bodyOf, headerOf } from '../support/answering.js';
import { eventually } from '../support/eventually.js';
import { figure } from '../support/figure.js';
import { aReadyCampaign } from '../support/ready-campaign.js';
import { balanced, communicationsOf, everyItem, historyOf, runNow, startRun, untilEnded } from '../support/runs.js';
import type { StoredMail } from '../support/smtp-sink.js';
import { everyRunReplays } from './every-run-replays.js';
import { serviceUnderTest } from './service-under-test.js';

const at = serviceUnderTest();

test('one run, end to end: each recipient gets one message, each answer finds its run, and the history counts from 1', async () => {
  const { client, sink, service } = at;
  const campaign = await aReadyCampaign(client, { contacts: 12 });
  const runId = await startRun(client, campaign.id, { metadata: { wave: 'first' }, reason: 'spring' });
  const run = await untilEnded(client, runId);
  expect(run).toMatchObject({ status: 'completed', type: 'manual', reason: 'spring', metadata: { wave: 'first' } });
  expect(balanced(run)).toMatchObject({ audience: 12, accepted: 12, unknown: 0, notAttempted: 0 });

  const mails = campaign.addresses.map((address) => sink.mailsTo(address));
  expect(mails.map(({ length }) => length)).toEqual(campaign.addresses.map(() => 1));
  const [first, second, third] = mails.flat();
  if (!first || !second || !third) throw new Error('three mails are needed');
  expect(bodyOf(first)).toContain('Dear Person 0,');
  expect(headerOf(first, 'List-Unsubscribe')).toMatch(/^<mailto:unsubscribe\+/);

  const { inbound } = service;
  await answer({ inbound, mail: first, text: 'Very well, thank you!' });
  await answer({ inbound, mail: second, text: 'unsubscribe' });
  const away = { 'Auto-Submitted': 'auto-replied' };
  await answer({ inbound, mail: third, subject: 'Out of office', text: 'I am back on Monday.', headers: away });
  const replies = await eventually(async () => {
    const found = await everyItem<ReplySummary>(client, `/v1/runs/${runId}/replies`);
    return found.length === 3 && found.every((reply) => reply.class !== null) && found;
  });
  expect(replies.map((reply) => [reply.class, reply.match?.method, reply.match?.confidence])).toEqual([
    ['human', 'token', 'sure'],
    ['opt-out', 'token', 'sure'],
    ['out-of-office', 'token', 'sure'],
  ]);
  expect(replies.map(({ contact }) => contact?.externalId)).toEqual([0, 1, 2].map((i) => `${campaign.tag}-${i}`));

  const history = await historyOf(client, runId);
  expect(history.map(({ number }) => number)).toEqual(history.map((_, i) => i + 1));
  figure(
    `one run: ${run.ledger.accepted} accepted, ${mails.flat().length} received, ${replies.length} answers matched, ${history.length} events`,
  );
});

test('who opted out by an answer is left out of the next run, with the reason', async () => {
  const { client, sink, service } = at;
  const campaign = await aReadyCampaign(client, { contacts: 2 });
  await untilEnded(client, await startRun(client, campaign.id));
  const [address = ''] = campaign.addresses;
  const [mail] = sink.mailsTo(address);
  if (!mail) throw new Error('nothing was received');
  await answer({ inbound: service.inbound, mail, text: 'Please remove me from your list' });
  const run = await untilEnded(client, await startRun(client, campaign.id));
  expect(balanced(run)).toMatchObject({ accepted: 1, skipped: { suppressed: 1 } });
  expect(sink.mailsTo(address)).toHaveLength(1);
});

describe('instructions', () => {
  /** Says nothing that differs from run to run, so that equal messages have equal hashes. */
  const template = { subject: 'Hello {{ contact.name }}', text: '{{ instructions.greeting }}: {{ instructions.ask }}' };
  const sections = { greeting: 'Dear', ask: 'How are you?' };
  const revised = { prose: 'Be brief.', sections: { greeting: 'Dear', ask: 'What is new?' } };

  const hashesOf = async (runId: string): Promise<ReadonlyMap<string, string | null>> =>
    new Map((await communicationsOf(at.client, runId)).map((one) => [one.contact.id, one.contentHash]));

  const differing = (before: ReadonlyMap<string, unknown>, after: ReadonlyMap<string, unknown>): number =>
    [...before].filter(([contact, hash]) => after.get(contact) !== hash).length;

  const bodiesOf = (mails: readonly StoredMail[]): readonly string[] => [
    ...new Set(mails.map((mail) => bodyOf(mail).trim())),
  ];

  test('revising them while a run is in flight changes none of its messages, and all of the next run', async () => {
    const { client, sink } = at;
    const changes = { template, instructions: { prose: 'Be kind.', sections } };
    const campaign = await aReadyCampaign(client, { contacts: 30, changes });
    const received = (from: number): readonly StoredMail[] => sink.stored.slice(from);

    const before = await untilEnded(client, await startRun(client, campaign.id));
    const marks = [sink.stored.length];
    sink.everyone = 'store-then-wait';
    const during = await startRun(client, campaign.id);
    await sink.untilStored(sink.stored.length + 5);
    await campaign.revise({ instructions: revised });
    sink.everyone = 'accept';
    sink.release();
    await untilEnded(client, during);
    marks.push(sink.stored.length);
    const after = await untilEnded(client, await startRun(client, campaign.id));

    const [first, second, third] = await Promise.all([before.id, during, after.id].map(hashesOf));
    if (!first || !second || !third) throw new Error('three runs are compared');
    expect(first.size).toBe(30);
    expect([differing(first, second), differing(second, third)]).toEqual([0, 30]);
    const [secondStart = 0, thirdStart = 0] = marks;
    expect(bodiesOf(received(secondStart).slice(0, 30))).toEqual(['Dear: How are you?']);
    expect(bodiesOf(received(thirdStart))).toEqual(['Dear: What is new?']);
    expect((await runNow(client, during)).note).toBe('the campaign is now v2, this run used v1');
    figure('revised in flight: 0 of 30 messages changed; next run: 30 of 30 changed');
  });
});

everyRunReplays(at);
