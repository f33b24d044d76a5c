import type { Instant } from '#domain/kernel/message.js';
import type { Sql } from './pool.js';

/** The one clock that all processes share; their own may differ. */
export const databaseClock = async (sql: Sql): Promise<Instant> => {
  const { rows } = await sql.query<{ now: Date }>('select clock_timestamp() as now');
  return (rows[0]?.now ?? new Date(NaN)).toISOString();
};
