import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { newId } from '#platform/ids.js';
import { defineCampaign } from '../../../tools/bench/src/setting.js';
import { stackLines } from '../../../tools/demo/src/stack.js';
import type { Stack } from '../../support/stacks.js';
import { type Child, startChild } from '../side-by-side/child.js';
import { contest, type Contestant, percentile, timed } from '../side-by-side/contest.js';
import type { Report } from '../side-by-side/lines.js';
import { openService, type Service } from '../side-by-side/service.js';
import { HttpClient, idIn } from './client.js';
import { manyKeys } from './keys.js';

export interface CommandsWanted {
  readonly requests: number;
  readonly connections: readonly number[];
  readonly rounds: number;
  readonly say: (line: string) => void;
}

/** So far ahead that no run of the benchmark starts: what is measured are commands. */
const startAt = '2099-01-01T00:00:00Z';
const later = '2099-02-01T00:00:00Z';

type Ask = (path: string, body: object) => Promise<string>;

interface Script {
  /** Requests that it takes. */
  readonly each: number;
  /** Of its run afterwards. */
  readonly status: string;
  /** Answers the id of its run. */
  readonly play: (ask: Ask, campaignId: string) => Promise<string>;
}

const begin = (ask: Ask, campaignId: string): Promise<string> => ask(`/v1/campaigns/${campaignId}/runs`, { startAt });

const scripts = {
  start: { each: 1, status: 'scheduled', play: begin },
  mixed: {
    each: 3,
    status: 'cancelled',
    play: async (ask, campaignId) => {
      const id = await begin(ask, campaignId);
      await ask(`/v1/runs/${id}/reschedule`, { startAt: later });
      await ask(`/v1/runs/${id}/cancel`, { reason: 'benchmark' });
      return id;
    },
  },
} as const satisfies Record<string, Script>;

/** Commands over HTTP, beside the least that makes a request durable: an INSERT each, and one INSERT for all who wait. */
export const benchCommands = async (stack: Stack, wanted: CommandsWanted): Promise<readonly Report[]> => {
  const service = await openService(stack, 1);
  const { databaseUrl: DATABASE_URL, apiUrl } = service.installation;
  const servers: Child[] = [];
  try {
    const server = async (settings: Readonly<Record<string, string>>): Promise<Omit<Server, 'name'>> => {
      const child = await startChild(new URL('floor-server.js', import.meta.url), { DATABASE_URL, ...settings });
      servers.push(child);
      return { ours: false, url: `http://127.0.0.1:${child.port}`, keys: [''] };
    };
    const { id: campaignId } = await defineCampaign(service.client);
    const keys = await manyKeys(service.client, Math.ceil(wanted.requests / 1_000) + 4);
    const ours = { name: 'Sortie', ours: true, url: apiUrl, keys };
    const floors = [
      { name: 'fastify + INSERT', ...(await server({})) },
      { name: 'fastify + group commit', ...(await server({ GROUP_COMMIT: 'yes' })) },
    ];
    const reports: Report[] = [];
    for (const [name, script] of Object.entries<Script>(scripts))
      for (const connections of wanted.connections) {
        const work = { campaignId, script, connections, requests: wanted.requests };
        await contestant(service, ours, { ...work, requests: Math.min(300, work.requests) }).carryOut();
        const contestants = [ours, ...floors].map((one) => contestant(service, one, work));
        const outcome = await contest(contestants, { ...wanted, compared: ['per s', 'p99 ms'] });
        const atLeast = connections > 16 ? 1 : 0.5;
        reports.push({
          bench: 'commands',
          stack: stackLines(stack).join(', '),
          work: `${wanted.requests} requests, ${name}, ${connections} connections`,
          goals: [{ figure: 'per s', ours: /./, theirs: /\+ INSERT/, atLeast }],
          ...outcome,
        });
      }
    return reports;
  } finally {
    for (const one of servers) await one.stop();
    await service.stop();
  }
};

interface Server {
  readonly name: string;
  readonly ours: boolean;
  readonly url: string;
  readonly keys: readonly string[];
}

interface Work {
  readonly campaignId: string;
  readonly script: Script;
  readonly connections: number;
  readonly requests: number;
}

const contestant = (
  { pool }: Pick<Service, 'pool'>,
  { name, ours, url, keys }: Server,
  { campaignId, script: { each, status, play }, connections, requests }: Work,
): Contestant => ({
  name,
  ours,
  carryOut: async () => {
    const client = new HttpClient(url, connections);
    const times: number[] = [];
    const ids: string[] = [];
    let asked = 0;
    const ask: Ask = async (path, body) => {
      const authorization = `Bearer ${keys[asked++ % keys.length]}`;
      const begun = performance.now();
      const answer = await client.post(path, { authorization, 'idempotency-key': newId() }, body);
      times.push(performance.now() - begun);
      if (answer.status >= 300) throw new Error(`${name}: ${answer.status} ${answer.body}`);
      return idIn(answer);
    };
    let left = Math.ceil(requests / each);
    const playing = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        ids.push(await play(ask, campaignId));
      }
    };
    const seconds = await timed(async () => {
      await Promise.all(Array.from({ length: connections }, playing));
    });
    client.close();
    const figures = {
      'per s': times.length / seconds,
      'p50 ms': percentile(times, 0.5),
      'p99 ms': percentile(times, 0.99),
    };
    const verify = (): Promise<void> => (ours ? verifyRuns(pool, ids, status) : verifyRows(pool, ids, each));
    return { figures, items: times.length, verify };
  },
  close: () => Promise.resolve(),
});

/** The read model shows every run that was answered for, each once, as the last command left it. */
const verifyRuns = async (pool: pg.Pool, ids: readonly string[], status: string): Promise<void> => {
  for (let left = 1_200; left > 0; left -= 1) {
    const { rows } = await pool.query<{ count: number }>(
      'select count(*)::int as count from rm_runs.runs where id = any($1) and status = $2',
      [ids, status],
    );
    if (rows[0]?.count === ids.length && new Set(ids).size === ids.length) return;
    await pause(100);
  }
  throw new Error(`not all of ${ids.length} runs are ${status}`);
};

const verifyRows = async (pool: pg.Pool, ids: readonly string[], each: number): Promise<void> => {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int as count from hand.commands where id = any($1)',
    [ids],
  );
  if (rows[0]?.count !== ids.length * each) throw new Error(`${rows[0]?.count} rows of ${ids.length * each}`);
};
