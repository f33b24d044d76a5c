import pg from 'pg';

/** Stops the run's own cluster, or clears the run's databases from a shared one. */
export default async function tearDown() {
  if (globalThis.stopTestCluster) return globalThis.stopTestCluster();
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  const prefix = `test_${process.env.TEST_RUN_ID}_`;
  const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [prefix]);
  for (const { datname } of rows) await client.query(`drop database if exists "${datname}" with (force)`);
  await client.end();
}
