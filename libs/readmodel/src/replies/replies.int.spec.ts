import type { AnyEvent } from '#domain/events.js';
import type { ReplyClass } from '#domain/thread/messages.js';
import { saveInboundMessage } from '#vault/messages/inbound.js';
import { type Fact, fact } from '../../../../test/support/event-builders.js';
import { freshReadModels, type ReadModels } from '../../../../test/support/read-models.js';
import { putContactRow } from '../../../../test/support/vault-rows.js';
import { replies } from './projection.js';
import { classesOfRun, listReplies, replyById, type ReplyFilters } from './queries.js';

let models: ReadModels;
const at = (second: number): string => new Date(Date.parse('2026-11-20T09:00:00.000Z') + second * 1_000).toISOString();

const reply = (id: string, runId: string, place: number, kind: ReplyClass | null): readonly Fact[] => {
  const communicationId = `${runId}.1.${place}`;
  const of = { threadId: communicationId, replyId: id };
  const match = {
    method: 'token',
    confidence: 'sure',
    communicationId,
    runId,
    campaignId: 'c1',
    contactId: `k${place}`,
  } as const;
  const classified: AnyEvent = {
    type: 'ReplyClassified',
    data: { ...of, class: kind ?? 'human', rule: 'r', ...(kind === 'bounce' ? { status: '5.1.1' } : {}) },
  };
  const stream = `thread-${communicationId}`;
  return [
    fact(stream, { type: 'ReplyReceived', data: { ...of, receivedAt: at(Number(id.slice(1))), match } }, at(99)),
    ...(kind === null ? [] : [fact(stream, classified, at(99))]),
  ];
};

beforeAll(async () => {
  models = await freshReadModels();
  await models.feed(
    [
      ...reply('y1', 'r1', 1, 'human'),
      ...reply('y2', 'r1', 2, 'bounce'),
      ...reply('y3', 'r2', 1, 'human'),
      ...reply('y4', 'r1', 1, null),
      ...reply('y5', 'r1', 3, 'auto-reply'),
      fact(
        'thread-r1.1.3',
        {
          type: 'ReplyClassified',
          data: { threadId: 'r1.1.3', replyId: 'y5', class: 'out-of-office', rule: 'better' },
        },
        at(99),
      ),
      fact(
        'thread-quarantine.y6',
        { type: 'ReplyQuarantined', data: { threadId: 'quarantine.y6', replyId: 'y6', receivedAt: at(6) } },
        at(99),
      ),
    ],
    [replies],
  );
  await putContactRow(models.pool, { id: 'k1', externalId: 'crm-1', email: 'ada@example.com', name: 'Ada' });
  await models.pool.query(`insert into vault.contact_keys (contact_id, key) values ('k1', '')`);
  await saveInboundMessage(
    models.pool,
    {
      id: 'y1',
      contactId: 'k1',
      communicationId: 'r1.1.1',
      messageId: '<a@b>',
      from: 'Ada@Example.com',
      subject: 'Re: hello',
      text: 'Yes!',
      receivedAt: at(1),
    },
    Buffer.from('raw'),
  );
});
afterAll(() => models.close());

const walk = async (filters: ReplyFilters, direction?: 'asc' | 'desc'): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listReplies(models.pool, {
      filters,
      limit: 2,
      ...(direction ? { direction } : {}),
      ...(cursor ? { cursor } : {}),
    });
    if (!page.ok) throw new Error(page.detail);
    ids.push(...page.items.map(({ id }) => id));
    if (page.next === null) return ids;
    cursor = page.next;
  }
};

it('hangs every reply on its communication, run and contact, with what the vault still has', async () => {
  expect(await replyById(models.pool, 'y1')).toEqual({
    id: 'y1',
    threadId: 'r1.1.1',
    runId: 'r1',
    communicationId: 'r1.1.1',
    campaignId: 'c1',
    quarantined: false,
    contact: { id: 'k1', externalId: 'crm-1', name: 'Ada' },
    match: { method: 'token', confidence: 'sure' },
    class: 'human',
    rule: 'r',
    bounceStatus: null,
    receivedAt: at(1),
    message: { from: 'Ada@Example.com', subject: 'Re: hello', text: 'Yes!' },
  });
  expect(await replyById(models.pool, 'y2')).toMatchObject({
    class: 'bounce',
    bounceStatus: '5.1.1',
    contact: { id: 'k2', externalId: null, name: null },
    message: null,
  });
  expect(await replyById(models.pool, 'y6')).toMatchObject({
    quarantined: true,
    contact: null,
    match: null,
    class: null,
  });
  expect(await replyById(models.pool, 'y7')).toBeNull();
});

it.each<[string, ReplyFilters, readonly string[]]>([
  ['nothing', {}, ['y6', 'y5', 'y4', 'y3', 'y2', 'y1']],
  ['run', { runId: 'r1' }, ['y5', 'y4', 'y2', 'y1']],
  ['communication', { communicationId: 'r1.1.1' }, ['y4', 'y1']],
  ['contact', { contactId: 'k1' }, ['y4', 'y3', 'y1']],
  ['thread', { threadId: 'r1.1.3' }, ['y5']],
  ['campaign', { campaignId: 'c1' }, ['y5', 'y4', 'y3', 'y2', 'y1']],
  ['class', { classes: ['human'] }, ['y3', 'y1']],
  ['classes', { classes: ['bounce', 'out-of-office'] }, ['y5', 'y2']],
  ['quarantine', { quarantined: true }, ['y6']],
  ['sender', { from: 'ADA@example.com' }, ['y1']],
  ['time', { received: { from: at(2), to: at(4) } }, ['y3', 'y2']],
])('is filtered by %s and walked both ways', async (_, filters, ids) => {
  expect(await walk(filters)).toEqual(ids);
  expect(await walk(filters, 'asc')).toEqual(ids.toReversed());
});

it('counts the classes of a run', async () => {
  expect(await classesOfRun(models.pool, 'r1')).toEqual({ bounce: 1, human: 1, 'out-of-office': 1, unclassified: 1 });
});
