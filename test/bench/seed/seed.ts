import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { openPool } from '#platform/database/pool.js';
import { projections } from '#readmodel/projections.js';
import { rebuild } from '#readmodel/runner/rebuild.js';
import { turns } from '#readmodel/runner/turns.js';
import { fillContacts } from '../../../tools/bench/src/setting.js';
import { machine } from '../machine.js';
import { openFolder } from './folder.js';
import { seedDefinitions } from './definitions.js';
import { type LogWanted, writeLog, type Written } from './write-log.js';

export interface SeedWanted extends LogWanted {
  /** Where it stays; null: nowhere, it is thrown away. */
  readonly dataDir: string | null;
}

export interface SeedFigures extends Written {
  readonly stack: string;
  readonly machine: string;
  readonly seconds: number;
  readonly logSeconds: number;
  readonly logMb: number;
  readonly databaseMb: number;
  /** By projection. */
  readonly rebuilds: readonly { readonly projection: string; readonly seconds: number; readonly perSecond: number }[];
  /** What the read models count is what was written. */
  readonly verified: boolean;
}

/** Fills a new installation with runs: events into the log, contacts into the vault, projections rebuilt from the log. */
export const seed = async (wanted: SeedWanted, say: (line: string) => void): Promise<SeedFigures> => {
  const folder = await openFolder(wanted.dataDir, 'stores', say);
  try {
    const figures = await fill(folder.databaseUrl, wanted, say);
    writeFileSync(seedFile(folder.dataDir), JSON.stringify(figures));
    return figures;
  } finally {
    await folder.stop();
  }
};

/** What the seed of a folder wrote. */
export const seededIn = (dataDir: string): SeedFigures =>
  JSON.parse(readFileSync(seedFile(dataDir), 'utf8')) as SeedFigures;

export const seedFile = (dataDir: string): string => join(dataDir, 'seed.json');

const fill = async (url: string, wanted: SeedWanted, say: (line: string) => void): Promise<SeedFigures> => {
  const begun = performance.now();
  const since = (from: number): number => Math.round((performance.now() - from) / 100) / 10;
  const pool = openPool(url, { max: 6, name: 'bench-seed', statementMs: 1_800_000 });
  try {
    const store = await openPostgresEventStore({ pool, url });
    try {
      await fillContacts(pool, wanted.contacts);
      const campaigns = await seedDefinitions(store);
      const logBegun = performance.now();
      const written = await writeLog(pool, store.epoch, campaigns, wanted);
      const logSeconds = since(logBegun);
      say(`${written.events} events of ${written.runs} runs in ${logSeconds} s`);
      const rebuilds = await rebuildAll(pool, store, written.events, say);
      const sizes = await pool.query<{ log: number; database: number }>(
        `select (pg_total_relation_size('log.events') / 1048576)::int as log,
           (pg_database_size(current_database()) / 1048576)::int as database`,
      );
      return {
        stack: 'Stack: embedded',
        machine: machine(),
        seconds: since(begun),
        logSeconds,
        logMb: sizes.rows[0]?.log ?? 0,
        databaseMb: sizes.rows[0]?.database ?? 0,
        ...written,
        rebuilds,
        verified: await agrees(pool, written),
      };
    } finally {
      await store.close();
    }
  } finally {
    await pool.end();
  }
};

/** They have reacted to all of this long ago: a worker that began anew would be busy for an hour with what is over. */
const reactors = [
  'enqueue-work',
  'erase-contacts',
  'pause-failing-schedules',
  'settle-batches',
  'start-occurrences',
  'suppress-refused',
  'verify-senders',
];

/** Each as the worker rebuilds it. A checkpoint at the head says up to where. */
const rebuildAll = async (
  pool: pg.Pool,
  store: Awaited<ReturnType<typeof openPostgresEventStore>>,
  events: number,
  say: (line: string) => void,
): Promise<SeedFigures['rebuilds']> => {
  const head = await store.head();
  await pool.query('update work.projections set checkpoint = $1, as_of = now()', [head]);
  await pool.query('insert into work.checkpoints (name, position) select unnest($1::text[]), $2', [reactors, head]);
  const folding = {
    pool,
    store,
    signal: new AbortController().signal,
    onParked: ({ stream, error }: { readonly stream: string; readonly error: string }) => {
      throw new Error(`${stream} was parked: ${error}`);
    },
  };
  const rebuilds: { projection: string; seconds: number; perSecond: number }[] = [];
  for (const projection of projections) {
    const begun = performance.now();
    await rebuild(folding, projection, 0, turns());
    const seconds = (performance.now() - begun) / 1_000;
    rebuilds.push({
      projection: projection.name,
      seconds: Math.round(seconds * 10) / 10,
      perSecond: Math.round(events / seconds),
    });
    say(`${projection.name} rebuilt in ${seconds.toFixed(1)} s`);
  }
  return rebuilds;
};

const agrees = async (pool: pg.Pool, written: Written): Promise<boolean> => {
  const { rows } = await pool.query<{
    runs: number;
    counted: { [status: string]: number };
    communications: number;
    numbered: number;
    heads: number;
    unbalanced: number;
  }>(
    `select (select count(*)::int from rm_runs.runs) as runs,
       (select jsonb_object_agg(status, runs) from rm_runs.status_counts) as counted,
       (select count(*)::int from rm_communications.communications) as communications,
       (select count(*)::int from rm_history.entries) as numbered,
       (select sum(number)::int from rm_history.heads) as heads,
       (select count(*)::int from rm_runs.ledgers
        where audience <> waiting + in_flight + accepted + refused + unknown + not_attempted) as unbalanced`,
  );
  const [found] = rows;
  if (found === undefined) return false;
  const statuses = Object.entries(written.byStatus);
  return (
    found.runs === written.runs &&
    statuses.every(([status, runs]) => found.counted[status] === runs) &&
    Object.keys(found.counted).length === statuses.length &&
    found.communications === written.communications &&
    found.numbered === written.events &&
    found.heads === written.events &&
    found.unbalanced === 0
  );
};

/** The table of a terminal. */
export const linesOfSeed = (found: SeedFigures): readonly string[] => [
  found.stack,
  found.machine,
  `${found.runs} runs, ${found.events} events, ${found.communications} communications in ${found.seconds} s`,
  `log ${found.logMb} MB, all ${found.databaseMb} MB; the long run is ${found.longRun}, the wide one ${found.wideRun}`,
  '',
  `${'log'.padEnd(20)}${found.logSeconds.toFixed(1).padStart(10)} s`,
  ...found.rebuilds.map(
    ({ projection, seconds, perSecond }) =>
      `${projection.padEnd(20)}${seconds.toFixed(1).padStart(10)} s${String(perSecond).padStart(12)} events of the log/s`,
  ),
];
