import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { defineCampaign } from '../../../tools/bench/src/setting.js';
import { stackLines } from '../../../tools/demo/src/stack.js';
import type { Stack } from '../../support/stacks.js';
import { openService } from '../side-by-side/service.js';
import { product } from './product.js';

/** One kind of statement in the time that was looked at. */
export interface Traced {
  /** Which part of the service asked, by the name of its connections. */
  readonly who: string;
  readonly statement: string;
  readonly count: number;
  /** Transactions of its own or of others' that it wrote in. */
  readonly writes: number;
  /** Of the server, in all. */
  readonly ms: number;
}

export interface Trace {
  readonly stack: string;
  readonly recipients: number;
  /** From RunQueued to the run's end, by the log's clock. */
  readonly ms: number;
  readonly statements: readonly Traced[];
  readonly commits: number;
  readonly verified: boolean;
}

/** Every statement that the server gets while one run goes from queued to completed, from the server's own log. */
export const benchTrace = async (stack: Stack, recipients: number): Promise<Trace> => {
  const service = await openService(stack, recipients);
  try {
    const { pool, client } = service;
    const campaign = await defineCampaign(client);
    const oneRun = async (): Promise<string> => {
      let id = '';
      const start = async (): Promise<string> => (id = await campaign.start());
      const { verify } = await product('Sortie', service, start, { runs: 1, recipients }).carryOut();
      await verify?.();
      return id;
    };
    // Connections, prepared statements and templates are there from the second run on.
    for (let warm = 0; warm < 5; warm += 1) await oneRun();
    const readLog = await logOf(pool);
    const id = await oneRun();
    await pause(200);
    const [from, to] = await lifeOf(pool, id);
    const within = (await readLog()).filter(({ at }) => at >= from && at <= to);
    return {
      stack: stackLines(stack).join(', '),
      recipients,
      ms: Math.round(to - from),
      statements: grouped(within),
      commits: new Set(within.flatMap(({ transaction }) => (transaction === '0' ? [] : [transaction]))).size,
      verified: true,
    };
  } finally {
    await service.stop();
  }
};

const prefix = 'trace|%n|%a|%x| ';
const line =
  /^trace\|([\d.]+)\|([^|]*)\|(\d+)\| LOG: {2}duration: ([\d.]+) ms {2}(execute|statement)([^:]*): ([\s\S]*)$/;

interface Logged {
  readonly at: number;
  readonly who: string;
  readonly transaction: string;
  readonly ms: number;
  readonly statement: string;
}

/** Has the server write down every statement from here on; without values, for they are personal. */
const logOf = async (pool: pg.Pool): Promise<() => Promise<readonly Logged[]>> => {
  const { rows: found } = await pool.query<{ data_directory: string }>('show data_directory');
  const path = join(dirname(found[0]?.data_directory ?? ''), 'server.log');
  const size = async (): Promise<number> => {
    const { rows } = await pool.query<{ size: string }>('select size from pg_stat_file($1)', [path]);
    return Number(rows[0]?.size ?? 0);
  };
  const settings = { log_line_prefix: prefix, log_parameter_max_length: '0', log_min_duration_statement: '0' };
  for (const [name, value] of Object.entries(settings)) await pool.query(`alter system set ${name} = '${value}'`);
  await pool.query('select pg_reload_conf()');
  await pause(200);
  const from = await size();
  return async () => {
    const { rows } = await pool.query<{ text: string }>('select pg_read_file($1, $2, $3) as text', [
      path,
      from,
      (await size()) - from,
    ]);
    return (rows[0]?.text ?? '').split(/\n(?=trace\|)/).flatMap((entry): readonly Logged[] => {
      const [, at = '', who = '', transaction = '', ms = '', , name = '', text = ''] = line.exec(entry) ?? [];
      if (at === '' || who.startsWith('bench')) return [];
      const named =
        name.trim() === '' || name.includes('<unnamed>') ? text.replaceAll(/\s+/g, ' ').trim() : name.trim();
      return [{ at: Number(at) * 1000, who, transaction, ms: Number(ms), statement: named.slice(0, 90) }];
    });
  };
};

/** When the run was queued and when it ended, ms. */
const lifeOf = async (pool: pg.Pool, runId: string): Promise<readonly [number, number]> => {
  const { rows } = await pool.query<{ queued: string; over: string }>(
    `select extract(epoch from min(recorded_at) filter (where type = 'RunQueued')) * 1000 as queued,
       extract(epoch from max(recorded_at)) * 1000 as over
     from log.events where stream = $1`,
    [`run-${runId}`],
  );
  // What the server logs in whole milliseconds may bear the one before.
  return [Math.floor(Number(rows[0]?.queued)) + 1, Math.ceil(Number(rows[0]?.over)) + 1];
};

const grouped = (logged: readonly Logged[]): readonly Traced[] => {
  const groups = new Map<string, Logged[]>();
  for (const one of logged) {
    const name = `${one.who}|${one.statement}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  return [...groups.values()]
    .map((some): Traced => ({
      who: some[0]?.who ?? '',
      statement: some[0]?.statement ?? '',
      count: some.length,
      writes: some.filter(({ transaction }) => transaction !== '0').length,
      ms: Math.round(some.reduce((sum, { ms }) => sum + ms, 0) * 100) / 100,
    }))
    .toSorted((a, b) => (a.who === b.who ? b.count - a.count : a.who < b.who ? -1 : 1));
};

export const linesOfTrace = ({ stack, recipients, ms, statements, commits }: Trace): readonly string[] => [
  stack,
  `one run of ${recipients} from RunQueued to its end: ${ms} ms, ${statements.reduce((sum, { count }) => sum + count, 0)} statements, ${commits} transactions that wrote`,
  '',
  ...statements.map(
    (one) =>
      `${one.who.padEnd(16)} ${String(one.count).padStart(4)} × ${String(one.writes).padStart(3)} writing ${one.ms.toFixed(2).padStart(7)} ms  ${one.statement}`,
  ),
];
