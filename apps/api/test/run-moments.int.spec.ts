import fc from 'fast-check';
import { emptyLedger } from '#domain/run/ledger.js';
import { type WholeRun, wholeRun } from '#domain/run/whole-run.js';
import { type HistoryEntry, historyOf, type RunScript, runScripts } from '#domain/testing/run-histories.js';
import { requestOf } from '#domain/testing/run-fixtures.js';
import { newId } from '#platform/ids.js';
import { startTestApi, type TestApi } from './api.js';
import { caughtUp, readyCampaign, record, requestFor } from './run-fixtures.js';

/** Runs that went different ways: of many by chance, always the same ones, the longest for each end. */
const scripts: readonly RunScript[] = [
  ...new Map(
    fc
      .sample(runScripts, { numRuns: 300, seed: 20261122 })
      .map((script) => ({ script, history: historyOf(script, requestOf('r1')) }))
      .toSorted((a, b) => a.history.length - b.history.length)
      .map(({ script, history }) => [folded(history, history.length).run.status, script]),
  ).values(),
];

let api: TestApi;
let runs: readonly { readonly id: string; readonly history: readonly HistoryEntry[] }[];
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  const campaignId = await readyCampaign(api);
  runs = await Promise.all(
    scripts.map(async (script) => {
      const id = newId();
      const request = requestOf(id, await requestFor(api, campaignId, id));
      return { id, history: historyOf(script, request) };
    }),
  );
  // At the same time, so that the runs' events lie between each other in the log.
  await Promise.all(runs.map(({ history }) => record(api.installation.store, history)));
  await caughtUp(api);
});
afterAll(() => api.stop());

function folded(history: readonly HistoryEntry[], number: number): WholeRun {
  const fold = wholeRun();
  for (const { event, at } of history.slice(0, number)) fold.take(event, at);
  return fold.now();
}

const numbers = (history: readonly HistoryEntry[]): readonly number[] => history.map((_, index) => index + 1);

test('the generated runs are worth the look: they differ in how far they got', async () => {
  const ends = runs.map(({ history }) => folded(history, history.length));
  expect(new Set(ends.map(({ run }) => run.status)).size).toBeGreaterThan(3);
  expect(ends.some(({ replies }) => replies.size > 0)).toBe(true);
  expect(ends.some(({ communications }) => [...communications.values()].some(({ attempt }) => attempt > 1))).toBe(true);
});

test('at every number a run is what its history up to there folds to', async () => {
  for (const { id, history } of runs) {
    for (const number of numbers(history)) {
      const { run, ledger, drafts } = folded(history, number);
      const { status, body } = await api.request(`GET /v1/runs/${id}?at=${number}`);
      expect({ number, status, ...body }).toMatchObject({
        number,
        status: run.status,
        ledger,
        drafts,
        revision: history.slice(0, number).filter(({ stream }) => stream === `run-${id}`).length - 1,
        moment: { number, at: history[number - 1]?.at },
      });
    }
  }
});

test('at every number the communications and replies are those of the fold', async () => {
  for (const { id, history } of runs.slice(0, 3)) {
    for (const number of numbers(history)) {
      const whole = folded(history, number);
      const list = await api.request(`GET /v1/runs/${id}/communications?at=${number}&limit=200`);
      const shown = list.body.items.map(({ id: communicationId, status, attempt, contact, reason }: Shown) => ({
        communicationId,
        contactId: contact.id,
        status,
        attempt,
        reason,
      }));
      expect({ number, shown }).toEqual({ number, shown: [...whole.communications.values()] });
      const replies = await api.request(`GET /v1/runs/${id}/replies?at=${number}&limit=200`);
      expect(replies.body.items.map((reply: { id: string; class: string | null }) => [reply.id, reply.class])).toEqual(
        [...whole.replies.values()].map(({ replyId, classification }) => [replyId, classification?.class ?? null]),
      );
    }
  }
});

interface Shown {
  readonly id: string;
  readonly status: string;
  readonly attempt: number;
  readonly reason: string | null;
  readonly contact: { readonly id: string };
}

test('the end of the history is what the read models show', async () => {
  for (const { id, history } of runs) {
    const [now, then] = await Promise.all([
      api.request(`GET /v1/runs/${id}`),
      api.request(`GET /v1/runs/${id}?at=${history.length}`),
    ]);
    const { waitingFor: _, attainment: __, moment: ___, ...rest } = now.body;
    expect(then.body).toMatchObject(rest);
    const [lists, listsThen] = await Promise.all([
      api.request(`GET /v1/runs/${id}/communications?limit=200`),
      api.request(`GET /v1/runs/${id}/communications?limit=200&at=${history.length}`),
    ]);
    expect(listsThen.body.items).toEqual(lists.body.items);
  }
});

