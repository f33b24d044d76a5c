import pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { migrateAll } from '#readmodel/migrate-all.js';
import { projections } from '#readmodel/projections.js';
import { createMissing } from '#readmodel/runner/target.js';
import { postgresBackend } from '../../apps/worker/src/queue/postgres-backend.js';

/**
 * What a dump and its restore do: every row of every table as it is, the queue's and the transaction ids inside the
 * log's included, into an empty database of another cluster.
 */
export const copyDatabase = async (fromUrl: string, toUrl: string): Promise<{ readonly rows: number }> => {
  const target = openPool(toUrl, { max: 2 });
  await migrateAll(target);
  await createMissing(target, projections);
  await target.end();
  await (await postgresBackend(toUrl).openStore()).close();
  const [from, to] = await Promise.all([fromUrl, toUrl].map(connected));
  if (!from || !to) throw new Error('two databases are needed');
  // Neither the log's guard nor foreign keys are in the way of a restore.
  await to.query('set session_replication_role = replica');
  let rows = 0;
  for (const table of await tablesOf(from)) rows += await copyTable(from, to, table);
  await continueSequences(to);
  await Promise.all([from.end(), to.end()]);
  return { rows };
};

const connected = async (connectionString: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
};

const tablesOf = async (client: pg.Client): Promise<readonly string[]> => {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  return rows.map(({ name }) => name);
};

const copyTable = async (from: pg.Client, to: pg.Client, table: string): Promise<number> => {
  const { rows: columns } = await from.query<{ name: string }>(
    `select quote_ident(attname) as name from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
    [table],
  );
  const names = columns.map(({ name }) => name).join(', ');
  const { rows } = await from.query<{ json: string | null }>(`select json_agg(t)::text as json from ${table} t`);
  await to.query(`delete from ${table}`);
  const inserted = await to.query(
    `insert into ${table} (${names}) overriding system value
     select ${names} from json_populate_recordset(null::${table}, $1::json)`,
    [rows[0]?.json ?? '[]'],
  );
  return inserted.rowCount ?? 0;
};

/** A restored sequence goes on where it was. */
const continueSequences = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ statement: string }>(
    `select format('select setval(%L, (select coalesce(max(%I), 0) + 1 from %s), false)',
       pg_get_serial_sequence(attrelid::regclass::text, attname), attname, attrelid::regclass) as statement
     from pg_attribute join pg_class c on c.oid = attrelid join pg_namespace n on n.oid = relnamespace
     where relkind = 'r' and nspname not in ('pg_catalog', 'information_schema') and attnum > 0
       and pg_get_serial_sequence(attrelid::regclass::text, attname) is not null`,
  );
  for (const { statement } of rows) await client.query(statement);
};
