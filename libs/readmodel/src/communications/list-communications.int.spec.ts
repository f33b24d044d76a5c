import type { CommunicationStatus } from '#domain/batch/lifecycle.js';
import type { Sql } from '#platform/database/pool.js';
import { anyLog } from '../../../../test/support/any-log.js';
import { runLife } from '../../../../test/support/event-builders.js';
import { freshReadModels, type ReadModels } from '../../../../test/support/read-models.js';
import { putContactRow } from '../../../../test/support/vault-rows.js';
import { type CommunicationFilters, listCommunications } from './list-communications.js';
import { communications } from './projection.js';
import { communicationById, skipsOfRun, unknownsOfRun } from './queries.js';
import { acceptedOfRun, statusesOfRun } from './tallied.js';

let models: ReadModels;
let all: readonly Row[];
/** A run with recipients enough that "10" and "9" would be in the wrong order as texts. */
const large = runLife({
  runId: 'large',
  status: 'cancelled',
  contacts: Array.from({ length: 60 }, (_, at) => `k${at % 12}`),
  batchSize: 5,
  fates: ['accepted', 'refused', 'no-consent', 'no-consent', 'unknown', 'draft', 'accepted', 'missing-variable'],
});
const test = runLife({ runId: 'tested', status: 'completed', contacts: ['k1', 'k2', 'k3'], request: { type: 'test' } });

interface Row {
  readonly id: string;
  readonly run_id: string;
  readonly batch: number;
  readonly idx: number;
  readonly contact_id: string;
  readonly status: CommunicationStatus;
  readonly message_id: string | null;
  readonly planned: string;
  readonly campaign_id: string;
  readonly channel: string;
  readonly test: boolean;
}

beforeAll(async () => {
  models = await freshReadModels();
  await models.feed([...anyLog(11, { runs: 60 }), ...large, ...test], [communications]);
  for (let at = 0; at < 12; at += 1)
    await putContactRow(models.pool, { id: `k${at}`, externalId: `crm-${at}`, email: `Contact${at}@example.com` });
  await models.pool.query(`insert into vault.addresses values ('old1@example.com', 'k1')`);
  await models.pool.query(
    `insert into vault.run_inputs (run_id, variables, addresses, address_keys, key)
     values ('tested', '{}', '{Me@work.test,you@work.test}', '{me@work.test,you@work.test}', '')`,
  );
  const { rows } = await models.pool.query<Row>(
    `select c.run_id || '.' || c.batch || '.' || c.idx as id, c.run_id, c.batch, c.idx, c.contact_id, c.status, c.message_id,
       to_char(c.planned_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as planned, b.campaign_id, b.channel, b.test
     from rm_communications.communications c join rm_communications.batches b using (run_id, batch)`,
  );
  all = rows;
});
afterAll(() => models.close());