test('a time is the last event before it', async () => {
  const { id, history } = runs[0] ?? fail();
  const third = history[2] ?? fail();
  const read = await api.request(`GET /v1/runs/${id}?at=${encodeURIComponent(third.at.replace('Z', '+00:00'))}`);
  expect(read.body.moment).toEqual({ number: 3, at: third.at });
  expect((await api.request(`GET /v1/runs/${id}?at=2026-11-22T08:59:59Z`)).status).toBe(404);
  expect((await api.request(`GET /v1/runs/${id}?at=${history.length + 1}`)).status).toBe(404);
  expect((await api.request(`GET /v1/runs/${id}?at=0`)).status).toBe(404);
  expect((await api.request(`GET /v1/runs/${id}?at=yesterday`)).status).toBe(400);
});

test('the history is paged by number, both ways, and filtered by type', async () => {
  const { id, history } = runs[0] ?? fail();
  const first = await api.request(`GET /v1/runs/${id}/history?limit=2`);
  expect(first.body).toMatchObject({
    items: [
      {
        number: 1,
        type: 'RunRequested',
        stream: `run-${id}`,
        revision: 0,
        data: { runId: id },
        metadata: { actor: 'ann' },
      },
      { number: 2, type: 'RunQueued' },
    ],
    last: history.length,
    more: true,
  });
  const back = await api.request(`GET /v1/runs/${id}/history?before=3&limit=1`);
  expect(back.body).toMatchObject({ items: [{ number: 2 }], more: true });
  const planned = await api.request(`GET /v1/runs/${id}/history?type=BatchPlanned,RunStarted`);
  expect(new Set(planned.body.items.map(({ type }: { type: string }) => type))).toEqual(
    new Set(['BatchPlanned', 'RunStarted']),
  );
  const then = await api.request(`GET /v1/runs/${id}/history?at=4&after=2`);
  expect(then.body).toMatchObject({ items: [{ number: 3 }, { number: 4 }], last: 4, more: false });
});

test('versions at a moment are those published by then', async () => {
  const { id } = runs[0] ?? fail();
  const { body } = await api.request(`GET /v1/runs/${id}/versions?at=2`);
  expect(body).toMatchObject({
    revisions: [
      { revision: 0, type: 'RunRequested' },
      { revision: 1, type: 'RunQueued' },
    ],
    campaign: { pinned: 1 },
    moment: { number: 2 },
  });
});

test('replay shows every step, and finds nothing that differs', async () => {
  for (const { id, history } of runs) {
    const { status, body } = await api.request(`GET /v1/runs/${id}/replay?verify=true&limit=1000`, { as: 'viewer' });
    expect(status).toBe(200);
    expect(body.verdict).toEqual({ equal: true, count: 0, differences: [], communications: expect.any(Number) });
    expect(body).toMatchObject({ runId: id, number: history.length, next: null });
    expect(body.steps.map(({ type }: { type: string }) => type)).toEqual(history.map(({ event }) => event.type));
    expect(body.steps[0]).toMatchObject({
      before: { status: 'absent', ledger: emptyLedger },
      after: { status: 'requested' },
    });
    for (const [index, step] of body.steps.entries()) {
      if (index === 0) continue;
      const { communication: _, ...before } = step.before;
      const { communication: __, ...after } = body.steps[index - 1].after;
      expect(before).toEqual(after);
    }
  }
});

test('replay is paged, and stops where it is told', async () => {
  const { id } = runs[0] ?? fail();
  const first = await api.request(`GET /v1/runs/${id}/replay?limit=3&at=5`);
  expect(first.body).toMatchObject({ number: 5, next: 3, verdict: null });
  const second = await api.request(`GET /v1/runs/${id}/replay?limit=3&at=5&after=3`);
  expect(second.body.steps.map(({ number }: { number: number }) => number)).toEqual([4, 5]);
  expect(second.body.next).toBeNull();
});

test('replay finds what somebody planted in each read model, and refresh says so', async () => {
  const { pool } = api.installation;
  const { id } = runs[1] ?? fail();
  const verdictOf = async () => (await api.request(`GET /v1/runs/${id}/replay?verify=true`)).body.verdict;
  const planted: [string, string, string][] = [
    ['runs', `update rm_runs.ledgers set accepted = accepted + 1 where run_id = $1`, '/ledger/accepted'],
    [
      'communications',
      `update rm_communications.communications set attempt = attempt + 7 where run_id = $1 and batch = 1 and idx = 0`,
      `${id}.1.0`,
    ],
    ['history', `delete from rm_history.entries where run_id = $1 and number = 4`, expect.stringMatching(/^run/)],
  ];
  for (const [readModel, statement, where] of planted) {
    await pool.query(statement, [id]);
    const { equal, differences } = await verdictOf();
    expect(equal).toBe(false);
    expect(differences).toContainEqual(expect.objectContaining({ readModel, where }));
  }
  const refreshed = await api.request(`POST /v1/runs/${id}/refresh`, { as: 'operator' });
  expect(refreshed).toMatchObject({ status: 200, body: { run: { id }, due: { batches: expect.any(Number) } } });
  expect(refreshed.body.differences.length).toBeGreaterThanOrEqual(planted.length);
});

const fail = (): never => {
  throw new Error('there is no such generated run');
};
