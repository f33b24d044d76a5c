import type pg from 'pg';
import type { Sql } from '#platform/database/pool.js';
import { runLife } from '../../../../test/support/event-builders.js';
import { freshReadModels, type ReadModels } from '../../../../test/support/read-models.js';
import { listRuns, type RunsAsked } from './list-runs.js';
import { runs } from './projection.js';
import type { RunFilters } from './run-filters.js';

const [perDay, days] = [60, 400];
const dayMs = 86_400_000;
const begins = Date.parse('2025-10-01T00:00:00.000Z');
const at = (day: number): string => new Date(begins + day * dayMs).toISOString();

let models: ReadModels;
/**
 * 24,000 runs, made of one that was folded. Each starts a minute after it was created and ends a second later, but those
 * that are missed do neither, the cancelled are not done in time, and a campaign had its month.
 */
beforeAll(async () => {
  models = await freshReadModels();
  await models.feed(runLife({ runId: 'model', status: 'completed', at: at(0) }), [runs]);
  // By pieces: no statement may last long.
  for (let from = 1; from <= perDay * days; from += 100 * perDay) await fill(from, from + 100 * perDay - 1);
  await models.pool.query(`
    insert into rm_runs.ledgers select (jsonb_populate_record(l, jsonb_build_object('run_id', r.id))).*
      from rm_runs.ledgers l, rm_runs.runs r where l.run_id = 'model' and r.id <> 'model';
    insert into rm_runs.campaigns select distinct campaign_id, campaign_id, 1 from rm_runs.runs on conflict do nothing;
    insert into rm_runs.days
      select distinct to_char(created_at, 'YYYY-MM-DD'), coalesce(to_char(start_at, 'YYYY-MM-DD'), ''),
        coalesce(to_char(started_at, 'YYYY-MM-DD'), ''), coalesce(to_char(ended_at, 'YYYY-MM-DD'), '')
      from rm_runs.runs on conflict do nothing;
    analyze rm_runs.runs, rm_runs.ledgers, rm_runs.days, rm_runs.campaigns`);
});
afterAll(() => models.close());

const fill = (from: number, to: number) =>
  models.pool.query(
    `with life as (
       select n, $1::timestamptz + n * interval '24 hours' / ${perDay} as created,
         case when n % 97 = 0 then 'failed' when n % 9 = 0 then 'missed' when n % 83 = 0 then 'cancelled'
           when n < 40 then 'paused' else 'completed' end as status
       from generate_series($2::int, $3::int) n),
     fresh as (
       select jsonb_populate_record(m, jsonb_build_object('id', 'run' || lpad(n::text, 6, '0'), 'status', life.status,
           'created_at', created, 'campaign_id', case when n / ${perDay} between 40 and 70 then 'past' else 'usual' end,
           'started_at', case when life.status <> 'missed' then created + interval '1 minute' end,
           'ended_at', case when life.status not in ('missed', 'paused')
             then created + interval '1 minute' + case life.status when 'failed' then interval '1 second' else interval '9 seconds' end end,
           'duration_ms', case life.status when 'failed' then 1000 when 'cancelled' then 9000 when 'completed' then 9000 end)) as run
       from life, rm_runs.runs m where m.id = 'model')
     insert into rm_runs.runs select (run).* from fresh`,
    [at(0), from, to],
  );

const old = { from: at(100), to: at(160) };
const questions: readonly (readonly [string, RunFilters, RunsAsked['sort'][]])[] = [
  ['started in two months long ago', { started: old }, ['created', 'ended']],
  ['ended in two months long ago', { ended: old }, ['created', 'started']],
  ['created in two months long ago', { created: old }, ['started', 'ended']],
  ['started before a day', { started: { to: at(300) } }, ['created', 'ended']],
  ['ended since a day', { ended: { from: at(150) } }, ['created', 'started']],
  ['created and started in ranges', { created: { from: at(30), to: at(300) }, started: old }, ['created', 'ended']],
  ['of a campaign that is over', { campaigns: ['past'] }, ['created']],
  ['failed', { statuses: ['failed'] }, ['created', 'started', 'ended', 'duration']],
  ['missed', { statuses: ['missed'] }, ['created', 'started', 'ended', 'duration']],
  ['failed or paused', { statuses: ['failed', 'paused'] }, ['created', 'started', 'ended', 'duration']],
  ['failed, missed or cancelled', { statuses: ['failed', 'missed', 'cancelled'] }, ['created', 'ended', 'duration']],
];
const walks = questions.flatMap(([name, filters, sorts]) =>
  sorts.flatMap((sort) => (['asc', 'desc'] as const).map((direction) => [name, sort, direction, filters] as const)),
);

