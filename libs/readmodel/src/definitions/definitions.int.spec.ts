import type { AnyEvent } from '#domain/events.js';
import { type Fact, fact, runLife } from '../../../../test/support/event-builders.js';
import { campaign } from '../../../../test/support/message-input.js';
import { freshReadModels, type ReadModels } from '../../../../test/support/read-models.js';
import { runs } from '../runs/projection.js';
import { definitions } from './projection.js';
import { definitionById, listDefinitions, senderVerification, versionByAddress, versionsOf } from './queries.js';
import { usedBy } from './used-by.js';

let models: ReadModels;
beforeEach(async () => {
  models = await freshReadModels();
});
afterEach(() => models.close());

const at = (second: number): string => new Date(Date.parse('2026-11-20T09:00:00.000Z') + second * 1_000).toISOString();
const goal = (id: string, version: number, name: string, actor = 'ann'): Fact => {
  const definition = { name, statement: `${name}!`, attribution: 'last' } as const;
  const type = version === 1 ? 'GoalDefined' : 'GoalRevised';
  return fact(
    `goal-${id}`,
    { type, data: { id, version, hash: `${id}${version}`, definition, summary: `s${version}` } },
    at(version),
    actor,
  );
};
const plan = (id: string, goalId: string | null): Fact =>
  fact(
    `campaign-${id}`,
    {
      type: 'CampaignDefined',
      data: { id, version: 1, hash: 'h', definition: { ...campaign, name: id, goal: goalId }, summary: '' },
    },
    at(0),
  );
const feed = (...facts: readonly Fact[]) => models.feed(facts, [definitions, runs]);

it('shows a definition as it is now, and every version with its author, time and summary', async () => {
  await feed(goal('g1', 1, 'Win back'), goal('g1', 2, 'Win back more', 'bob'));
  expect(await definitionById(models.pool, 'goal', 'g1')).toEqual({
    kind: 'goal',
    id: 'g1',
    name: 'Win back more',
    status: 'active',
    version: 2,
    hash: 'g12',
    revision: 1,
    definition: { name: 'Win back more', statement: 'Win back more!', attribution: 'last' },
    createdAt: at(1),
    createdBy: 'ann',
    updatedAt: at(2),
    updatedBy: 'bob',
  });
  const { items, more } = await versionsOf(models.pool, 'goal', 'g1', { limit: 1 });
  expect([
    items.map(({ version, author, summary, publishedAt }) => ({ version, author, summary, publishedAt })),
    more,
  ]).toEqual([[{ version: 2, author: 'bob', summary: 's2', publishedAt: at(2) }], true]);
  expect(
    (await versionsOf(models.pool, 'goal', 'g1', { before: 2, limit: 9 })).items.map(({ version }) => version),
  ).toEqual([1]);
  expect((await versionByAddress(models.pool, 'goal', 'g1', 1))?.definition.name).toBe('Win back');
  expect((await versionByAddress(models.pool, 'goal', 'g1', 'g12'))?.version).toBe(2);
  expect(await versionByAddress(models.pool, 'goal', 'g1', 3)).toBeNull();
  expect(await definitionById(models.pool, 'campaign', 'g1')).toBeNull();
});

it('follows a campaign through its statuses; what is archived stays archived', async () => {
  const event = (type: 'CampaignActivated' | 'CampaignPaused' | 'CampaignArchived'): Fact =>
    fact('campaign-c1', { type, data: { id: 'c1' } }, at(5));
  const status = async () => (await definitionById(models.pool, 'campaign', 'c1'))?.status;
  await feed(plan('c1', null));
  expect(await status()).toBe('draft');
  await feed(event('CampaignActivated'));
  expect(await status()).toBe('active');
  await feed(event('CampaignPaused'));
  expect(await status()).toBe('paused');
  await feed(event('CampaignArchived'), event('CampaignActivated'));
  expect(await status()).toBe('archived');
});

