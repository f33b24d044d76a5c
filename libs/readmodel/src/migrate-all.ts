import type pg from 'pg';
import { migrations as log } from '#eventstore/postgres/migrations.js';
import { migrate } from '#platform/database/migrate.js';
import { migrations as platform } from '#platform/migrations.js';
import { migrations as vault } from '#vault/migrations.js';
import { migrations as readmodel } from './migrations.js';
import { projections } from './projections.js';
import { createMissing } from './runner/target.js';

/** Brings every schema of the service up to date. Safe to call by many processes at once, and again. */
export const migrateAll = async (pool: pg.Pool): Promise<void> => {
  await migrate(pool, 'platform', platform);
  await migrate(pool, 'eventstore', log);
  await migrate(pool, 'vault', vault);
  await migrate(pool, 'readmodel', readmodel);
  // Queries have something to read before the first worker has started.
  await createMissing(pool, projections);
};
