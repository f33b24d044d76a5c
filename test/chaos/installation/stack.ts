import { join } from 'node:path';
import { type EventStoreDouble, startDouble } from '../../support/eventstoredb/start.js';
import { startRedis } from '../../support/redis/redis-server.js';
import type { Stack, StackName } from '../../support/stacks.js';

/** What a stack keeps its log and its queue in; the read models are always in PostgreSQL. */
export const stacks = {
  embedded: { log: 'postgres', queue: 'postgres' },
  'scale-out': { log: 'eventstore', queue: 'redis' },
  'postgres-redis': { log: 'postgres', queue: 'redis' },
  'eventstore-postgres': { log: 'eventstore', queue: 'postgres' },
} as const satisfies Record<StackName, object>;

export const isStack = (name: string): name is StackName => Object.hasOwn(stacks, name);

/** Servers whose data survives a kill: what was acknowledged is there after the restart. */
export const startStack = async (name: StackName, folder: string): Promise<Stack> => {
  const { log, queue } = stacks[name];
  const double = log === 'eventstore' ? await startDouble({ folder: join(folder, 'eventstore') }) : null;
  const redis = queue === 'redis' ? await startRedis({ folder: join(folder, 'redis') }) : null;
  return {
    name,
    settings: { ...(double && { EVENTSTORE_URL: double.url }), ...(redis && { REDIS_URL: redis.url }) },
    ...(double && { double }),
    ...(redis && { redis }),
    stop: async () => {
      await Promise.all([double?.stop(), redis?.stop()]);
    },
  };
};

/** Of its only node. */
export const portOf = ({ ports }: EventStoreDouble): number => {
  const [port] = ports;
  if (port === undefined) throw new Error('the event store has no port');
  return port;
};
