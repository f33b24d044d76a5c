import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { EventStore, Position } from '#eventstore/port.js';
import { start } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { openPool } from '#platform/database/pool.js';
import { migrateAll } from '#readmodel/migrate-all.js';
import { startEmbedded } from '../../../tools/postgres/src/embedded.js';
import { freshDatabase } from '../../support/database.js';
import { accepted, event, events, follow, ids, visible } from './samples.js';

const columns = 'epoch, tx, position, stream, revision, id, type, data, meta, recorded_at';

/** What a dump and its restore do with the log's tables: rows as they are, transaction ids included. */
const copyLog = async (from: pg.Pool, to: pg.Pool): Promise<void> => {
  for (const [table, names] of [
    ['log.epochs', 'epoch, system_identifier, database, opened_at'],
    ['log.events', columns],
  ] as const) {
    const { rows } = await from.query<{ json: string }>(`select json_agg(t)::text as json from ${table} as t`);
    await to.query(
      `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1::json)`,
      [rows[0]?.json],
    );
  }
};

const transactionId = async (pool: pg.Pool): Promise<bigint> =>
  BigInt((await pool.query<{ tx: string }>('select pg_current_xact_id()::text as tx')).rows[0]?.tx ?? 0);

const open = (pool: pg.Pool, url: string): Promise<EventStore> => openPostgresEventStore({ pool, url });

test('a log restored into a cluster whose transaction ids are far behind goes on without a gap', async () => {
  const [before, unseen, after] = [events(7), events(5), events(6)];
  const old = await freshDatabase();
  const oldPool = openPool(old.url);
  await oldPool.query('do $$ begin for i in 1..20000 loop perform pg_current_xact_id(); commit; end loop; end $$');
  const oldStore = await open(oldPool, old.url);
  await accepted(oldStore.append('run-1', 'none', before));
  await visible(oldStore);
  const { checkpoint } = await oldStore.readAll(start, 100);
  const lost = await accepted(oldStore.append('run-1', 6, unseen));
  await oldStore.close();

  const folder = await mkdtemp(join(tmpdir(), 'sortie-restore-'));
  await chmod(folder, 0o755);
  const cluster = await startEmbedded({ folder, password: 'test', port: 0 });
  const url = cluster.url('postgres');
  const pool = openPool(url);
  try {
    await migrateAll(pool);
    await copyLog(oldPool, pool);
    expect(await transactionId(pool)).toBeLessThan((await transactionId(oldPool)) - 10_000n);

    const opened = await Promise.all([open(pool, url), open(pool, url)]);
    const [store] = opened;
    expect(opened.map(({ epoch }) => epoch)).toEqual([oldStore.epoch + 1, oldStore.epoch + 1]);

    // A writer that never got its answer repeats itself against the restored log.
    expect(await store.append('run-1', 6, unseen)).toEqual(lost);
    const { position } = await accepted(store.append('run-1', 11, after.slice(0, 3)));
    await accepted(store.append('run-2', 'none', after.slice(3)));
    expect(store.compare(lost.position, position)).toBeLessThan(0);

    const all = ids([...before, ...unseen, ...after]);
    const resumed = await follow(store, { after: checkpoint }, ({ length }) => length >= 11);
    const filtered = await follow(store, { after: checkpoint, categories: ['run'] }, ({ length }) => length >= 11);
    const whole = await follow(store, { pageSize: 4 }, ({ length }) => length >= 18);
    expect(ids(resumed)).toEqual(all.slice(7));
    expect(ids(filtered)).toEqual(all.slice(7));
    expect(ids(whole)).toEqual(all);
    expect(store.compare(await store.head(), await lastPosition(store))).toBe(0);

    await Promise.all(opened.map((one) => one.close()));
    const again = await open(pool, url);
    expect(again.epoch).toBe(oldStore.epoch + 1);
    await again.close();
  } finally {
    await pool.end();
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
    await oldPool.end();
    await old.drop();
  }
});

const lastPosition = async (store: EventStore): Promise<Position> =>
  (await store.readAll(start, 1_000)).events.at(-1)?.position ?? start;

test('a log whose database was replaced under a running process takes nothing until it is opened again', async () => {
  const database = await freshDatabase();
  const pool = openPool(database.url);
  const store = await open(pool, database.url);
  await accepted(store.append('run-1', 'none', [event()]));

  const replacement = await freshDatabase();
  await replaceDatabase(database.url, replacement.url);

  await expect(store.append('run-1', 0, [event()])).rejects.toMatchObject({ name: 'LogUnavailable' });
  await expect(store.append('run-2', 'none', [event()])).rejects.toThrow(/another database/);
  const reopened = await open(pool, database.url);
  await accepted(reopened.append('run-2', 'none', [event()]));

  await Promise.all([store.close(), reopened.close()]);
  await pool.end();
  await database.drop();
});

/** Puts the database of `source` in the place of the one of `target`. */
const replaceDatabase = async (target: string, source: string): Promise<void> => {
  const [targetName, sourceName] = [target, source].map((url) => new URL(url).pathname.slice(1));
  const client = new pg.Client({ connectionString: Object.assign(new URL(target), { pathname: '/postgres' }).href });
  await client.connect();
  await client.query(`drop database "${targetName}" with (force)`);
  await client.query(`alter database "${sourceName}" rename to "${targetName}"`);
  await client.end();
};
