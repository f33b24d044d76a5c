import pg from 'pg';
import { LogUnavailable } from '../port.js';
import type { Identity } from './epochs.js';
import { translated } from './trouble.js';

/** A row as text: the adapter parses what it needs and depends on no process-wide type parser. */
export type Row = readonly (string | null)[];

/** A statement by name: parsed and planned once per connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Runs one statement in a transaction of its own. Throws in the words of the port. */
export type Run = (statement: Statement, values?: readonly unknown[]) => Promise<readonly Row[]>;

export interface ConnectionOptions {
  readonly max: number;
  /** How long a connection may take to come about or to answer. */
  readonly patienceMs: number;
  readonly identity: Identity;
  readonly onTrouble: (error: Error) => void;
}

const asText = { getTypeParser: () => (text: string | Buffer) => text.toString() };

/**
 * The log's own connections. No slow query of others can hold up an append, and their planner settings suit
 * statements that always know their index: a generic plan made while the table was small would otherwise keep
 * scanning and sorting all of it until the next ANALYZE.
 */
export const openConnections = (
  url: string,
  { max, patienceMs, identity, onTrouble }: ConnectionOptions,
): { run: Run; close: () => Promise<void> } => {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    application_name: 'sortie-log',
    connectionTimeoutMillis: patienceMs,
    idleTimeoutMillis: 300_000,
    keepAlive: true,
    statement_timeout: patienceMs,
    // Appends that go together must not all wait for as long as one of them would.
    lock_timeout: 0.8 * patienceMs,
    // A connection that died without a word (a cable, a firewall) must not hold an append for ever.
    query_timeout: patienceMs,
    // Typed as returning nothing, but the pool waits for it before it hands the connection out.
    // oxlint-disable-next-line typescript/no-misused-promises
    onConnect: (client) => prepare(client, identity),
  });
  pool.on('error', (error) => onTrouble(translated(error)));
  let closed = false;
  return {
    run: async ({ name, text }, values = []) => {
      if (closed) throw new LogUnavailable('the log is closed');
      try {
        const result = await pool.query<(string | null)[]>({
          name,
          text,
          values: [...values],
          rowMode: 'array',
          types: asText,
        });
        return result.rows;
      } catch (error) {
        throw translated(error);
      }
    },
    close: async () => {
      if (closed) return;
      closed = true;
      await pool.end();
    },
  };
};

/** Every connection checks where it ended up: behind the same URL there may be a restored database by now. */
export const prepare = async (client: pg.ClientBase, identity: Identity): Promise<void> => {
  const { rows } = await client.query<Identity>(`
    select system_identifier::text as "systemIdentifier",
      (select oid from pg_database where datname = current_database())::text as database,
      set_config('synchronous_commit', coalesce(nullif(current_setting('synchronous_commit'), 'off'), 'on'), false),
      set_config('plan_cache_mode', 'force_generic_plan', false),
      set_config('enable_seqscan', 'off', false), set_config('enable_bitmapscan', 'off', false),
      set_config('enable_sort', 'off', false), set_config('enable_incremental_sort', 'off', false),
      set_config('jit', 'off', false), set_config('timezone', 'UTC', false), set_config('datestyle', 'ISO', false)
    from pg_control_system()`);
  const [found] = rows;
  if (found?.systemIdentifier !== identity.systemIdentifier || found.database !== identity.database) {
    throw new LogUnavailable('another database answers at this address than when the log was opened: start again');
  }
};
