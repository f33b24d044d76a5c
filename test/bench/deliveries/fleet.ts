import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { answered, type SortieClient } from '#client/client.js';
import { defineCampaign } from '../../../tools/bench/src/setting.js';
import { stackLines } from '../../../tools/demo/src/stack.js';
import type { Stack } from '../../support/stacks.js';
import { startChild } from '../side-by-side/child.js';
import { contest, type Contestant } from '../side-by-side/contest.js';
import type { Report } from '../side-by-side/lines.js';
import { openService } from '../side-by-side/service.js';
import { product } from './product.js';

export interface FleetWanted {
  /** In ascending order, from one on. */
  readonly workers: readonly number[];
  /** Each worker's share of the messages. */
  readonly messages: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

/** What so many workers must be faster by than one. */
const goals: Readonly<Record<number, number>> = { 2: 1.8, 4: 3.2 };

/** One, two, four workers on a channel that waits 20 ms for each message. */
export const benchFleet = async (stack: Stack, { workers, messages, ...wanted }: FleetWanted): Promise<Report> => {
  const sink = await startChild(new URL('slow-sink.js', import.meta.url));
  const settings = {
    SORTIE_OUTBOUND_ALLOW: '127.0.0.1',
    SORTIE_SECRET_BENCH: `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
  };
  const service = await openService(stack, messages, settings);
  const further: FurtherWorker[] = [];
  try {
    const { installation, client } = service;
    const most = Math.max(...workers);
    const campaigns: Awaited<ReturnType<typeof defineCampaign>>[] = [];
    for (let n = 0; n < most; n += 1) campaigns.push(await defineCampaign(client, await webhook(client, sink.port)));
    const env = { ...process.env, ...stack.settings, ...settings, DATA_DIR: installation.dataDir };
    // All workers at once share the database with the others' idle looks, so they come and go with their turn.
    const fleet = async (count: number): Promise<void> => {
      while (further.length > count - 1) await further.pop()?.stop();
      while (further.length < count - 1)
        further.push(await startWorker({ ...env, DATABASE_URL: installation.databaseUrl }));
    };
    const contestants = workers.map((count): Contestant => {
      let next = 0;
      const start = (): Promise<string> =>
        campaigns[next++ % count]?.start() ?? Promise.reject(new Error('no campaign'));
      const ours = product(`${count} worker${count === 1 ? '' : 's'}`, service, start, {
        runs: count,
        recipients: messages,
      });
      return { ...ours, ours: count > 1 };
    });
    const turns = contestants.map((one, at): Contestant => {
      const carryOut: Contestant['carryOut'] = async () => {
        await fleet(workers[at] ?? 1);
        return one.carryOut();
      };
      return { ...one, carryOut };
    });
    const window = await service.window('http');
    const outcome = await contest(turns, { ...wanted, compared: ['per s'] });
    return {
      bench: 'fleet',
      stack: stackLines(stack).join(', '),
      work: `${messages} messages of 20 ms for each worker`,
      window,
      goals: workers.flatMap((count) => {
        const atLeast = goals[count];
        const ours = new RegExp(`^${count} workers`);
        return atLeast === undefined ? [] : [{ figure: 'per s', ours, theirs: /^1 worker$/, atLeast }];
      }),
      ...outcome,
    };
  } finally {
    for (const one of further) await one.stop();
    await service.stop();
    await sink.stop();
  }
};

const webhook = async (client: SortieClient, port: number) => {
  const url = `http://127.0.0.1:${port}/`;
  const body = {
    summary: 'benchmark',
    name: `Slow ${port}`,
    channel: 'http',
    provider: 'http',
    url,
    secret: 'bench',
    limits: { perSecond: 10_000 },
  } as const;
  const { id } = await answered(client.POST('/v1/senders', { body }));
  const text =
    '{"to": {{ contact.name | json }}, "plan": {{ plan | json }}, "text": {{ instructions.opening | json }}}';
  return { channel: 'http', sender: id, template: { body: text } } as const;
};

interface FurtherWorker {
  stop(): Promise<void>;
}

const startWorker = async (env: NodeJS.ProcessEnv): Promise<FurtherWorker> => {
  const script = fileURLToPath(new URL('../../../apps/worker/src/main.js', import.meta.url));
  const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface({ input: child.stdout })) if (line.includes('worker ready')) break;
  child.stdout.resume();
  return {
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
};
