import type pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { accepted, events, follow, ids, newStream } from '../../../../test/contracts/eventstore/samples.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { tcpProxy } from '../../../../test/support/tcp-proxy.js';
import { eventually } from '../../../../test/support/eventually.js';
import { type AppendResult, LogUnavailable, type NewEvent, start } from '../port.js';
import { openPostgresEventStore } from './store.js';

let database: TestDatabase;
let pool: pg.Pool;

beforeEach(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
});

afterEach(async () => {
  await pool.end();
  await database.drop();
});

const open = (options: Partial<Parameters<typeof openPostgresEventStore>[0]> = {}) =>
  openPostgresEventStore({ pool, url: database.url, ...options });

test('killed connections lose nothing and repeat nothing: appends are retried, subscriptions go on', async () => {
  const trouble: Error[] = [];
  const store = await open({ onTrouble: (error) => trouble.push(error) });
  const kill = () =>
    pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name like 'sortie-log%'`);
  let retried = 0;
  const append = async (stream: string, after: number, batch: readonly NewEvent[]): Promise<AppendResult> => {
    for (;;) {
      try {
        return await store.append(stream, after < 0 ? 'none' : after, batch);
      } catch (error) {
        if (!(error instanceof LogUnavailable)) throw error;
        retried += 1;
      }
    }
  };

  const written: string[] = [];
  let kills = 0;
  const writers = Array.from({ length: 8 }, async (_, writer) => {
    for (let n = 0; n < 40; n += 1) {
      const batch = events(3);
      await accepted(append(`run-${writer}`, n * 3 - 1, batch));
      written.push(...ids(batch));
      if (written.length > (kills + 1) * 120) {
        kills += 1;
        await kill();
      }
    }
  });
  const all = 8 * 40 * 3;
  const [live, paged] = await Promise.all([
    follow(store, {}, ({ length }) => length >= all),
    follow(store, { pageSize: 2, categories: ['run'] }, ({ length }) => length >= all),
    ...writers,
  ]);
  await store.close();

  for (const delivered of [live, paged]) {
    expect(ids(delivered ?? []).toSorted()).toEqual(written.toSorted());
    for (let writer = 0; writer < 8; writer += 1) {
      const revisions = delivered?.filter(({ stream }) => stream === `run-${writer}`).map(({ revision }) => revision);
      expect(revisions).toEqual(Array.from({ length: 120 }, (_, n) => n));
    }
  }
  expect({ kills, retried: retried > 0, told: trouble.every((error) => error instanceof LogUnavailable) }).toEqual({
    kills: 7,
    retried: true,
    told: true,
  });
});

test('a network that swallows everything without a word is noticed, and what it swallowed is repeated', async () => {
  const { hostname, port } = new URL(database.url);
  const proxy = await tcpProxy({ host: hostname, port: Number(port) });
  const url = Object.assign(new URL(database.url), { port: String(proxy.port) }).href;
  const store = await open({ url, patienceMs: 500 });
  const batches = [events(2), events(2), events(2)];
  const delivered = follow(store, {}, ({ length }) => length >= 6);

  await accepted(store.append('run-1', 'none', batches[0] ?? []));
  proxy.blackHole();
  await expect(store.append('run-1', 1, batches[1] ?? [])).rejects.toBeInstanceOf(LogUnavailable);
  await expect(store.read('run-1')).rejects.toBeInstanceOf(LogUnavailable);
  proxy.heal();
  await eventually(() => store.append('run-1', 1, batches[1] ?? []));
  await accepted(store.append('run-1', 3, batches[2] ?? []));

  expect(ids(await delivered)).toEqual(ids(batches.flat()));
  await store.close();
  await proxy.close();
});

test('another process is woken by the append, not by its poll', async () => {
  const writer = await open();
  const reader = await open({ pollMs: 3_600_000 });
  const batch = events(3);
  let sent = false;

  const delivered = await follow(
    reader,
    {
      onPage: async () => {
        if (sent) return;
        sent = true;
        await listening();
        await accepted(writer.append(newStream(), 'none', batch));
      },
    },
    ({ length }) => length >= 3,
  );
  await Promise.all([writer.close(), reader.close()]);

  expect(ids(delivered)).toEqual(ids(batch));
});

test('a process is woken by its own append, without being told so by the database', async () => {
  const store = await open({ pollMs: 3_600_000 });
  const batch = events(3);
  let sent = false;
  const delivered = await follow(
    store,
    {
      onPage: async () => {
        if (sent) return;
        sent = true;
        await accepted(store.append(newStream(), 'none', batch));
      },
    },
    ({ length }) => length >= 3,
  );
  await store.close();
  expect(ids(delivered)).toEqual(ids(batch));
});

const listening = async (): Promise<void> => {
  await eventually(async () => {
    const { rowCount } = await pool.query(`select from pg_stat_activity
      where datname = current_database() and application_name = 'sortie-log-wake-ups' and query = 'listen log_events'`);
    return rowCount === 1;
  });
};

test('a subscriber that fell behind the shared pages reads its own and misses nothing', async () => {
  const store = await open();
  const stop = new AbortController();
  const slow = store.subscribe(start, { signal: stop.signal, pageSize: 100 })[Symbol.asyncIterator]();
  await slow.next();
  const quick = follow(store, {}, ({ length }) => length >= 8_000);
  const written: string[] = [];
  for (let n = 0; n < 16; n += 1) {
    const batch = events(500);
    await accepted(store.append(newStream(), 'none', batch));
    written.push(...ids(batch));
  }
  expect(ids(await quick)).toEqual(written);

  const delivered: string[] = [];
  while (delivered.length < written.length) {
    const page = await slow.next();
    if (page.done === true) break;
    delivered.push(...ids(page.value.events));
  }
  stop.abort();
  await store.close();

  expect(delivered).toEqual(written);
});

describe('opening', () => {
  test('refuses a database that acknowledges before it has stored', async () => {
    await pool.query(
      `do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$`,
    );
    const fresh = openPool(database.url);

    await expect(openPostgresEventStore({ pool: fresh, url: database.url })).rejects.toMatchObject({
      name: 'UnsafeDatabase',
      message: expect.stringContaining('synchronous_commit'),
    });
    await fresh.end();
  });

  test('says that migrations are missing', async () => {
    await pool.query('drop schema log cascade');

    await expect(open()).rejects.toThrow(/run the migrations/);
  });

  test('says that the database cannot be reached', async () => {
    const nowhere = openPool('postgres://nobody:x@127.0.0.1:1/none');

    await expect(openPostgresEventStore({ pool: nowhere, url: database.url })).rejects.toBeInstanceOf(LogUnavailable);
    await nowhere.end();
  });
});

test('the log is append-only for everybody', async () => {
  const store = await open();
  await accepted(store.append('run-1', 'none', events(1)));
  await store.close();

  for (const change of ["update log.events set type = 'Other'", 'delete from log.events', 'truncate log.events']) {
    await expect(pool.query(change)).rejects.toThrow('append-only');
  }
});

test('a closed log answers that it is unavailable, and its subscriptions end', async () => {
  const store = await open();
  const { signal } = new AbortController();
  const pages = store.subscribe(start, { signal })[Symbol.asyncIterator]();
  await pages.next();
  const next = pages.next();

  await store.close();

  expect(await next).toMatchObject({ done: true });
  await expect(store.read('run-1')).rejects.toBeInstanceOf(LogUnavailable);
  await expect(store.append('run-1', 'none', events(1))).rejects.toBeInstanceOf(LogUnavailable);
});
