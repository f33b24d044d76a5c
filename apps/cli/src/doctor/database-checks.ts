import type pg from 'pg';
import { serverAt } from '#eventstore/eventstoredb/server-version.js';
import { type LogLocation, openEventStore } from '#eventstore/open.js';
import type { EventStore } from '#eventstore/port.js';
import { migrations as logMigrations } from '#eventstore/postgres/migrations.js';
import { databaseClock } from '#platform/database/clock.js';
import { sha256 } from '#platform/ids.js';
import { Leases } from '#platform/leases/leases.js';
import { migrations as platformMigrations } from '#platform/migrations.js';
import { parkedItems } from '#platform/troubles/troubles.js';
import { liveWorkers, queueSeenBy } from '#platform/workers/workers.js';
import { lags } from '#readmodel/lags.js';
import { migrations as readmodelMigrations } from '#readmodel/migrations.js';
import { listParked } from '#readmodel/parked.js';
import { listProjections } from '#readmodel/projection-state.js';
import { migrations as vaultMigrations } from '#vault/migrations.js';
import { count } from '../output/times.js';
import { type Checked, carriedOut, fine, type Finding } from './check.js';
import { eventStoreFinding, lagFinding, queueFinding, skewFinding } from './findings.js';
import { trouble } from '../local/local-database.js';

/** What the database and the log themselves tell. Changes nothing. */
export const databaseChecks = async (pool: pg.Pool, location: LogLocation): Promise<readonly Checked[]> =>
  carriedOut(
    {
      database: () => server(pool),
      schema: () => schema(pool),
      'clocks of this machine and the database': () => clock(pool),
      ...eventStoreChecks(location),
      log: () => onLog(pool, location, log),
      workers: () => workers(pool),
      queue: async () => queueFinding(queueSeenBy(await liveWorkers(pool))),
      'read models': () => onLog(pool, location, (store) => readModels(pool, store)),
      'parked items': () => parked(pool),
      leases: () => leases(pool),
    },
    (error): Finding => ({ verdict: 'bad', evidence: trouble(error), next: null }),
  );

const server = async (pool: pg.Pool): Promise<Finding> => {
  const { rows } = await pool.query<{ version: string; size: string; commit: string }>(
    `select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size,
       current_setting('synchronous_commit') as commit`,
  );
  const { version = '?', size = '?', commit = '?' } = rows[0] ?? {};
  if (commit === 'off')
    return {
      verdict: 'bad',
      evidence: 'synchronous_commit is off: a crash loses what was answered as done',
      next: null,
    };
  return fine(`PostgreSQL ${version}, ${size}`);
};

const known = {
  platform: platformMigrations,
  eventstore: logMigrations,
  vault: vaultMigrations,
  readmodel: readmodelMigrations,
} as const;

const schema = async (pool: pg.Pool): Promise<Finding> => {
  const { rows } = await pool.query<{ lib: string; id: string; hash: string }>(
    'select lib, id, hash from work.migrations',
  );
  const applied = new Map(rows.map(({ lib, id, hash }) => [`${lib} ${id}`, hash]));
  const expected = new Map<string, string>(
    Object.entries(known).flatMap(([lib, steps]) => steps.map(({ id, sql }) => [`${lib} ${id}`, sha256(sql)] as const)),
  );
  const missing = [...expected.keys()].filter((step) => !applied.has(step));
  const strange = [...applied].filter(([step, hash]) => expected.get(step) !== hash).map(([step]) => step);
  if (strange.length > 0)
    return { verdict: 'bad', evidence: `is not of this program: ${strange.join(', ')}`, next: 'git status' };
  if (missing.length > 0) return { verdict: 'bad', evidence: `lacks ${missing.join(', ')}`, next: 'npm start' };
  return fine(`${count(expected.size)} steps, all applied`);
};

const clock = async (pool: pg.Pool): Promise<Finding> => {
  const asked = Date.now();
  const told = Date.parse(await databaseClock(pool));
  return skewFinding(Math.max(0, asked - told, told - Date.now()));
};

/** A store of our own for one look: it listens for news, which is none of ours. */
const onLog = async (
  pool: pg.Pool,
  location: LogLocation,
  look: (store: EventStore) => Promise<Finding>,
): Promise<Finding> => {
  const store = await openEventStore({ pool, ...location, connections: 1 });
  try {
    return await look(store);
  } finally {
    await store.close();
  }
};

/** Only where the log is in an EventStoreDB or KurrentDB. */
const eventStoreChecks = ({ eventStoreUrl }: LogLocation): Record<string, () => Promise<Finding>> =>
  eventStoreUrl === null ? {} : { 'event store': async () => eventStoreFinding(await serverAt(eventStoreUrl)) };

const log = async (store: EventStore): Promise<Finding> => {
  const head = await store.head();
  return fine(`epoch ${store.epoch}, head at ${head}`);
};

const readModels = async (pool: pg.Pool, store: EventStore): Promise<Finding> => {
  const states = await listProjections(pool);
  const behind = new Map(
    (await lags(pool, store, await databaseClock(pool))).map(({ name, behindMs }) => [name, behindMs]),
  );
  return lagFinding(states.map((state) => ({ ...state, behindMs: behind.get(state.name) ?? 0 })));
};

const workers = async (pool: pg.Pool): Promise<Finding> => {
  const alive = await liveWorkers(pool);
  if (alive.length === 0) return { verdict: 'bad', evidence: 'no worker was seen in the last 15 s', next: 'npm start' };
  return fine(alive.map(({ name }) => name).join(', '));
};

const parked = async (pool: pg.Pool): Promise<Finding> => {
  const [streams, work] = await Promise.all([listParked(pool), parkedItems(pool)]);
  if (streams.length + work.length === 0) return fine('none');
  const [first] = streams;
  const [item] = work;
  const example = first === undefined ? item?.item : `${first.projection}: ${first.stream}`;
  return {
    verdict: 'bad',
    evidence: `${count(streams.length)} streams of read models, ${count(work.length)} items of work, such as ${example ?? '?'}`,
    next: 'sortie parked list',
  };
};

const leases = async (pool: pg.Pool): Promise<Finding> => {
  const active = await new Leases(pool, 'doctor').active('');
  const kinds = new Map<string, number>();
  for (const { name } of active) {
    const kind = name.split(':')[0] ?? name;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const told = [...kinds].map(([kind, held]) => (held === 1 ? kind : `${kind} (${count(held)})`));
  return active.length === 0
    ? { verdict: 'look', evidence: 'nobody holds one', next: 'npm start' }
    : fine(told.join(', '));
};
