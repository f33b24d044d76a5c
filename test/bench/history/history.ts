import { openPool, type Sql } from '#platform/database/pool.js';
import { type Ask, asker } from '../ask.js';
import { machine } from '../machine.js';
import { quantile } from '../quantiles.js';
import type { SeedWanted } from '../seed/seed.js';
import { openSeeded } from '../seed/seeded.js';

export interface HistoryRow {
  readonly name: string;
  /** The first of them, when nothing is kept yet. */
  readonly first: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export interface HistoryFigures {
  readonly stack: string;
  readonly machine: string;
  readonly events: number;
  readonly turns: number;
  readonly rows: readonly HistoryRow[];
  /** Every moment that was asked for shows as many accepted messages as the log holds up to there. */
  readonly verified: boolean;
}

/** The long run as it is, pages of its history, and the run as it was after any of its events. */
export const benchHistory = async (
  wanted: SeedWanted,
  turns: number,
  say: (line: string) => void,
): Promise<HistoryFigures> => {
  const seeded = await openSeeded(wanted, say);
  const pool = openPool(seeded.databaseUrl, { max: 2, name: 'bench' });
  try {
    const ask = asker(seeded.apiUrl, seeded.key);
    const id = seeded.figures.longRun;
    const events = await lastNumber(pool, id);
    const any = (): number => 1 + Math.floor(Math.random() * events);
    let verified = true;
    const rows = [
      await measure('the run', turns, async () => (await ask(`/v1/runs/${id}`)).ms),
      await measure('a page of its history', turns, async () => pageAt(ask, id, any())),
      await measure('the run at any event', turns, async () => {
        const number = any();
        const { ms, body } = await ask(`/v1/runs/${id}?at=${number}`);
        const { accepted } = (body as { ledger: { accepted: number } }).ledger;
        verified &&= accepted === (await acceptedAt(pool, id, number));
        return ms;
      }),
    ];
    for (const row of rows) say(JSON.stringify(row));
    return { stack: 'Stack: embedded', machine: machine(), events, turns, rows, verified };
  } finally {
    await pool.end();
    await seeded.stop();
  }
};

const measure = async (name: string, turns: number, once: () => Promise<number>): Promise<HistoryRow> => {
  const first = Math.round((await once()) * 10) / 10;
  const sample: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) sample.push(await once());
  return { name, first, p50: quantile(sample, 0.5), p95: quantile(sample, 0.95), max: quantile(sample, 1) };
};

const pageAt = async (ask: Ask, id: string, number: number): Promise<number> =>
  (await ask(`/v1/runs/${id}/history?after=${number - 1}&limit=100`)).ms;

const lastNumber = async (sql: Sql, id: string): Promise<number> => {
  const { rows } = await sql.query<{ number: number }>('select number from rm_history.heads where run_id = $1', [id]);
  const number = rows[0]?.number ?? 0;
  if (number === 0) throw new Error('the long run has no history');
  return number;
};

/** In the long run every message was accepted. */
const acceptedAt = async (sql: Sql, id: string, number: number): Promise<number> => {
  const { rows } = await sql.query<{ accepted: number }>(
    `select count(*)::int as accepted from rm_history.entries
     where run_id = $1 and type = 'DispatchSettled' and number <= $2`,
    [id, number],
  );
  return rows[0]?.accepted ?? 0;
};

/** The table of a terminal. */
export const linesOfHistory = (found: HistoryFigures): readonly string[] => [
  found.stack,
  found.machine,
  `a run of ${found.events} events, ${found.turns} turns; ms`,
  '',
  `${''.padEnd(26)}${['first', 'p50', 'p95', 'max'].map((name) => name.padStart(10)).join('')}`,
  ...found.rows.map(
    ({ name, first, p50, p95, max }) =>
      `${name.padEnd(26)}${[first, p50, p95, max].map((ms) => ms.toFixed(1).padStart(10)).join('')}`,
  ),
  'goal: p95 < 150 ms',
];
