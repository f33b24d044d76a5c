import pg from 'pg';

/** Where a query can go: a pool (its own transaction each), or the connection of a transaction. */
export interface Sql {
  query<Row extends pg.QueryResultRow = Record<string, unknown>>(
    statement: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<pg.QueryResult<Row>>;
}

export interface PoolOptions {
  /** Most connections at a time; default 10. */
  readonly max?: number;
  /** What `pg_stat_activity` shows as application_name. */
  readonly name?: string;
  /** Longest statement, ms; default 30,000. */
  readonly statementMs?: number;
  /**
   * An idle connection broke. The pool has dropped it already and the next query opens another, so that this
   * is news for a log and nothing to act on.
   */
  readonly onIdleError?: (error: Error) => void;
  /** Before a new connection is handed out for the first time. */
  readonly onConnect?: (client: pg.ClientBase) => Promise<void>;
}

/** Connections to one database. int8 and numeric come back as text, timestamptz as Date. */
export const openPool = (url: string, options: PoolOptions = {}): pg.Pool => {
  const { statementMs = 30_000 } = options;
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? 'sortie',
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    statement_timeout: statementMs,
    // The server would have ended the statement by then: it is the link that died, without a word (a cable, a firewall).
    // Else the statement waits for ever, and with it a place in the pool, and the process that wants to stop.
    query_timeout: 1.2 * statementMs,
    // A process that stops inside a transaction holds back every subscriber of the log.
    idle_in_transaction_session_timeout: 30_000,
    // Typed as returning nothing, but the pool waits for it before it hands the connection out.
    // oxlint-disable-next-line typescript/no-misused-promises
    ...(options.onConnect === undefined ? {} : { onConnect: options.onConnect }),
  });
  // Without a listener an idle connection's end would end the process.
  pool.on('error', (error) => options.onIdleError?.(error));
  // So would a connection that breaks while it is lent out. Its user learns of it from the query, this or the next.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
};

export interface TransactionOptions {
  /** Read only, and all statements see the one snapshot of the first. */
  readonly readOnly?: boolean;
}

/** Runs `work` in one transaction: committed when it resolves, rolled back when it throws. */
export const inTransaction = async <T>(
  pool: pg.Pool,
  work: (tx: Sql) => Promise<T>,
  options: TransactionOptions = {},
): Promise<T> => {
  const connection = await pool.connect();
  let broken: Error | undefined;
  try {
    await connection.query(options.readOnly ? 'begin isolation level repeatable read read only' : 'begin');
    const result = await work(connection);
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch((cause: unknown) => {
      broken = cause instanceof Error ? cause : new Error(String(cause));
    });
    throw error;
  } finally {
    // A connection that could not roll back is closed, which rolls back for it.
    connection.release(broken);
  }
};
