import { createHash } from 'node:crypto';
import pg from 'pg';
import { everyEvent } from './log-of.js';
import type { RedisServer } from './redis/redis-server.js';
import type { Service } from './service.js';

/** How often a text stands in what a service has stored: by table and, where the stack has them, by type of event and by key of Redis. */
export const placesHolding = async (service: Service, text: string): Promise<Readonly<Record<string, number>>> => ({
  ...(await tablesHolding(service.databaseUrl, text)),
  ...(service.stack.double ? await eventsHolding(service, text) : {}),
  ...(service.stack.redis ? await keysHolding(service.stack.redis, text) : {}),
});

const eventsHolding = async (service: Service, text: string): Promise<Readonly<Record<string, number>>> => {
  const found: Record<string, number> = {};
  for (const event of await everyEvent(service)) {
    const json = JSON.stringify(event).toLowerCase();
    if (formsOf(text).some((form) => json.includes(form))) found[event.type] = (found[event.type] ?? 0) + 1;
  }
  return found;
};

/** How `redis-cli` reads the whole of a key of each type. */
const wholeOf: Readonly<Record<string, (key: string) => readonly string[]>> = {
  string: (key) => ['get', key],
  hash: (key) => ['hgetall', key],
  list: (key) => ['lrange', key, '0', '-1'],
  set: (key) => ['smembers', key],
  zset: (key) => ['zrange', key, '0', '-1'],
  stream: (key) => ['xrange', key, '-', '+'],
};

const keysHolding = async (redis: RedisServer, text: string): Promise<Readonly<Record<string, number>>> => {
  const found: Record<string, number> = {};
  for (const key of (await redis.cli('--scan')).split('\n').filter((line) => line !== '')) {
    const type = await redis.cli('type', key);
    if (type === 'none') continue; // gone since
    const read = wholeOf[type];
    if (read === undefined) throw new Error(`no way to read ${key}, a ${type}`);
    const value = `${key} ${await redis.cli(...read(key))}`.toLowerCase();
    if (formsOf(text).some((form) => value.includes(form))) found[key] = 1;
  }
  return found;
};

/** How often a text stands in each table of the database: as it is (in any case), in bytes, or as a plain hash. */
const tablesHolding = async (databaseUrl: string, text: string): Promise<Readonly<Record<string, number>>> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', nspname, relname) as name from pg_class join pg_namespace n on n.oid = relnamespace
       where relkind in ('r', 'm') and nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`,
    );
    const found: Record<string, number> = {};
    for (const { name } of tables) {
      // A row as text has every column of any type; bytes stand in it as hexadecimal.
      const { rows } = await client.query<{ count: number }>(
        `select count(*)::int as count from ${name} t
         where exists (select from unnest($1::text[]) form where position(form in lower(t::text)) > 0)`,
        [formsOf(text)],
      );
      if (rows[0] && rows[0].count > 0) found[name] = rows[0].count;
    }
    return found;
  } finally {
    await client.end();
  }
};

/** What would give the text away. */
export const formsOf = (text: string): readonly string[] => {
  const spellings = [...new Set([text, text.toLowerCase()])];
  return [
    text.toLowerCase(),
    ...spellings.map((one) => Buffer.from(one).toString('hex')),
    ...spellings.flatMap((one) => ['md5', 'sha1', 'sha256'].map((kind) => createHash(kind).update(one).digest('hex'))),
  ];
};
