import type pg from 'pg';
import { migrations as log } from '#eventstore/postgres/migrations.js';
import { migrate } from '#platform/database/migrate.js';
import { migrations as platform } from '#platform/migrations.js';
import { migrations as vault } from '#vault/migrations.js';

/** Brings every schema of the service up to date. Safe to call by many processes at once, and again. */
export const migrateAll = async (pool: pg.Pool): Promise<void> => {
  await migrate(pool, 'platform', platform);
  await migrate(pool, 'eventstore', log);
  await migrate(pool, 'vault', vault);
};
