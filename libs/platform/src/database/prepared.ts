import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { PoolOptions, Sql } from './pool.js';
import { openPool } from './pool.js';

/** Texts that get a name: beyond them a statement is parsed and planned every time, and costs no memory of the server. */
const most = 400;
const names = new Map<string, string>();

const nameFor = (text: string): string | undefined => {
  const known = names.get(text);
  if (known !== undefined || names.size >= most) return known;
  const name = `s-${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
  names.set(text, name);
  return name;
};

/**
 * The same connection, whose statements with values are parsed and planned once: for texts of which there are few, and for
 * connections of `openPreparedPool`, whose plans stay right while tables grow.
 */
export const prepared = (sql: Sql): Sql => ({
  query: (statement, values) => {
    if (typeof statement !== 'string' || values === undefined) return sql.query(statement, values);
    const name = nameFor(statement);
    return name === undefined ? sql.query(statement, values) : sql.query({ name, text: statement, values });
  },
});

/**
 * Connections for statements that find rows by their keys, however many there are. A plan is made once and kept, perhaps
 * while the table is empty: one that reads all of it then would go on to do so until the next ANALYZE.
 */
export const openPreparedPool = (url: string, options: PoolOptions): pg.Pool =>
  openPool(url, { ...options, onConnect: byKeys });

const byKeys = async (client: pg.ClientBase): Promise<void> => {
  await client.query(`select set_config('plan_cache_mode', 'force_generic_plan', false),
    set_config('enable_seqscan', 'off', false), set_config('enable_hashjoin', 'off', false),
    set_config('enable_mergejoin', 'off', false), set_config('jit', 'off', false)`);
};
