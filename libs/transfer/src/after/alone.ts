import type { Sql } from '#platform/database/pool.js';
import { TransferRefused } from '../installation.js';

/** Any number, the same in every process. */
const lock = 7_310_558_023;
const service = ['sortie-api', 'sortie-worker'];

/**
 * Refuses while a process of the service is connected. One that has been idle for long may not show: whoever copies
 * stores has to stop all of them, and what is read back afterwards is compared.
 */
export const expectNobody = async (sql: Sql): Promise<void> => {
  const { rows } = await sql.query<{ name: string }>(
    `select distinct application_name as name from pg_stat_activity
     where datname = current_database() and application_name = any($1) order by 1`,
    [service],
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(' and ');
  throw new TransferRefused(`${names} still work with this database: stop every API and worker first.`);
};

/** One copy at a time: for as long as the connection lives. */
export const takeTurn = async (connection: Sql): Promise<void> => {
  const { rows } = await connection.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [lock]);
  if (rows[0]?.held !== true) throw new TransferRefused('Another import or restore works with this database.');
};