const limit = 50;
const now = at(days);

/** Looks at the plan of each statement as it was carried out. */
const explaining = (sql: Sql): Sql & { readonly most: () => number; readonly scanned: () => readonly string[] } => {
  let most = 0;
  const scanned: string[] = [];
  const look = (node: Node): void => {
    const loops = node['Actual Loops'];
    if (node['Node Type'] === 'Seq Scan') scanned.push(node['Relation Name'] ?? '');
    if (node['Relation Name'] === 'runs') most += loops * (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0));
    node.Plans?.forEach(look);
  };
  return {
    most: () => most,
    scanned: () => scanned,
    query: async <Row extends pg.QueryResultRow>(statement: string | pg.QueryConfig, values: unknown[] = []) => {
      const text = typeof statement === 'string' ? statement : statement.text;
      const { rows } = await sql.query<{ 'QUERY PLAN': readonly [{ readonly Plan: Node }] }>(
        `explain (analyze, format json) ${text}`,
        values,
      );
      for (const row of rows) look(row['QUERY PLAN'][0].Plan);
      return sql.query<Row>(statement, values);
    },
  };
};

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Node[];
}

const isOfRange = ({ created, started, ended }: RunFilters): boolean =>
  [created, started, ended].some((range) => range !== undefined);

const columns = { created: 'created_at', started: 'started_at', ended: 'ended_at', duration: 'duration_ms' } as const;

/** What a plain statement says: the first two pages. */
const plainly = async (
  { campaigns, statuses, created, started, ended }: RunFilters,
  sort: keyof typeof columns,
  direction: string,
): Promise<readonly string[]> => {
  const { rows } = await models.pool.query<{ id: string }>(
    `select id from rm_runs.runs
     where ($1::text[] is null or campaign_id = any($1)) and ($2::text[] is null or status = any($2))
       and ($3::timestamptz is null or created_at >= $3) and ($4::timestamptz is null or created_at < $4)
       and ($5::timestamptz is null or started_at >= $5) and ($6::timestamptz is null or started_at < $6)
       and ($7::timestamptz is null or ended_at >= $7) and ($8::timestamptz is null or ended_at < $8)
     order by ${columns[sort]} ${direction} nulls last, id ${direction} limit ${2 * limit}`,
    [
      campaigns ?? null,
      statuses ?? null,
      ...[created, started, ended].flatMap((r) => [r?.from ?? null, r?.to ?? null]),
    ],
  );
  return rows.map(({ id }) => id);
};

it.each(walks)('%s, by %s %s: walks to the page and little further', async (_, sort, direction, filters) => {
  const found: string[] = [];
  for (let cursor: string | undefined, pages = 0; pages < 2; pages += 1) {
    const sql = explaining(models.pool);
    const page = await listRuns(sql, { filters, sort, direction, limit, now, ...(cursor ? { cursor } : {}) });
    if (!page.ok) throw new Error(page.detail);
    found.push(...page.items.map(({ id }) => id));
    cursor = page.next ?? undefined;
    expect(sql.scanned().filter((table) => table === 'runs' || table === 'ledgers')).toEqual([]);
    // A page of some pieces, or the days at a range's ends; before that 2,001, to see whether few are in the range at all.
    expect(sql.most()).toBeLessThan(isOfRange(filters) ? 3_000 : 700);
    if (cursor === undefined) break;
  }
  expect(found).toEqual(await plainly(filters, sort as keyof typeof columns, direction));
});

it('is walked in one piece while the tables of the release before are read, which know no days', async () => {
  const asked = { filters: { started: old }, sort: 'created', direction: 'asc', limit, now } as const;
  const before = await listRuns(models.pool, asked);
  await models.pool.query('alter table rm_runs.days rename to days_away');
  const without = await listRuns(models.pool, asked);
  await models.pool.query('alter table rm_runs.days_away rename to days');
  expect(without).toEqual(before);
});
