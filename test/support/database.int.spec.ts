import pg from 'pg';

import { freshDatabase } from './database.js';

test('two fresh databases share nothing, and a dropped one is gone', async () => {
  const [first, second] = [await freshDatabase(), await freshDatabase()];
  const client = new pg.Client({ connectionString: first.url });
  await client.connect();
  await client.query('create table only_here (id int)');
  await client.end();

  const other = new pg.Client({ connectionString: second.url });
  await other.connect();
  const { rows } = await other.query("select to_regclass('only_here') as found");
  await other.end();
  await first.drop();
  await second.drop();

  expect(rows[0].found).toBeNull();
  await expect(new pg.Client({ connectionString: first.url }).connect()).rejects.toMatchObject({ code: '3D000' });
});
