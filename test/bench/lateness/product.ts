import { setTimeout as pause } from 'node:timers/promises';
import { openEventStore } from '#eventstore/open.js';
import type { EventStore, Position } from '#eventstore/port.js';
import { answered, ProblemAnswer, type SortieClient } from '#client/client.js';
import type { RunEvent } from '#domain/run/messages.js';
import { newId } from '#platform/ids.js';
import type { Installed } from './installed.js';
import { beginningIn, type Contestant, latenessOf } from './contestant.js';

/** Requests under way at a time while starts are planned. */
const sideBySide = 8;
/** What the log shows at the latest so long after the last start was due, ms. */
const patienceMs = 120_000;

/** Plans one start at a moment and answers an id that `queuedSince` knows it by. */
type Plan = (client: SortieClient, campaignId: string, dueAt: string) => Promise<string>;

/** A run that is scheduled once. */
const scheduledRun: Plan = async (client, campaignId, dueAt) => {
  const run = await answered(
    client.POST('/v1/campaigns/{id}/runs', {
      params: { path: { id: campaignId }, header: { 'Idempotency-Key': newId() } },
      body: { startAt: dueAt },
    }),
  );
  return run.id;
};

/** A schedule of one occurrence: schedules go by whole seconds. */
const schedule: Plan = async (client, campaignId, dueAt) => {
  const body = { name: `At ${dueAt}`, campaignId, timeZone: 'UTC', specs: [{ kind: 'once' as const, at: dueAt }] };
  const set = await answered(
    client.POST('/v1/schedules', { params: { header: { 'Idempotency-Key': newId() } }, body }),
  );
  return set.id;
};

export const kinds = {
  'run scheduled once': { plan: scheduledRun, everyMs: 1 },
  'occurrence of a schedule': { plan: schedule, everyMs: 1_000 },
} as const satisfies Record<string, { readonly plan: Plan; readonly everyMs: number }>;

/** The product: a start is late until the log has its RunQueued, by the time that the event bears. */
export const product = async (
  { installation, pool, client, campaignId, eventStoreUrl }: Installed,
  kind: keyof typeof kinds,
): Promise<Contestant> => {
  const store = await openEventStore({ eventStoreUrl, databaseUrl: installation.databaseUrl, pool });
  const name = `Sortie: ${kind}`;
  const { plan, everyMs } = kinds[kind];
  let msPerPlan = 150;
  return {
    name,
    carryOut: async (offsets) => {
      const from = await store.head();
      const first = beginningIn(5_000 + offsets.length * msPerPlan * 2.5);
      const waiting = offsets.map((offset) => first + Math.floor(offset / everyMs) * everyMs);
      const due = new Map<string, number>();
      const begun = performance.now();
      const planning = async (): Promise<void> => {
        for (let at = waiting.pop(); at !== undefined; at = waiting.pop())
          due.set(await patiently(() => plan(client, campaignId, new Date(at).toISOString())), at);
      };
      await Promise.all(Array.from({ length: sideBySide }, planning));
      msPerPlan = (performance.now() - begun) / offsets.length;
      const last = Math.max(...due.values());
      if (Date.now() > first) throw new Error(`${name}: not all were planned in time, ${msPerPlan} ms each`);
      // Nobody looks while it happens: whoever reads the log takes time away from it.
      await pause(last + 1_000 - Date.now());
      return latenessOf(name, due, await queuedSince(store, from, due.size, last + patienceMs));
    },
    close: () => store.close(),
  };
};

/** The API takes so many requests a second of one caller. */
const patiently = async (ask: () => Promise<string>): Promise<string> => {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ProblemAnswer) || error.problem.status !== 429) throw error;
      await pause(500);
    }
  }
};

/** Every RunQueued after a position, by the id of its schedule or, where it has none, of its run. */
const queuedSince = async (
  store: EventStore,
  from: Position,
  count: number,
  deadline: number,
): Promise<readonly { readonly id: string; readonly at: number }[]> => {
  for (;;) {
    const started: { id: string; at: number }[] = [];
    const scheduleOf = new Map<string, string>();
    for (let after = from, more = true; more;) {
      const page = await store.readAll(after, 1_000, { categories: ['run'] });
      for (const recorded of page.events) {
        const { type, data } = recorded as unknown as RunEvent;
        if (type === 'RunRequested' && data.schedule) scheduleOf.set(data.runId, data.schedule.id);
        if (type === 'RunQueued')
          started.push({ id: scheduleOf.get(data.runId) ?? data.runId, at: Date.parse(recorded.recordedAt) });
      }
      ({ checkpoint: after } = page);
      more = !page.caughtUp;
    }
    if (started.length >= count || Date.now() > deadline) return started;
    await pause(500);
  }
};
