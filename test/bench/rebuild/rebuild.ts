import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import type { EventStore } from '#eventstore/port.js';
import { openPool } from '#platform/database/pool.js';
import { projections } from '#readmodel/projections.js';
import { projectionState, requestRebuild } from '#readmodel/projection-state.js';
import { type Ask, asker } from '../ask.js';
import { machine } from '../machine.js';
import { quantile } from '../quantiles.js';
import type { SeedWanted } from '../seed/seed.js';
import { openSeeded, type Seeded } from '../seed/seeded.js';
import { scheduledLife } from '../traffic.js';
import { communicationsByHand, type Floor, runsByHand } from './floor.js';

export interface RebuildRow {
  readonly projection: string;
  /** Of its categories in the log. */
  readonly events: number;
  readonly seconds: number;
  readonly perSecond: number;
  /** Events a second divided by those of the floor; null where there is none. */
  readonly toFloor: number | null;
  /** From an append's answer until a subscription has the event, ms. */
  readonly feedLagP99: number;
  readonly feedLagMax: number;
  /** Longest that a read of the list took meanwhile, ms: the swap is somewhere in it. */
  readonly longestRead: number;
  /** Reads that found nothing although there was something. */
  readonly emptyReads: number;
}

export interface RebuildFigures {
  readonly stack: string;
  readonly machine: string;
  readonly runs: number;
  readonly events: number;
  readonly floors: readonly Floor[];
  readonly rows: readonly RebuildRow[];
  /** No read was empty, and the read models agree with what was written. */
  readonly verified: boolean;
}

/** Every projection rebuilt by the running service while runs are written and lists are read; the floors afterwards. */
export const benchRebuild = async (wanted: SeedWanted, say: (line: string) => void): Promise<RebuildFigures> => {
  const seeded = await openSeeded(wanted, say);
  const pool = openPool(seeded.databaseUrl, { max: 4, name: 'bench', statementMs: 600_000 });
  const store = await openPostgresEventStore({ pool, url: seeded.databaseUrl });
  try {
    const rows: Omit<RebuildRow, 'toFloor'>[] = [];
    for (const { name, categories } of projections) {
      rows.push(await rebuildOne(pool, store, seeded, name, categories));
      say(JSON.stringify(rows.at(-1)));
    }
    const floors = [await runsByHand(seeded.databaseUrl), await communicationsByHand(seeded.databaseUrl)];
    for (const floor of floors) say(JSON.stringify(floor));
    const { runs, events } = seeded.figures;
    return {
      stack: 'Stack: embedded',
      machine: machine(),
      runs,
      events,
      floors,
      rows: rows.map((row) => ({ ...row, toFloor: ratioOf(row, floors) })),
      verified: rows.every(({ emptyReads }) => emptyReads === 0) && (await agrees(pool)),
    };
  } finally {
    await store.close();
    await pool.end();
    await seeded.stop();
  }
};

const ratioOf = (row: Omit<RebuildRow, 'toFloor'>, floors: readonly Floor[]): number | null => {
  const floor = floors.find(({ projection }) => projection === row.projection);
  return floor === undefined ? null : Math.round((floor.seconds / row.seconds) * 100) / 100;
};

const rebuildOne = async (
  pool: pg.Pool,
  store: EventStore,
  seeded: Seeded,
  name: string,
  categories: readonly string[],
): Promise<Omit<RebuildRow, 'toFloor'>> => {
  const stop = new AbortController();
  const others = Promise.all([
    measureFeed(store, stop.signal),
    readLists(asker(seeded.apiUrl, seeded.key), stop.signal),
  ]);
  const before = (await projectionState(pool, name))?.rebuiltAt ?? null;
  const begun = performance.now();
  await requestRebuild(pool, name);
  while (((await projectionState(pool, name))?.rebuiltAt ?? null) === before) await pause(50);
  const seconds = (performance.now() - begun) / 1_000;
  stop.abort();
  const [lags, reads] = await others;
  const { rows } = await pool.query<{ events: number }>(
    'select count(*)::int as events from log.events where category = any($1)',
    [categories],
  );
  const events = rows[0]?.events ?? 0;
  return {
    projection: name,
    events,
    seconds: Math.round(seconds * 10) / 10,
    perSecond: Math.round(events / seconds),
    feedLagP99: quantile(lags, 0.99),
    feedLagMax: quantile(lags, 1),
    longestRead: quantile(reads.ms, 1),
    emptyReads: reads.empty,
  };
};

