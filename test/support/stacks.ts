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

export const stackNames = Object.keys(parts);

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
  if (!isStackName(wanted)) throw new Error(`TEST_STACK is one of ${stackNames.join(', ')}; not ${wanted}`);
  const { log, queue } = { ...parts[wanted], ...needs };
  const found = Object.entries(parts).find(([, each]) => each.log === log && each.queue === queue)?.[0];
  return found !== undefined && isStackName(found) ? found : 'embedded';
};

export const isStackName = (text: string): text is StackName => text in parts;

/** Servers that run already, by the setting that names them. */
type Given = Readonly<Record<string, string | undefined>>;

/** Starts servers that are empty and belong to the caller, the double for the event store; what is given is used as it is. */
export const startStack = async (name: StackName, given: Given = {}): Promise<Stack> => {
  const { log, queue } = parts[name];
  const [eventStoreUrl, redisUrl] = [given['EVENTSTORE_URL'] || null, given['REDIS_URL'] || null];
  const [double, redis] = await Promise.all([
    log === 'eventstore' && eventStoreUrl === null ? startDouble() : null,
    queue === 'redis' && redisUrl === null ? startRedis() : null,
  ]);
  const [logUrl, queueUrl] = [eventStoreUrl ?? double?.url, redisUrl ?? redis?.url];
  return {
    name,
    settings: {
      ...(log === 'eventstore' && logUrl !== undefined && { EVENTSTORE_URL: logUrl }),
      ...(queue === 'redis' && queueUrl !== undefined && { REDIS_URL: queueUrl }),
    },
    ...(double && { double }),
    ...(redis && { redis }),
    stop: async () => {
      await Promise.all([double?.stop(), redis?.stop()]);
    },
  };
};