const walk = async (filters: CommunicationFilters, direction?: 'asc' | 'desc'): Promise<readonly string[]> => {
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listCommunications(models.pool, {
      filters,
      limit: 7,
      ...(direction === undefined ? {} : { direction }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    if (!page.ok) throw new Error(page.detail);
    ids.push(...page.items.map(({ id }) => id));
    if (page.next === null) return ids;
    cursor = page.next;
  }
};

const expected = (
  passes: (row: Row) => boolean,
  { ofOneRun, direction }: { ofOneRun: boolean; direction: 'asc' | 'desc' },
) => {
  const sign = direction === 'asc' ? 1 : -1;
  const texts = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  const inRun = (a: Row, b: Row) => a.batch - b.batch || a.idx - b.idx;
  return all
    .filter(passes)
    .toSorted(
      (a, b) =>
        sign * (ofOneRun ? inRun(a, b) : texts(a.planned, b.planned) || texts(a.run_id, b.run_id) || inRun(a, b)),
    )
    .map(({ id }) => id);
};

const range = { from: '2026-11-05T00:00:00.000Z', to: '2026-11-12T00:00:00.000Z' };
const cases: readonly (readonly [string, CommunicationFilters, (row: Row) => boolean])[] = [
  ['nothing', {}, () => true],
  ['campaign', { campaignId: 'c2' }, (row) => row.campaign_id === 'c2'],
  ['channel', { channel: 'http' }, (row) => row.channel === 'http'],
  ['test', { test: true }, (row) => row.test],
  ['no test', { test: false }, (row) => !row.test],
  ['contact', { contactId: 'k3' }, (row) => row.contact_id === 'k3'],
  ['external id', { externalId: 'crm-4' }, (row) => row.contact_id === 'k4'],
  ['address', { address: ' contact5@EXAMPLE.com' }, (row) => row.contact_id === 'k5' && row.run_id !== 'tested'],
  ['an old address', { address: 'old1@example.com' }, (row) => row.contact_id === 'k1' && row.run_id !== 'tested'],
  ['the address of a test', { address: 'me@WORK.test' }, (row) => row.run_id === 'tested' && row.idx !== 1],
  ['Message-ID', { messageId: 'large.1.0@sortie.test' }, (row) => row.id === 'large.1.0'],
  ['Message-ID in brackets', { messageId: '<large.1.0@sortie.test>' }, (row) => row.id === 'large.1.0'],
  ['a usual status', { statuses: ['accepted'] }, (row) => row.status === 'accepted'],
  ['an open status', { statuses: ['planned'] }, (row) => row.status === 'planned'],
  ['an exceptional status', { statuses: ['refused'] }, (row) => row.status === 'refused'],
  ['exceptional statuses', { statuses: ['skipped', 'unknown'] }, (row) => ['skipped', 'unknown'].includes(row.status)],
  ['mixed statuses', { statuses: ['accepted', 'held'] }, (row) => ['accepted', 'held'].includes(row.status)],
  ['time', { planned: range }, (row) => row.planned >= range.from && row.planned < range.to],
  ['run', { runId: 'large' }, (row) => row.run_id === 'large'],
  [
    'run and status',
    { runId: 'large', statuses: ['not_attempted'] },
    (row) => row.run_id === 'large' && row.status === 'not_attempted',
  ],
  [
    'run and usual status',
    { runId: 'large', statuses: ['accepted'] },
    (row) => row.run_id === 'large' && row.status === 'accepted',
  ],
  ['run and contact', { runId: 'large', contactId: 'k2' }, (row) => row.run_id === 'large' && row.contact_id === 'k2'],
  [
    'all at once',
    { campaignId: 'c1', statuses: ['skipped'], test: false, planned: { from: range.from } },
    (row) => row.campaign_id === 'c1' && row.status === 'skipped' && !row.test && row.planned >= range.from,
  ],
];

it.each(cases)('filtered by %s, walked both ways, gives what the oracle gives', async (_, filters, passes) => {
  const ofOneRun = filters.runId !== undefined;
  for (const direction of ['asc', 'desc'] as const) {
    const walked = await walk(filters, direction);
    expect(walked).not.toHaveLength(0);
    expect(walked).toEqual(expected(passes, { ofOneRun, direction }));
  }
  expect(await walk(filters)).toEqual(expected(passes, { ofOneRun, direction: ofOneRun ? 'asc' : 'desc' }));
});

it('shows the contact out of the vault, and only ids once it is erased', async () => {
  expect(await communicationById(models.pool, 'large.1.0')).toMatchObject({
    runId: 'large',
    batch: 1,
    index: 0,
    status: 'accepted',
    messageId: '<large.1.0@sortie.test>',
    contact: { id: 'k0', externalId: 'crm-0', address: 'Contact0@example.com' },
  });
  expect((await communicationById(models.pool, 'tested.1.1'))?.contact.address).toBe('you@work.test');
  await models.pool.query(`delete from vault.contacts where id = 'k0'`);
  expect((await communicationById(models.pool, 'large.1.0'))?.contact).toEqual({
    id: 'k0',
    externalId: null,
    name: null,
    address: null,
  });
  expect(await communicationById(models.pool, 'large.99.0')).toBeNull();
  expect(await communicationById(models.pool, 'no id')).toBeNull();
});

it('looks each contact of a page up instead of reading all there are', async () => {
  const client = await models.pool.connect();
  try {
    await client.query(
      'begin; set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off',
    );
    let plan = '';
    const explained: Sql = {
      query: async <Row extends object>(text: string, values?: unknown[]) => {
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
        plan = rows.map((row) => row['QUERY PLAN']).join('\n');
        return client.query<Row>(text, values);
      },
    };
    await listCommunications(explained, { filters: { runId: 'large' }, limit: 5 });
    expect(plan).toMatch(/Index Scan using contacts_pkey on contacts v.*\n\s+Index Cond: \(id = /);
    expect(plan).toMatch(/Index Scan using run_inputs_pkey on run_inputs i.*\n\s+Index Cond: \(run_id = /);
  } finally {
    await client.query('rollback');
    client.release();
  }
});

it('sums up a run: skips by reason and rule, statuses, the unknown ones', async () => {
  expect(await skipsOfRun(models.pool, 'large')).toEqual([
    { reason: 'no-consent', rule: 'rule-of-no-consent', ruleVersion: 1, count: 2 },
    { reason: 'missing-variable', rule: 'rule-of-missing-variable', ruleVersion: 1, count: 1 },
  ]);
  expect(await statusesOfRun(models.pool, 'large')).toEqual({
    accepted: 2,
    refused: 1,
    skipped: 3,
    unknown: 1,
    not_attempted: 53,
  });
  expect(await unknownsOfRun(models.pool, 'large')).toEqual(['large.1.4']);
});

it('knows the numbers of every run without counting, and counts where an upgrade has not made them yet', async () => {
  const counted = new Map<string, Map<string, number>>();
  for (const { run_id, status } of all) {
    const ofRun = counted.get(run_id) ?? new Map<string, number>();
    counted.set(run_id, ofRun.set(status, (ofRun.get(status) ?? 0) + 1));
  }
  const { rows } = await models.pool.query<{ run_id: string; accepted: number }>(
    `select c.run_id, (count(*) filter (where c.accepted_at is not null and not r.test))::int as accepted
     from rm_communications.communications c join rm_communications.runs r using (run_id) group by c.run_id`,
  );
  const accepted = new Map(rows.map((row) => [row.run_id, row.accepted]));
  const told = async () =>
    Promise.all(
      [...counted.keys()].map(async (id) => [
        id,
        await statusesOfRun(models.pool, id),
        await acceptedOfRun(models.pool, id),
      ]),
    );
  const expected = [...counted].map(([id, statuses]) => [id, Object.fromEntries(statuses), accepted.get(id)]);
  expect(expected.length).toBeGreaterThan(30);
  expect(await told()).toEqual(expected);
  await models.pool.query('drop table rm_communications.tallies');
  expect(await told()).toEqual(expected);
  expect(await statusesOfRun(models.pool, 'nobody')).toEqual({});
  expect(await acceptedOfRun(models.pool, 'nobody')).toBe(0);
});

it('refuses a cursor of another filter', async () => {
  const page = await listCommunications(models.pool, { filters: {}, limit: 3 });
  if (!page.ok || page.next === null) throw new Error('there are more than three');
  expect(await listCommunications(models.pool, { filters: { test: true }, limit: 3, cursor: page.next })).toMatchObject(
    { ok: false, rejected: 'bad-cursor' },
  );
});
