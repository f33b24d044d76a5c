import pg from 'pg';
import { eventually } from './eventually.js';

/**
 * Keeps everybody from writing to a table; reading goes on. Who wants to write waits before its transaction has an
 * id, so that subscribers of other databases of the cluster do not feel it.
 */
export interface TableLock {
  /** Resolves when so many statements wait for it, fails after the patience (ms; 20 s when absent). */
  untilWaiting(count: number, patienceMs?: number): Promise<void>;
  /** Ends the connections that wait, so that what they want is never done; for clients that are dead. */
  cutOff(): Promise<void>;
  /** What waits goes on. */
  release(): Promise<void>;
}

export const lockTable = async (databaseUrl: string, table: string): Promise<TableLock> => {
  const holder = new pg.Client({ connectionString: databaseUrl });
  await holder.connect();
  await holder.query(`begin; lock table ${table} in exclusive mode`);
  const waiting = `
    from pg_locks where locktype = 'relation' and relation = '${table}'::regclass and not granted
      and database = (select oid from pg_database where datname = current_database())`;
  return {
    untilWaiting: async (count, patienceMs = 20_000) => {
      await eventually(
        async () => {
          const { rowCount } = await holder.query(`select ${waiting}`);
          return (rowCount ?? 0) >= count;
        },
        { patienceMs },
      );
    },
    cutOff: async () => {
      await holder.query(`select pg_terminate_backend(pid, 5000) ${waiting}`);
    },
    release: async () => {
      await holder.query('commit');
      await holder.end();
    },
  };
};
