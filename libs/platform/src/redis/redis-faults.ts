import { Cluster } from 'ioredis';
import type { RedisClient } from './redis-client.js';

/** What INFO tells of one server. CONFIG is not asked: managed services forbid it. */
export interface RedisFacts {
  readonly version: string;
  readonly policy: string;
  /** The append-only file is on. */
  readonly appendOnly: boolean;
  /** The last write to it went well. */
  readonly writesWell: boolean;
  readonly mode: string;
  readonly role: string;
  /** Bytes; `max` 0: as much as there is. */
  readonly memory: { readonly used: number; readonly max: number };
}

/** Every server that holds keys: one, or the masters of a cluster. */
export const inspectRedis = async (client: RedisClient): Promise<readonly RedisFacts[]> => {
  const servers = client instanceof Cluster ? client.nodes('master') : [client];
  return Promise.all(servers.map(async (server) => factsOf(await server.info())));
};

export const factsOf = (info: string): RedisFacts => {
  const told = new Map(info.split('\n').map((line) => splitOnce(line.trim())));
  const text = (name: string): string => told.get(name) ?? '';
  return {
    version: text('redis_version'),
    policy: text('maxmemory_policy'),
    appendOnly: text('aof_enabled') === '1',
    writesWell: text('aof_last_write_status') !== 'err' && text('aof_last_bgrewrite_status') !== 'err',
    mode: text('redis_mode'),
    role: text('role'),
    memory: { used: Number(text('used_memory')), max: Number(text('maxmemory')) },
  };
};

const splitOnce = (line: string): [string, string] => {
  const at = line.indexOf(':');
  return [line.slice(0, at), line.slice(at + 1)];
};

/** BullMQ's scripts want no older one. */
const oldest = [6, 2] as const;

export interface Allowed {
  readonly allowNoPersistence: boolean;
  /** `REDIS_URL` names a cluster. */
  readonly cluster: boolean;
}

/** Why this server must not hold the queue, each with what to do. None: it may. */
export const faultsIn = (
  { version, policy, appendOnly, mode, role }: RedisFacts,
  { allowNoPersistence, cluster }: Allowed,
): readonly string[] => [
  ...(isOlder(version) ? [`is version ${version}: it must be ${oldest.join('.')} or newer`] : []),
  ...(policy === 'noeviction'
    ? []
    : [
        `may throw jobs away without a word (maxmemory-policy ${policy || 'unknown'}): set maxmemory-policy noeviction`,
      ]),
  ...(appendOnly || allowNoPersistence
    ? []
    : [
        'forgets its jobs when it ends (snapshots do not help): set appendonly yes, or SORTIE_REDIS_ALLOW_NO_PERSISTENCE=true if that is wanted',
      ]),
  ...((mode === 'cluster') === cluster
    ? []
    : [
        cluster
          ? 'is no cluster: use redis:// or rediss://'
          : 'is a cluster: use redis+cluster:// or rediss+cluster://',
      ]),
  ...(role === 'slave' ? ['is a replica: name the primary'] : []),
];

/** What goes wrong while it runs, although it may hold the queue. */
export const troublesIn = ({ memory, writesWell }: RedisFacts): readonly string[] => [
  ...(memory.max > 0 && memory.used >= memory.max ? ['is full: it takes no more jobs (maxmemory)'] : []),
  ...(writesWell ? [] : ['cannot write its append-only file: look at its disk']),
];

const isOlder = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < oldest[0] || (major === oldest[0] && minor < oldest[1]);
};
