import pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { freshDatabase } from '../../../../test/support/database.js';
import * as append from './append.js';
import { prepare } from './connections.js';
import { openEpoch } from './epochs.js';
import * as pages from './pages.js';
import * as streams from './streams.js';

/**
 * Generic plans are made once, perhaps while the table is nearly empty and has just been analyzed, and then kept
 * while it grows: the planner must find the index even then.
 */
test('every statement of the log finds its rows by an index, also on a table of one page', async () => {
  const database = await freshDatabase();
  const pool = openPool(database.url, { max: 1 });
  const { identity } = await openEpoch(pool);
  await pool.query(`
    insert into log.events (epoch, stream, revision, id, type, data, meta)
    select 1, 'run-' || n, 0, gen_random_uuid(), 'Counted', '{}', '{"v": 1}' from generate_series(1, 20) as n;
    analyze log.events`);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await prepare(client, identity);

  const statements = [
    append.insert,
    append.stored,
    append.head,
    pages.wholePage,
    pages.filteredPage(1),
    pages.filteredPage(3),
    pages.edge,
    pages.newest,
    pages.newestOf,
    streams.forwards,
    streams.backwards,
  ];
  const plans = new Map<string, string>();
  for (const { name, text } of statements) {
    const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain (generic_plan) ${text}`);
    plans.set(name, rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  await client.end();
  await pool.end();
  await database.drop();

  for (const [name, plan] of plans) {
    expect({ name, plan }).toEqual({ name, plan: expect.stringMatching(/Index (Only )?Scan/) });
    expect({ name, plan }).toEqual({ name, plan: expect.not.stringContaining('Seq Scan') });
    // A page must stop at its limit instead of fetching and sorting everything behind its place.
    if (name.startsWith('log-page'))
      expect({ name, plan }).toEqual({ name, plan: expect.not.stringMatching(/Sort\s+\(/) });
  }
});
