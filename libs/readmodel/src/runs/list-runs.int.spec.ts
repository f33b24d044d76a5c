import { runStatuses } from '#domain/run/lifecycle.js';
import { anyLog, randomFrom } from '../../../../test/support/any-log.js';
import { type Fact, runLife } from '../../../../test/support/event-builders.js';
import { freshReadModels, type ReadModels } from '../../../../test/support/read-models.js';
import { expectedRuns, oracleOf } from '../../../../test/support/run-oracle.js';
import { due } from '../due/projection.js';
import { listRuns } from './list-runs.js';
import { type RunFilters, type RunSort, runSorts } from './run-filters.js';
import { runs } from './projection.js';
import { runCounts } from './queries.js';

/** In the middle of the generated lives: some waits are over by then, others are not. */
const now = '2026-11-12T12:00:00.000Z';

let models: ReadModels;
const facts: Fact[] = [...anyLog(2026, { runs: 320 })];
beforeAll(async () => {
  models = await freshReadModels();
  await models.feed(facts, [runs, due]);
});
afterAll(() => models.close());

const range = { from: '2026-11-05T00:00:00.000Z', to: '2026-11-11T00:00:00.000Z' };
const filters: readonly (readonly [string, RunFilters])[] = [
  ['nothing', {}],
  ['created', { created: range }],
  ['scheduled', { scheduled: range }],
  ['started', { started: { from: range.from } }],
  ['ended', { ended: { to: range.to } }],
  ['campaign', { campaigns: ['c1'] }],
  ['campaigns', { campaigns: ['c2', 'c4'] }],
  ['channel', { channels: ['email'] }],
  ['status', { statuses: ['running'] }],
  ['statuses', { statuses: ['completed', 'failed', 'missed'] }],
  ['type', { types: ['once'] }],
  ['goal', { goals: ['g2'] }],
  ['trigger', { triggers: ['nightly'] }],
  ['metadata', { metadata: { region: 'eu' } }],
  ['two metadata', { metadata: { region: 'us', order: '1' } }],
  ['parent', { parent: 'r0' }],
  ['test', { test: true }],
  ['no test', { test: false }],
  ['differs', { differsFromCampaign: true }],
  ['does not differ', { differsFromCampaign: false }],
  ['stalled', { stalled: true }],
  ['not stalled', { stalled: false }],
  [
    'all at once',
    { created: range, campaigns: ['c1', 'c2'], channels: ['email', 'http'], test: false, metadata: { region: 'eu' } },
  ],
];
const pageSize = 60;
const directions = ['asc', 'desc'] as const;

let arrived = 0;
/** One more run, somewhere in every order. */
const arrive = async (): Promise<void> => {
  arrived += 1;
  const random = randomFrom(arrived);
  const status = runStatuses[random(runStatuses.length)] ?? 'running';
  const at = new Date(Date.parse(range.from) + random(600_000) * 1_000).toISOString();
  const life = runLife({ runId: `n${random(1_000)}x${arrived}`, status, at });
  await models.feed(life, [runs, due]);
  facts.push(...life);
};

const walk = async (
  filter: RunFilters,
  sort: RunSort,
  direction: 'asc' | 'desc',
  betweenPages: () => Promise<void>,
): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listRuns(models.pool, {
      filters: filter,
      sort,
      direction,
      limit: pageSize,
      now,
      ...(cursor ? { cursor } : {}),
    });
    if (!page.ok) throw new Error(page.detail);
    ids.push(...page.items.map(({ id }) => id));
    if (page.next === null) return ids;
    cursor = page.next;
    if (ids.length === pageSize) await betweenPages();
  }
};

describe.each(runSorts.map((sort) => [sort] as const))('sorted by %s', (sort) => {
  it.each(filters)(
    'filtered by %s, walked both ways while runs arrive, gives what the oracle gives',
    async (_, filter) => {
      for (const direction of directions) {
        const before = oracleOf(facts);
        const walked = await walk(filter, sort, direction, arrive);
        expect(walked).not.toHaveLength(0);
        expect(new Set(walked).size).toBe(walked.length);
        expect(walked.filter((id) => before.runs.has(id))).toEqual(expectedRuns(before, filter, sort, direction, now));
      }
    },
  );
});

it('refuses a cursor of another order, of another filter, and of nobody', async () => {
  const asked = { filters: {}, sort: 'created', direction: 'desc', limit: 5, now } as const;
  const first = await listRuns(models.pool, asked);
  if (!first.ok || first.next === null) throw new Error('there are more than five runs');
  const cursor = first.next;
  expect(await listRuns(models.pool, { ...asked, cursor })).toMatchObject({ ok: true });
  expect(await listRuns(models.pool, { ...asked, cursor, sort: 'ended' })).toMatchObject({
    ok: false,
    rejected: 'bad-cursor',
  });
  expect(await listRuns(models.pool, { ...asked, cursor, direction: 'asc' })).toMatchObject({ ok: false });
  expect(await listRuns(models.pool, { ...asked, cursor, filters: { test: true } })).toMatchObject({ ok: false });
  expect(await listRuns(models.pool, { ...asked, cursor: 'W10' })).toMatchObject({ ok: false });
  expect(await listRuns(models.pool, { ...asked, cursor: '{}' })).toMatchObject({ ok: false });
});

it('counts runs per status without counting rows, over all and for one campaign', async () => {
  const { runs: all } = oracleOf(facts);
  const expected = (wanted: (campaign: string) => boolean) => {
    const counts: { [status: string]: number } = {};
    for (const { run } of all.values()) {
      if (wanted(run.request.pins.campaign.id)) counts[run.status] = (counts[run.status] ?? 0) + 1;
    }
    return counts;
  };
  expect(await runCounts(models.pool)).toEqual(expected(() => true));
  expect(await runCounts(models.pool, { campaign: 'c1' })).toEqual(expected((campaign) => campaign === 'c1'));
});

it('knows the days of every run', async () => {
  const day = (column: string): string => `coalesce(to_char(r.${column} at time zone 'UTC', 'YYYY-MM-DD'), '')`;
  const { rows } = await models.pool.query(
    `select r.id from rm_runs.runs r where (${['created_at', 'start_at', 'started_at', 'ended_at'].map(day).join(', ')})
       not in (select created, scheduled, started, ended from rm_runs.days)`,
  );
  expect(rows).toEqual([]);
});
