import pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { freshDatabase } from '../../../../test/support/database.js';
import * as append from './append-statements.js';
import { prepare } from './connections.js';
import { openEpoch } from './epochs.js';
import { excerpt } from './excerpts.js';
import * as pages from './pages.js';
import * as streams from './streams.js';

/** By the indexes that they are to use. */
const statements = {
  events_stream_revision_key: [
    append.insert,
    append.insertInTurn,
    append.stored,
    append.head,
    streams.forwards,
    streams.togetherForwards,
    streams.backwards,
  ],
  events_pkey: [pages.wholePage, pages.edge, pages.news, pages.newest, excerpt(['data'])],
  events_category: [pages.filteredPage(1), pages.span(1), pages.span(3), pages.newestOf],
  'events_category events_pkey': [pages.filteredPage(3)],
};

/**
 * Generic plans are made once, perhaps while the table is nearly empty and has just been analyzed, and then kept while
 * it grows; or with statistics that know one category and have never seen the others. The planner must find the one
 * right index all the same.
 */
test.each([
  ['an empty table', 'select 1'],
  ['a table of one page', `${eventsOf('run', 20)}; analyze log.events`],
  ['a table with one big category', `${eventsOf('runbatch', 50_000)}; analyze log.events`],
  [
    'a table with mixed categories',
    `${['run', 'report', 'runbatch', 'contact'].map((name) => eventsOf(name, 10_000)).join(';')}; analyze log.events`,
  ],
])('every statement finds its rows by the right index on %s', async (_, prepared) => {
  const database = await freshDatabase();
  const pool = openPool(database.url, { max: 1 });
  const { identity } = await openEpoch(pool);
  await pool.query(prepared);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await prepare(client, identity);
  const plans: { name: string; used: string[]; scans: string; indexes: readonly string[] }[] = [];
  for (const [indexes, list] of Object.entries(statements)) {
    for (const { name, text } of list) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${text}`);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      plans.push({
        name,
        indexes: indexes.split(' '),
        used: [...plan.matchAll(/using (events_\w+)/g)].map(([, used]) => used ?? ''),
        scans: plan,
      });
    }
  }
  await client.end();
  await pool.end();
  await database.drop();

  for (const { name, indexes, used, scans } of plans) {
    expect({ name, used: [...new Set(used)] }).toEqual({ name, used: indexes });
    expect({ name, scans }).toEqual({ name, scans: expect.not.stringMatching(/(Seq|Bitmap \w+) Scan/) });
  }
});

function eventsOf(category: string, count: number): string {
  return `insert into log.events (epoch, stream, revision, id, type, data, meta)
    select 1, '${category}-' || n / 100, n % 100, gen_random_uuid(), 'Counted', '{}', '{"v": 1}'
    from generate_series(1, ${count}) as n`;
}
