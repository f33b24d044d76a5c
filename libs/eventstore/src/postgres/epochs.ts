import type pg from 'pg';
import { inTransaction, type Sql } from '#platform/database/pool.js';
import { translated } from './trouble.js';

/** Which cluster and database this is; transaction ids mean something only within one cluster. */
export interface Identity {
  readonly systemIdentifier: string;
  readonly database: string;
}

export interface Epoch {
  readonly epoch: number;
  readonly identity: Identity;
}

/** The server does not keep what it acknowledges. Not an outage: someone has to change its settings. */
export class UnsafeDatabase extends Error {
  override readonly name = 'UnsafeDatabase';
}

/**
 * The epoch that appends go to. The first opening after a restore elsewhere finds another identity than the
 * recorded one and begins the next epoch. Throws `UnsafeDatabase` for settings under which "stored" is no promise.
 */
export const openEpoch = async (pool: pg.Pool): Promise<Epoch> => {
  try {
    const identity = await checkedIdentity(pool);
    const known = await newestEpoch(pool);
    if (known && sameIdentity(known.identity, identity)) return known;
    return await inTransaction(pool, (tx) => nextEpoch(tx, identity));
  } catch (error) {
    throw error instanceof UnsafeDatabase ? error : translated(error);
  }
};

const nextEpoch = async (tx: Sql, identity: Identity): Promise<Epoch> => {
  // Two processes may find out at once. The second lock waits for running appends and keeps out further ones, so
  // that the old epoch is complete when readers learn of the new one.
  await tx.query('lock table log.epochs in share row exclusive mode');
  const known = await newestEpoch(tx);
  if (known && sameIdentity(known.identity, identity)) return known;
  await tx.query('lock table log.events in share row exclusive mode');
  const opened = { epoch: (known?.epoch ?? 0) + 1, identity };
  await insertEpoch(tx, opened);
  return opened;
};

/**
 * Begins the log's next life although the database is the same, with a number above `above` too: an import, or a log
 * that was put back to an older state. Every process must have stopped.
 */
export const openNextEpoch = (pool: pg.Pool, above = 0): Promise<number> =>
  inTransaction(pool, async (tx) => {
    const identity = await checkedIdentity(tx);
    await tx.query('lock table log.epochs in share row exclusive mode');
    const epoch = Math.max((await newestEpoch(tx))?.epoch ?? 0, above) + 1;
    await insertEpoch(tx, { epoch, identity });
    return epoch;
  });

const insertEpoch = async (tx: Sql, { epoch, identity }: Epoch): Promise<void> => {
  await tx.query('insert into log.epochs (epoch, system_identifier, database) values ($1, $2, $3)', [
    epoch,
    identity.systemIdentifier,
    identity.database,
  ]);
};

const newestEpoch = async (sql: Sql): Promise<Epoch | undefined> => {
  const { rows } = await sql.query<{ epoch: number; system: string; database: string }>(
    'select epoch, system_identifier as system, database::text from log.epochs order by epoch desc limit 1',
  );
  const [row] = rows;
  return row && { epoch: row.epoch, identity: { systemIdentifier: row.system, database: row.database } };
};

const checkedIdentity = async (sql: Sql): Promise<Identity> => {
  const { rows } = await sql.query<{ system: string; database: string; unsafe: string[] }>(`
    select system_identifier::text as system,
      (select oid from pg_database where datname = current_database())::text as database,
      array(
        select setting from unnest(array['synchronous_commit', 'fsync', 'full_page_writes']) as setting
        where current_setting(setting) = 'off'
      ) as unsafe
    from pg_control_system()`);
  const [row] = rows;
  if (!row) throw new Error('pg_control_system() answered nothing');
  if (row.unsafe.length > 0) {
    throw new UnsafeDatabase(
      `${row.unsafe.join(', ')} is off: the server would acknowledge events that a crash of the machine then loses. ` +
        'Turn it on for this database and start again.',
    );
  }
  return { systemIdentifier: row.system, database: row.database };
};

const sameIdentity = (a: Identity, b: Identity): boolean =>
  a.systemIdentifier === b.systemIdentifier && a.database === b.database;