/** Between two runs that are written meanwhile. */
const everyMs = 20;

/** Writes runs, and says how long after each append's answer a subscription had its events. */
const measureFeed = async (store: EventStore, stop: AbortSignal): Promise<readonly number[]> => {
  const lags: number[] = [];
  const waiting = new Map<string, number>();
  const seen = new Map<string, number>();
  const reader = new AbortController();
  const begin = await store.head();
  const reading = (async () => {
    for await (const { events } of store.subscribe(begin, { categories: ['run'], signal: reader.signal })) {
      for (const { position } of events) {
        const at = waiting.get(position);
        if (at === undefined) seen.set(position, performance.now());
        else lags.push(performance.now() - at);
        waiting.delete(position);
      }
    }
  })();
  const life = scheduledLife();
  while (!stop.aborted) {
    await life.write(store, (position) => {
      // The subscription may be faster than the answer.
      if (seen.has(position)) lags.push(0);
      else waiting.set(position, performance.now());
    });
    await pause(everyMs);
  }
  while (waiting.size > 0) await pause(10);
  reader.abort();
  await reading;
  return lags;
};

/** Reads the lists all the time. */
const readLists = async (
  ask: Ask,
  stop: AbortSignal,
): Promise<{ readonly ms: readonly number[]; readonly empty: number }> => {
  const took: number[] = [];
  let empty = 0;
  while (!stop.aborted) {
    for (const path of ['/v1/runs?limit=1', '/v1/communications?limit=1']) {
      const { ms, body } = await ask(path);
      took.push(ms);
      if ((body as { items: readonly object[] }).items.length === 0) empty += 1;
    }
    await pause(everyMs);
  }
  return { ms: took, empty };
};

const agrees = async (pool: pg.Pool): Promise<boolean> => {
  const { rows } = await pool.query<{ same: boolean }>(
    `select (select count(*) from rm_runs.runs) = (select count(*) from log.events where type = 'RunRequested')
       and (select sum(runs) from rm_runs.status_counts) = (select count(*) from rm_runs.runs)
       and (select count(*) from rm_communications.communications) =
         (select sum(jsonb_array_length(data->'contactIds')) from log.events where type = 'BatchPlanned')
       and (select count(*) from rm_history.entries) =
         (select count(*) from log.events where category in ('run', 'runbatch', 'report', 'thread')) as same`,
  );
  return rows[0]?.same ?? false;
};

/** What issue 5 asks for. */
const goals =
  'goals: ≥ 0.5 of the floor, runs ≥ 100,000 and communications ≥ 60,000 events/s, feed lag < 300 ms, swap < 1 s';

/** The table of a terminal. */
export const linesOfRebuild = (found: RebuildFigures): readonly string[] => [
  found.stack,
  found.machine,
  `${found.runs} runs, ${found.events} events, while ${1_000 / everyMs} runs a second were asked for and both lists were read`,
  '',
  ['', 'events', 'seconds', 'events/s', '× floor', 'feed p99', 'feed max', 'read max', 'empty'].map(inColumn).join(''),
  ...found.rows.map((row) => Object.values(inOrder(row)).map(inColumn).join('')),
  '',
  ...found.floors.map(
    ({ projection, events, seconds }) =>
      `by hand: ${projection}, ${events} events in ${seconds.toFixed(1)} s, ${Math.round(events / seconds)} events/s`,
  ),
  goals,
];

const inOrder = (row: RebuildRow): readonly (string | number)[] => [
  row.projection,
  row.events,
  row.seconds,
  row.perSecond,
  row.toFloor ?? '',
  row.feedLagP99,
  row.feedLagMax,
  row.longestRead,
  row.emptyReads,
];

const inColumn = (value: string | number, at: number): string =>
  at === 0 ? String(value).padEnd(18) : String(value).padStart(11);
