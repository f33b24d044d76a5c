import { type EventStoreDouble, startDouble } from './eventstoredb/start.js';
import { type RedisServer, startRedis } from './redis/redis-server.js';

/** Where log and queue lie; read models, vault and leases are in PostgreSQL always. */
const parts = {
  embedded: { log: 'postgres', queue: 'postgres' },
  'scale-out': { log: 'eventstore', queue: 'redis' },
  'postgres-redis': { log: 'postgres', queue: 'redis' },
  'eventstore-postgres': { log: 'eventstore', queue: 'postgres' },
} as const;

export type StackName = keyof typeof parts;

/** What a service stands on beside PostgreSQL, and nobody else does. */
export interface Stack {
  readonly name: StackName;
  readonly settings: { readonly EVENTSTORE_URL?: string; readonly REDIS_URL?: string };
  readonly double?: EventStoreDouble;
  readonly redis?: RedisServer;
  stop(): Promise<void>;
}

/** What a test cannot do without. */
export interface StackNeeds {
  /** It reads or changes the log by SQL. */
  readonly log?: 'postgres';
  /** It reads or changes the queue by SQL. */
  readonly queue?: 'postgres';
}

/** The stack of `TEST_STACK`, or the one nearest to it that has what the test needs. */
export const chosenStack = (needs: StackNeeds = {}): StackName => {
  const wanted = process.env['TEST_STACK'] ?? 'embedded';
  if (!isStackName(wanted)) throw new Error(`TEST_STACK is ${Object.keys(parts).join(', ')}; not ${wanted}`);
  const { log, queue } = { ...parts[wanted], ...needs };
  const found = Object.entries(parts).find(([, each]) => each.log === log && each.queue === queue)?.[0];
  return found !== undefined && isStackName(found) ? found : 'embedded';
};

const isStackName = (text: string): text is StackName => text in parts;

/** Starts servers that are empty and belong to the caller. The event store is the double. */
export const startStack = async (name: StackName): Promise<Stack> => {
  const { log, queue } = parts[name];
  const [double, redis] = await Promise.all([
    log === 'eventstore' ? startDouble() : null,
    queue === 'redis' ? startRedis() : null,
  ]);
  return {
    name,
    settings: {
      ...(double && { EVENTSTORE_URL: double.url }),
      ...(redis && { REDIS_URL: redis.url }),
    },
    ...(double && { double }),
    ...(redis && { redis }),
    stop: async () => {
      await Promise.all([double?.stop(), redis?.stop()]);
    },
  };
};
