import type { Parsed } from '../config/fields.js';

/** Where a Redis is, as `REDIS_URL` tells it. */
export interface RedisAddress {
  readonly tls: boolean;
  /** Redis Cluster: the hosts are where to begin, the cluster tells the rest. */
  readonly cluster: boolean;
  readonly hosts: readonly { readonly host: string; readonly port: number }[];
  /** An ACL user; null: the default one. */
  readonly username: string | null;
  readonly password: string | null;
  /** Number of the database; a cluster has only 0. */
  readonly db: number;
}

const shape =
  /^(?<protocol>rediss?)(?<cluster>\+cluster)?:\/\/(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<hosts>[^/@?#]+)(?:\/(?<db>\d{0,4}))?$/;
const hostShape = /^(?<host>\[[0-9a-f:.]+\]|[^[\]:\s]+)(?::(?<port>\d{1,5}))?$/i;

const expected =
  'must be a URL such as redis://user:password@host:6379/0, rediss:// for TLS, redis+cluster://one:6379,two:6379 for a cluster';

/** Never repeats what it was given, for that holds a password. */
export const parseRedisAddress = (url: string): Parsed<RedisAddress> => {
  const { protocol, cluster, user, password, hosts = '', db = '' } = shape.exec(url)?.groups ?? {};
  if (protocol === undefined) return { ok: false, fault: expected };
  const found = hosts.split(',').flatMap((text) => hostOf(text) ?? []);
  if (found.length !== hosts.split(',').length) return { ok: false, fault: expected };
  if (found.length > 1 && cluster === undefined)
    return { ok: false, fault: 'names several hosts: that needs redis+cluster:// or rediss+cluster://' };
  if (cluster !== undefined && Number(db) !== 0)
    return { ok: false, fault: 'names a database: a cluster has only number 0' };
  const [username, secret] = [decoded(user), decoded(password)];
  if (username === undefined || secret === undefined)
    return { ok: false, fault: 'has a user or password that is not percent-encoded' };
  return {
    ok: true,
    value: {
      tls: protocol === 'rediss',
      cluster: cluster !== undefined,
      hosts: found,
      username,
      password: secret,
      db: Number(db),
    },
  };
};

const hostOf = (text: string): { host: string; port: number } | null => {
  const { host, port = '6379' } = hostShape.exec(text)?.groups ?? {};
  const number = Number(port);
  return host === undefined || number < 1 || number > 65_535
    ? null
    : { host: host.replaceAll(/[[\]]/g, ''), port: number };
};

/** Null when there is none, undefined when it cannot be read. */
const decoded = (text: string | undefined): string | null | undefined => {
  if (text === undefined || text === '') return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
};
