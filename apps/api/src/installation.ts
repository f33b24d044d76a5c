import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type pg from 'pg';
import { eachOnce } from '#eventstore/each-once.js';
import { openEventStore } from '#eventstore/open.js';
import type { EventStore } from '#eventstore/port.js';
import { definitionCategories, rememberStreams } from '#eventstore/remembered-streams.js';
import type { Clock } from '#platform/clock.js';
import { systemClock } from '#platform/clock.js';
import type { Config } from '#platform/config/config.js';
import { openPool } from '#platform/database/pool.js';

/** What every area of the API stands on. Opened before the application, closed with it. */
@Injectable()
export class Installation implements OnApplicationShutdown {
  constructor(
    readonly config: Config,
    readonly pool: pg.Pool,
    readonly store: EventStore,
    readonly clock: Clock,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
    await this.pool.end();
  }
}

/** What a preflight looks at. */
export type Sight = Pick<Installation, 'config' | 'pool' | 'clock'> & { readonly store: Pick<EventStore, 'read'> };

/** In which every stream stays as it was when it was first looked at. */
export const sightOf = ({ config, pool, clock, store }: Installation): Sight => ({
  config,
  pool,
  clock,
  store: eachOnce(store),
});

/** Throws when the database cannot be reached: an API without it could only refuse. */
export const openInstallation = async (
  config: Config,
  options: {
    clock?: Clock;
    onIdleError?: (error: Error) => void;
    onTrouble?: (error: Error) => void;
  } = {},
): Promise<Installation> => {
  const { onIdleError, onTrouble } = options;
  const pool = openPool(config.databaseUrl, { name: 'sortie-api', max: 20, ...(onIdleError ? { onIdleError } : {}) });
  const { databaseUrl, eventStoreUrl } = config;
  const log = await openEventStore({ pool, databaseUrl, eventStoreUrl, ...(onTrouble ? { onTrouble } : {}) });
  const store = rememberStreams(log, definitionCategories);
  return new Installation(config, pool, store, options.clock ?? systemClock);
};
