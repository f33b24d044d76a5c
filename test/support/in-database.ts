import pg from 'pg';

const deadlock = '40P01';

/**
 * One statement on a connection of its own: what operators, backups and accidents do beside the service. Of a deadlock
 * with the service it may be the victim; then it did nothing, and is said again.
 */
export const inDatabase = async <Row extends pg.QueryResultRow>(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<readonly Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (;;) {
      try {
        return (await client.query<Row>(statement, [...values])).rows;
      } catch (error) {
        if (!(error instanceof pg.DatabaseError) || error.code !== deadlock) throw error;
      }
    }
  } finally {
    await client.end();
  }
};
