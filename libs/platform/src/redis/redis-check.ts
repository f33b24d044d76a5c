import { parseRedisAddress } from './redis-address.js';
import { connectRedis, type RedisClient } from './redis-client.js';
import { faultsIn, inspectRedis, type RedisFacts, troublesIn } from './redis-faults.js';

export interface RedisSettings {
  /** As `REDIS_URL` has it. */
  readonly url: string;
  readonly allowNoPersistence: boolean;
}

/** How a look at a Redis went. */
export type RedisCheck =
  /** `faults`: why it must not hold the queue; `troubles`: what goes wrong in it at the moment. */
  | {
      readonly kind: 'answered';
      readonly servers: readonly RedisFacts[];
      readonly faults: readonly string[];
      readonly troubles: readonly string[];
    }
  /** It does not let us in, and no other attempt will change that. */
  | { readonly kind: 'refused'; readonly detail: string }
  | { readonly kind: 'unreachable'; readonly detail: string };

const refusals = /WRONGPASS|NOAUTH|NOPERM|invalid password|DB index|certificate|self.signed|CERT_/;

/** On a connection of its own. Nothing that it answers holds a secret. */
export const checkRedis = async (settings: RedisSettings): Promise<RedisCheck> => {
  try {
    const client = await connectRedis(settings.url, {
      name: 'sortie-check',
      commandMs: 5_000,
      onError: () => undefined,
    });
    try {
      return { kind: 'answered', ...(await lookAt(client, settings)) };
    } finally {
      client.disconnect();
    }
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { kind: refusals.test(`${code} ${detail}`) ? 'refused' : 'unreachable', detail };
  }
};

export const lookAt = async (
  client: RedisClient,
  { url, allowNoPersistence }: RedisSettings,
): Promise<{
  readonly servers: readonly RedisFacts[];
  readonly faults: readonly string[];
  readonly troubles: readonly string[];
}> => {
  const address = parseRedisAddress(url);
  const allowed = { allowNoPersistence, cluster: address.ok && address.value.cluster };
  const servers = await inspectRedis(client);
  return {
    servers,
    faults: unique(servers.flatMap((facts) => faultsIn(facts, allowed))),
    troubles: unique(servers.flatMap(troublesIn)),
  };
};

const unique = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
