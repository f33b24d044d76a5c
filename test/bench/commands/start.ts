import { setTimeout as pause } from 'node:timers/promises';
import { openEventStore } from '#eventstore/open.js';
import type { EventStore, Position } from '#eventstore/port.js';
import type { RunEvent } from '#domain/run/messages.js';
import { newId } from '#platform/ids.js';
import { defineCampaign } from '../../../tools/bench/src/setting.js';
import { stackLines } from '../../../tools/demo/src/stack.js';
import type { Stack } from '../../support/stacks.js';
import { contest, type Contestant } from '../side-by-side/contest.js';
import type { Report } from '../side-by-side/lines.js';
import { openService, type Service } from '../side-by-side/service.js';
import { HttpClient, idIn } from './client.js';
import { manyKeys } from './keys.js';
import { startFigures } from './start-figures.js';
import { durableInsert, rawJobs } from './start-peers.js';
import { evenly, perSecond } from './evenly.js';

export interface StartWanted {
  readonly seconds: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

const goals = { 'p50 ms': 10, 'p99 ms': 60 } as const;
const ourName = 'Sortie';

/** From the POST until a worker has begun: 50 a second, beside a job that is taken and a row that is durable. */
export const benchStart = async (stack: Stack, { seconds, ...wanted }: StartWanted): Promise<Report> => {
  const service = await openService(stack, 1);
  const contestants: Contestant[] = [];
  try {
    const starts = seconds * perSecond;
    contestants.push(await product(service, stack, starts));
    contestants.push(await durableInsert(service.installation.databaseUrl, starts));
    contestants.push(await rawJobs(stack, service.installation.databaseUrl, starts));
    const outcome = await contest(contestants, { ...wanted, compared: ['p50 ms', 'p99 ms'] });
    const own = outcome.rows.find(({ who }) => who === ourName)?.figures ?? {};
    const further = (['p50 ms', 'p99 ms'] as const).map((figure) => {
      const [found, most] = [own[figure] ?? Number.NaN, goals[figure]];
      return { goal: `${figure} < ${most} (${found})`, met: found < most };
    });
    const work = `${starts} starts, ${perSecond} a second`;
    return { bench: 'start', stack: stackLines(stack).join(', '), work, goals: [], further, ...outcome };
  } finally {
    for (const one of contestants) await one.close();
    await service.stop();
  }
};

/** Its first step is RunPreparing: the worker has the run and goes on; the time is the one that the log gave it. */
const product = async ({ installation, pool, client }: Service, stack: Stack, starts: number): Promise<Contestant> => {
  const { databaseUrl, apiUrl } = installation;
  const store = await openEventStore({ eventStoreUrl: stack.settings.EVENTSTORE_URL ?? null, databaseUrl, pool });
  const { id: campaignId } = await defineCampaign(client);
  const keys = await manyKeys(client, 4);
  return {
    name: ourName,
    ours: true,
    carryOut: async () => {
      const from = await store.head();
      const http = new HttpClient(apiUrl, 64);
      const asked = new Map<string, number>();
      let n = 0;
      await evenly(starts, async () => {
        const at = performance.timeOrigin + performance.now();
        const headers = { authorization: `Bearer ${keys[n++ % keys.length]}`, 'idempotency-key': newId() };
        const answer = await http.post(`/v1/campaigns/${campaignId}/runs`, headers, {});
        if (answer.status !== 202) throw new Error(`${answer.status} ${answer.body}`);
        asked.set(idIn(answer), at);
      });
      http.close();
      const begun = await begunSince(store, from, starts);
      const times = [...asked].map(([id, at]) => (begun.get(id) ?? Number.NaN) - at);
      if (asked.size !== starts || times.some(Number.isNaN)) throw new Error(`${begun.size} of ${starts} have begun`);
      return { figures: startFigures(times), items: starts };
    },
    close: () => store.close(),
  };
};

/** When each run began to be prepared, by its id, once so many have. */
const begunSince = async (store: EventStore, from: Position, count: number): Promise<ReadonlyMap<string, number>> => {
  const begun = new Map<string, number>();
  let after = from;
  for (let left = 600; begun.size < count && left > 0; left -= 1) {
    const page = await store.readAll(after, 1_000, { categories: ['run'] });
    for (const recorded of page.events) {
      const { type, data } = recorded as unknown as RunEvent;
      if (type === 'RunPreparing') begun.set(data.runId, Date.parse(recorded.recordedAt));
    }
    after = page.checkpoint;
    if (page.caughtUp && begun.size < count) await pause(100);
  }
  return begun;
};
