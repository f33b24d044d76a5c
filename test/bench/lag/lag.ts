import { setTimeout as pause } from 'node:timers/promises';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import type { Position } from '#eventstore/port.js';
import { openPool } from '#platform/database/pool.js';
import { listProjections } from '#readmodel/projection-state.js';
import { machine } from '../machine.js';
import { quantile } from '../quantiles.js';
import { openFolder } from '../seed/folder.js';
import { completedLife } from '../traffic.js';

export interface LagWanted {
  readonly perSecond: number;
  readonly seconds: number;
}

export interface LagFigures extends LagWanted {
  readonly stack: string;
  readonly machine: string;
  readonly events: number;
  /** What was reached. */
  readonly writtenPerSecond: number;
  readonly rows: readonly {
    readonly projection: string;
    readonly p50: number;
    readonly p99: number;
    readonly max: number;
  }[];
  /** Every run that was written is in the list, and its events in its history. */
  readonly verified: boolean;
}

const recipients = 240;
const lookedAt = ['runs', 'communications', 'history', 'due'] as const;

/** How long after an append's answer its events are in the read models, while so many events a second are written. */
export const benchLag = async (wanted: LagWanted, say: (line: string) => void): Promise<LagFigures> => {
  const folder = await openFolder(null, 'service', say);
  const pool = openPool(folder.databaseUrl, { max: 4, name: 'bench' });
  const store = await openPostgresEventStore({ pool, url: folder.databaseUrl });
  try {
    const waiting = new Map(lookedAt.map((name) => [name, [] as { position: Position; at: number }[]]));
    const lags = new Map(lookedAt.map((name) => [name, [] as number[]]));
    const over = new AbortController();
    const looking = (async () => {
      while (!over.signal.aborted || [...waiting.values()].some((list) => list.length > 0)) {
        const states = await listProjections(pool);
        const now = performance.now();
        for (const name of lookedAt) {
          const list = waiting.get(name) ?? [];
          const checkpoint = states.find((state) => state.name === name)?.checkpoint;
          if (checkpoint === undefined) continue;
          while (list[0] !== undefined && store.compare(list[0].position, checkpoint) <= 0)
            lags.get(name)?.push(now - (list.shift()?.at ?? now));
        }
        await pause(5);
      }
    })();

    const life = completedLife(recipients);
    const begun = performance.now();
    let events = 0;
    let lives = 0;
    while (performance.now() - begun < wanted.seconds * 1_000) {
      await life.write(store, (position, count) => {
        events += count;
        for (const list of waiting.values()) list.push({ position, at: performance.now() });
      });
      lives += 1;
      await pause(Math.max(0, begun + (events / wanted.perSecond) * 1_000 - performance.now()));
    }
    const took = (performance.now() - begun) / 1_000;
    over.abort();
    await looking;
    const { rows } = await pool.query<{ runs: number; entries: number; communications: number }>(
      `select (select count(*)::int from rm_runs.runs where status = 'completed') as runs,
         (select count(*)::int from rm_history.entries) as entries,
         (select count(*)::int from rm_communications.communications where status = 'accepted') as communications`,
    );
    const [found] = rows;
    return {
      stack: 'Stack: embedded',
      machine: machine(),
      ...wanted,
      events,
      writtenPerSecond: Math.round(events / took),
      rows: lookedAt.map((projection) => {
        const sample = lags.get(projection) ?? [];
        return { projection, p50: quantile(sample, 0.5), p99: quantile(sample, 0.99), max: quantile(sample, 1) };
      }),
      verified: found?.runs === lives && found.entries === events && found.communications === lives * recipients,
    };
  } finally {
    await store.close();
    await pool.end();
    await folder.stop();
  }
};

/** The table of a terminal. */
export const linesOfLag = (found: LagFigures): readonly string[] => [
  found.stack,
  found.machine,
  `${found.events} events, ${found.writtenPerSecond} a second (wanted ${found.perSecond}) for ${found.seconds} s; ms from the append's answer until they are visible`,
  '',
  `${''.padEnd(18)}${['p50', 'p99', 'max'].map((name) => name.padStart(10)).join('')}`,
  ...found.rows.map(
    ({ projection, p50, p99, max }) =>
      `${projection.padEnd(18)}${[p50, p99, max].map((ms) => ms.toFixed(1).padStart(10)).join('')}`,
  ),
  'goals: p50 < 50 ms, p99 < 300 ms',
];
