import { openPool, type Sql } from '#platform/database/pool.js';
import { checkpointOf } from '#readmodel/projection-state.js';
import { listRuns } from '#readmodel/runs/list-runs.js';
import { type RunCountFilters, runCounts } from '#readmodel/runs/queries.js';
import { runFilters } from '../../../apps/api/src/runs/runs.dto.js';
import { asker } from '../ask.js';
import { machine } from '../machine.js';
import { quantile, timed } from '../quantiles.js';
import { openSeeded } from '../seed/seeded.js';
import type { SeedWanted } from '../seed/seed.js';
import { type Case, casesOf, queryText } from './cases.js';
import { recording, scansOf, type Sent } from './plans.js';

export interface ListRow {
  readonly name: string;
  readonly apiP50: number;
  readonly apiP95: number;
  readonly sqlP50: number;
  readonly sqlP95: number;
  readonly ratio: number;
  /** Large tables that a statement would read from end to end. */
  readonly scans: readonly string[];
}

export interface ListFigures {
  readonly stack: string;
  readonly machine: string;
  readonly runs: number;
  readonly events: number;
  readonly turns: number;
  readonly rows: readonly ListRow[];
  /** Of all cases together. */
  readonly apiP95: number;
  /** The API answered the rows that its SQL gives, the counters equal a recount, and no statement scans. */
  readonly verified: boolean;
}

/** What is asked of the API, and the same of the database without it. */
interface Question {
  readonly name: string;
  readonly path: string;
  readonly statements: (sql: Sql) => Promise<string>;
  readonly shown: (body: unknown) => string;
}

const warmUp = 3;

/** The list of runs by every filter and sort: by the API, and the same SQL through `pg`, in turns. */
export const benchList = async (
  wanted: SeedWanted,
  turns: number,
  say: (line: string) => void,
): Promise<ListFigures> => {
  const seeded = await openSeeded(wanted, say);
  const pool = openPool(seeded.databaseUrl, { max: 1, name: 'bench' });
  try {
    const ask = asker(seeded.apiUrl, seeded.key);
    const questions = [...(await casesOf(pool)).map(ofRuns), ...counters(await someCampaign(pool))];
    const rows: ListRow[] = [];
    const all: number[] = [];
    let verified = await countersAreRight(pool);
    for (const { name, path, statements, shown } of questions) {
      const recorder = recording(pool);
      const expected = await statements(recorder);
      const [api, sql]: [number[], number[]] = [[], []];
      for (let turn = 0; turn < turns + warmUp; turn += 1) {
        const answer = await ask(path);
        if (shown(answer.body) !== expected) verified = false;
        const own = await timed(() => replay(pool, recorder.sent));
        if (turn < warmUp) continue;
        api.push(answer.ms);
        sql.push(own.ms);
      }
      all.push(...api);
      const scans = (await Promise.all(recorder.sent.map((one) => scansOf(pool, one)))).flat();
      const row = {
        name,
        apiP50: quantile(api, 0.5),
        apiP95: quantile(api, 0.95),
        sqlP50: quantile(sql, 0.5),
        sqlP95: quantile(sql, 0.95),
      };
      rows.push({ ...row, ratio: Math.round((row.apiP50 / row.sqlP50) * 10) / 10, scans });
      say(JSON.stringify(rows.at(-1)));
    }
    const { runs, events } = seeded.figures;
    return {
      stack: 'Stack: embedded',
      machine: machine(),
      runs,
      events,
      turns,
      rows,
      apiP95: quantile(all, 0.95),
      verified: verified && rows.every(({ scans }) => scans.length === 0),
    };
  } finally {
    await pool.end();
    await seeded.stop();
  }
};

const replay = async (sql: Sql, sent: readonly Sent[]): Promise<void> => {
  for (const { text, values } of sent) await sql.query(text, values);
};

const ofRuns = ({ name, query }: Case): Question => ({
  name,
  path: `/v1/runs?${queryText(query)}`,
  statements: async (sql) => {
    await checkpointOf(sql, 'runs');
    const { after, sort = 'created', direction = 'desc' } = query;
    const page = await listRuns(sql, {
      filters: runFilters(query),
      sort,
      direction,
      limit: 50,
      now: new Date().toISOString(),
      ...(after === undefined ? {} : { cursor: after }),
    });
    if (!page.ok) throw new Error(page.detail);
    return page.items.map(({ id }) => id).join(' ');
  },
  shown: (body) => (body as { items: { id: string }[] }).items.map(({ id }) => id).join(' '),
});

const counters = (campaign: string): readonly Question[] => {
  const wanted: { readonly [name: string]: RunCountFilters } = {
    'counters of all': {},
    'counters of a campaign': { campaign },
    'counters of a type': { type: 'recurring' },
    'counters of a channel': { channel: 'email' },
  };
  return Object.entries(wanted).map(([name, filters]) => ({
    name,
    path: `/v1/runs/counters?${new URLSearchParams(filters as Record<string, string>).toString()}`,
    statements: async (sql) => {
      await checkpointOf(sql, 'runs');
      return textOf(await runCounts(sql, filters));
    },
    shown: (body) => textOf((body as { counts: { [status: string]: number } }).counts),
  }));
};

const textOf = (counts: { readonly [status: string]: number | undefined }): string =>
  JSON.stringify(Object.entries(counts).toSorted(([a], [b]) => (a < b ? -1 : 1)));

const someCampaign = async (sql: Sql): Promise<string> => {
  const { rows } = await sql.query<{ id: string }>('select id from rm_runs.campaigns order by id limit 1');
  return rows[0]?.id ?? '';
};

const countersAreRight = async (sql: Sql): Promise<boolean> => {
  const { rows } = await sql.query<{ same: boolean }>(
    `select (select jsonb_object_agg(status, runs) from rm_runs.status_counts) =
       (select jsonb_object_agg(status, runs) from (select status, count(*) as runs from rm_runs.runs group by status) c)
       as same`,
  );
  return rows[0]?.same ?? false;
};

/** What issue 5 asks for. */
const goals = { ratio: 4, p95: 25 } as const;

/** The table of a terminal. */
export const linesOfList = (found: ListFigures): readonly string[] => [
  found.stack,
  found.machine,
  `${found.runs} runs, ${found.events} events; ms, ${found.turns} turns of API and of the same SQL through pg`,
  '',
  ['', 'API p50', 'API p95', 'SQL p50', 'SQL p95', 'p50 ×'].map(inColumn).join(''),
  ...found.rows.map((row) =>
    [row.name, row.apiP50, row.apiP95, row.sqlP50, row.sqlP95, row.ratio, ...row.scans.map((name) => ` scans ${name}`)]
      .map(inColumn)
      .join(''),
  ),
  '',
  `API p95 of all together ${found.apiP95} ms; goals: p50 ≤ ${goals.ratio} × SQL, p95 < ${goals.p95} ms, nothing scanned`,
  `missed: ${missed(found)}`,
];

const missed = ({ rows }: ListFigures): string =>
  rows
    .filter(({ ratio, apiP95, scans }) => ratio > goals.ratio || apiP95 >= goals.p95 || scans.length > 0)
    .map(({ name }) => name)
    .join('; ') || 'nothing';

const inColumn = (value: string | number, at: number): string =>
  at === 0 ? String(value).padEnd(32) : typeof value === 'string' && at > 5 ? value : String(value).padStart(9);
