import type { Sql } from '#platform/database/pool.js';
import { cursorAt } from '#readmodel/cursor.js';
import { isoSql } from '#readmodel/table.js';
import { type RunSort, runSorts } from '#readmodel/runs/run-filters.js';
import { runFilters, type RunsQuery } from '../../../apps/api/src/runs/runs.dto.js';

/** What the request says, as the API reads it. */
type RunsAsked = Partial<RunsQuery>;

/** One way to look at the list. */
export interface Case {
  readonly name: string;
  readonly query: RunsAsked;
}

/** Every filter, every sort both ways, combinations, and the thousandth page. */
export const casesOf = async (sql: Sql): Promise<readonly Case[]> => {
  const { campaign, goal, parent } = await oneRun(sql);
  const days = (n: number): string => new Date(Date.now() - n * 86_400_000).toISOString();
  const filters: { readonly [name: string]: RunsAsked } = {
    'no filter': {},
    'status completed': { status: ['completed'] },
    'status failed or missed': { status: ['failed', 'missed'] },
    'status scheduled': { status: ['scheduled'] },
    'type retry': { type: ['retry'] },
    'channel http': { channel: ['http'] },
    campaign: { campaign: [campaign] },
    goal: { goal: [goal] },
    trigger: { trigger: ['ann'] },
    'metadata team:press': { metadata: ['team:press'] },
    parent: { parent },
    'test runs': { test: 'true' },
    'no test runs': { test: 'false' },
    'differs from campaign': { differs: 'true' },
    stalled: { stalled: 'true' },
    'created in 30 days': { createdFrom: days(400), createdTo: days(370) },
    'scheduled in 30 days': { scheduledFrom: days(400), scheduledTo: days(370) },
    'started in 30 days': { startedFrom: days(400), startedTo: days(370) },
    'ended in 30 days': { endedFrom: days(400), endedTo: days(370) },
    'status, channel': { status: ['failed'], channel: ['http'] },
    'status, type, created': { status: ['completed'], type: ['once'], createdFrom: days(400), createdTo: days(370) },
    'campaign, status, type': { campaign: [campaign], status: ['completed_with_failures'], type: ['recurring'] },
    'five combined': {
      campaign: [campaign],
      status: ['completed'],
      type: ['recurring', 'api'],
      trigger: ['ann', 'bob'],
      createdFrom: days(600),
      createdTo: days(100),
    },
    'rare: status, type, trigger': { status: ['paused'], type: ['manual'], trigger: ['crm'] },
    'status failed, by duration': { status: ['failed'], sort: 'duration' },
    'campaign, by ended': { campaign: [campaign], sort: 'ended' },
  };
  const sorts = runSorts.flatMap((sort) =>
    (['desc', 'asc'] as const).map((direction): Case => ({
      name: `by ${sort}, ${direction}`,
      query: { sort, direction },
    })),
  );
  return [
    ...Object.entries(filters).map(([name, query]) => ({ name, query })),
    ...sorts,
    await page(sql, 'page 1,000', {}),
    await page(sql, 'page 1,000 of status completed', { status: ['completed'] }),
  ];
};

/** The request's part behind the path. */
export const queryText = (query: RunsAsked): string =>
  new URLSearchParams(
    Object.entries(query).flatMap(([name, value]: [string, unknown]) =>
      (Array.isArray(value) ? value : [value]).map((one): [string, string] => [name, String(one)]),
    ),
  ).toString();

const pageSize = 50;

/** What the cursor is after 999 pages, without asking for each of them. */
const page = async (sql: Sql, name: string, query: RunsAsked): Promise<Case> => {
  const sort: RunSort = 'created';
  const { rows } = await sql.query<{ at: string; id: string }>(
    `select ${isoSql('created_at')} as at, id from rm_runs.runs
     where $1::text is null or status = $1 order by created_at desc, id desc
     offset least(${999 * pageSize - 1}, (select sum(runs) from rm_runs.status_counts
       where $1::text is null or status = $1) / 2) limit 1`,
    [query.status?.[0] ?? null],
  );
  const [row] = rows;
  if (row === undefined) throw new Error('there are no runs');
  const binding = { list: 'runs', sort, direction: 'desc', filters: runFilters(query) };
  return { name, query: { ...query, after: cursorAt([row.at, row.id], binding) } };
};

const oneRun = async (sql: Sql): Promise<{ campaign: string; goal: string; parent: string }> => {
  const { rows } = await sql.query<{ campaign: string; goal: string; parent: string }>(
    `select campaign_id as campaign, goal_id as goal, parent_id as parent from rm_runs.runs
     where parent_id is not null order by id limit 1`,
  );
  const [row] = rows;
  if (row === undefined) throw new Error('no run has a parent');
  return row;
};
