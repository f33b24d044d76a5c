import { Cluster, Redis, type RedisOptions } from 'ioredis';
import { parseRedisAddress, type RedisAddress } from './redis-address.js';

export type RedisClient = Redis | Cluster;

export interface RedisClientOptions {
  /** Shown by CLIENT LIST. */
  readonly name: string;
  /** How long a command may take, ms. Null: as long as the connection lives, for clients that block. */
  readonly commandMs: number | null;
  /** Hears of a connection that breaks or ends later. */
  readonly onError: (error: Error) => void;
}

/** How long opening a connection may take, ms. */
const connectMs = 5_000;
/** A connection on which an answer is due and nothing arrives is dead, ms: longer than any command blocks. */
const silenceMs = 15_000;

/**
 * A client that has connected and may use its database. It never connects again by itself and repeats no command: its
 * holder opens another one, so that nobody waits on what is dead. Throws what the server or the network said.
 */
export const connectRedis = async (url: string, options: RedisClientOptions): Promise<RedisClient> => {
  const parsed = parseRedisAddress(url);
  if (!parsed.ok) throw new Error(`the address of Redis ${parsed.fault}`);
  const client = clientOf(parsed.value, options);
  let said: Error | undefined;
  const hear = (error: Error): void => {
    // The first of several says what it was; the rest that the connection is closed.
    said ??= innermost(error);
  };
  client.on('error', hear);
  try {
    await withinTime(client.connect(), connectMs);
    // Wrong credentials show on the first command only.
    await withinTime(client.ping(), connectMs);
  } catch (error) {
    client.disconnect();
    throw said ?? innermost(error);
  }
  client.on('error', options.onError);
  client.once('end', () => options.onError(new Error('the connection to Redis has ended')));
  return client;
};

const clientOf = (address: RedisAddress, { name, commandMs }: RedisClientOptions): RedisClient => {
  const options = {
    connectionName: name,
    ...(address.username === null ? {} : { username: address.username }),
    ...(address.password === null ? {} : { password: address.password }),
    ...(address.tls ? { tls: {} } : {}),
    ...(commandMs === null ? { maxRetriesPerRequest: null } : { commandTimeout: commandMs, maxRetriesPerRequest: 1 }),
    connectTimeout: connectMs,
    socketTimeout: silenceMs,
    keepAlive: 10_000,
    lazyConnect: true,
  } as const satisfies RedisOptions;
  if (address.cluster)
    return new Cluster([...address.hosts], {
      redisOptions: options,
      clusterRetryStrategy: () => null,
      lazyConnect: true,
      slotsRefreshTimeout: connectMs,
    });
  const { host, port } = address.hosts[0] ?? { host: '127.0.0.1', port: 6379 };
  return new Redis({ ...options, host, port, db: address.db, retryStrategy: () => null });
};

/** A cluster's error hides what one of its nodes said. */
const innermost = (error: unknown): Error => {
  if (!(error instanceof Error)) return new Error(String(error));
  return 'lastNodeError' in error && error.lastNodeError instanceof Error ? error.lastNodeError : error;
};

const withinTime = async (promise: Promise<unknown>, ms: number): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} s`)), ms);
  });
  try {
    await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
};