it('lists one kind by name, page by page, by status and by the beginning of the name', async () => {
  await feed(
    goal('g1', 1, 'Beta'),
    goal('g2', 1, 'Alpha'),
    goal('g3', 1, 'Alpha'),
    goal('g4', 1, 'alpine'),
    plan('c1', 'g1'),
    fact('goal-g1', { type: 'GoalArchived', data: { id: 'g1' } }, at(9)),
  );
  const walk = async (filters: object, direction: 'asc' | 'desc' = 'asc'): Promise<readonly string[]> => {
    const ids: string[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await listDefinitions(models.pool, {
        filters: { kind: 'goal', ...filters },
        direction,
        limit: 2,
        ...(cursor ? { cursor } : {}),
      });
      if (!page.ok) throw new Error(page.detail);
      ids.push(...page.items.map(({ id }) => id));
      if (page.next === null) return ids;
      cursor = page.next;
    }
  };
  expect(await walk({})).toEqual(['g2', 'g3', 'g1', 'g4']);
  expect(await walk({}, 'desc')).toEqual(['g4', 'g1', 'g3', 'g2']);
  expect(await walk({ namePrefix: 'ALP' })).toEqual(['g2', 'g3', 'g4']);
  expect(await walk({ status: 'archived' })).toEqual(['g1']);
});

it('tells which campaigns point to a goal now, and which runs pinned a version of it', async () => {
  await feed(
    goal('g1', 1, 'Win back'),
    plan('c1', 'g1'),
    plan('c2', 'g2'),
    plan('c3', 'g1'),
    ...runLife({ runId: 'r1', status: 'running' }),
  );
  expect(await usedBy(models.pool, 'goal', 'g1')).toEqual({
    campaigns: [
      { id: 'c1', name: 'c1', status: 'draft', version: 1 },
      { id: 'c3', name: 'c3', status: 'draft', version: 1 },
    ],
    moreCampaigns: false,
    runs: [{ id: 'r1', campaignId: 'c1', version: 1, status: 'running', createdAt: '2026-11-01T09:00:00.000Z' }],
    moreRuns: false,
  });
  expect(await usedBy(models.pool, 'sender', 'f1')).toMatchObject({ campaigns: [], runs: [{ id: 'r1' }] });
  expect(await usedBy(models.pool, 'segment', 's1', 1)).toMatchObject({
    campaigns: [{ id: 'c1' }],
    moreCampaigns: true,
  });
});

it('knows whether a sender is verified: a test message vouches for one version', async () => {
  const sender = (version: number): AnyEvent => ({
    type: version === 1 ? 'SenderDefined' : 'SenderRevised',
    data: {
      id: 'f1',
      version,
      hash: `h${version}`,
      definition: { name: 'Desk', channel: 'email', provider: 'smtp', limits: { perSecond: 1 } },
      summary: '',
    },
  });
  const verification = (type: 'SenderVerificationRequested' | 'SenderVerified', version: number): AnyEvent => ({
    type,
    data: { id: 'f1', version, verificationId: `v${version}` },
  });
  const given = (event: AnyEvent, second: number): Fact => fact('sender-f1', event, at(second));
  await feed(given(sender(1), 1));
  expect(await senderVerification(models.pool, 'f1')).toEqual({ verified: false, verifiedVersion: null, newest: null });
  await feed(given(verification('SenderVerificationRequested', 1), 2), given(verification('SenderVerified', 1), 3));
  expect(await senderVerification(models.pool, 'f1')).toEqual({
    verified: true,
    verifiedVersion: 1,
    newest: { verificationId: 'v1', version: 1, result: 'accepted', detail: null, at: at(3) },
  });
  await feed(given(sender(2), 4));
  expect(await senderVerification(models.pool, 'f1')).toMatchObject({ verified: false, verifiedVersion: 1 });
  const failed: AnyEvent = {
    type: 'SenderVerificationFailed',
    data: { id: 'f1', version: 1, verificationId: 'v1', detail: 'bounced' },
  };
  await feed(given(failed, 5));
  expect(await senderVerification(models.pool, 'f1')).toMatchObject({
    verifiedVersion: null,
    newest: { result: 'refused', detail: 'bounced' },
  });
  expect(await senderVerification(models.pool, 'f2')).toBeNull();
});
