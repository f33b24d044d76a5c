import { eventually } from '../../../test/support/eventually.js';
import { startTestApi, type TestApi } from './api.js';
import { define, goal } from './fixtures.js';

jest.setTimeout(180_000);
const patience = { patienceMs: 150_000 };

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
});
afterAll(() => api.stop());

interface Received {
  readonly id: string;
  readonly type: string;
  readonly data: { readonly stream: string; readonly revision: number };
}

/** Reads server-sent events until `enough`, then hangs up. */
const listen = async (
  path: string,
  enough: (received: readonly Received[]) => boolean,
  headers: Record<string, string> = {},
): Promise<{ readonly received: readonly Received[]; readonly lastId: string }> => {
  const hangUp = new AbortController();
  const response = await fetch(`${api.url}${path}`, {
    signal: hangUp.signal,
    headers: { authorization: `Bearer ${api.keys.viewer}`, accept: 'text/event-stream', ...headers },
  });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const received: Received[] = [];
  let lastId = '';
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(
        block.split('\n').map((line) => [line.split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2)]),
      );
      lastId = fields.get('id') ?? lastId;
      const data = fields.get('data');
      if (data !== undefined) received.push({ id: lastId, type: fields.get('event') ?? '', data: JSON.parse(data) });
    }
    if (enough(received)) break;
  }
  hangUp.abort();
  return { received, lastId };
};

test('the log in pages, oldest first, without a gap', async () => {
  const ids = [await define(api, 'goals', goal), await define(api, 'goals', goal), await define(api, 'goals', goal)];
  await api.request(`POST /v1/goals/${ids[0]}/archive`, { body: { reason: 'done' } });
  const walk = async (from: string): Promise<readonly object[]> => {
    const seen: object[] = [];
    let path = from;
    for (;;) {
      const page = await api.request(`GET ${path}`, { as: 'service' });
      seen.push(...page.body.items);
      if (page.body.caughtUp) return seen;
      path = /<(.*)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1] ?? '';
    }
  };
  // Transactions of other tests in the same cluster may hold the newest events back for a while.
  await eventually(async () => (await walk('/v1/events')).length === 4, patience);
  expect(await walk('/v1/events?limit=2')).toMatchObject([
    ...ids.map((id) => ({ type: 'GoalDefined', stream: `goal-${id}`, revision: 0, actor: 'admin of the test' })),
    { type: 'GoalArchived', stream: `goal-${ids[0]}`, revision: 1, reason: 'done', source: 'api' },
  ]);
  expect(await walk('/v1/events?type=GoalArchived,RunStarted')).toHaveLength(1);
  expect((await api.request('GET /v1/events?after=head')).body.items).toEqual([]);
});

test('as server-sent events: what was, what comes, and going on after a break', async () => {
  const first = await define(api, 'segments', { name: 'One' });
  const types = '/v1/events?type=SegmentDefined';
  const before = await listen(types, (received) => received.length === 1);
  expect(before.received).toMatchObject([
    { type: 'SegmentDefined', data: { stream: `segment-${first}`, revision: 0 } },
  ]);
  // While nobody listens.
  const missed = await define(api, 'segments', { name: 'Two' });
  const resumed = listen(types, (received) => received.length === 2, { 'last-event-id': before.lastId });
  const live = await define(api, 'segments', { name: 'Three' });
  expect((await resumed).received.map(({ data }) => data.stream)).toEqual([`segment-${missed}`, `segment-${live}`]);
});

test('only events of one run', async () => {
  const [run, other] = ['0'.repeat(26), '1'.repeat(26)];
  const { store, clock } = api.installation;
  const metadata = {
    $correlationId: 'x',
    $causationId: 'x',
    actor: 'x',
    source: 'worker',
    v: 1,
    occurredAt: clock(),
  } as const;
  const append = (stream: string, type: string, n: number) =>
    store.append(stream, 'none', [{ id: `00000000-0000-4000-8000-00000000000${n}`, type, data: {}, metadata }]);
  await append(`run-${run}`, 'RunQueued', 1);
  await append(`run-${other}`, 'RunQueued', 2);
  await append(`runbatch-${run}.1`, 'BatchClosed', 3);
  await append(`report-${run}.1`, 'DispatchResolved', 4);
  await append(`thread-${run}.1.0`, 'ReplyClassified', 5);
  await append(`thread-${other}.1.0`, 'ReplyClassified', 6);
  await eventually(async () => {
    const { items } = (await api.request(`GET /v1/events?run=${run}`)).body;
    expect(items.map(({ stream }: { stream: string }) => stream)).toEqual([
      `run-${run}`,
      `runbatch-${run}.1`,
      `report-${run}.1`,
      `thread-${run}.1.0`,
    ]);
    return true;
  }, patience);
});

test('every type of event has a schema', async () => {
  const { items, definitions } = (await api.request('GET /v1/event-types')).body;
  const types: readonly string[] = items.map(({ type }: { type: string }) => type);
  expect(types).toEqual(expect.arrayContaining(['GoalDefined', 'RunStarted', 'DispatchSettled', 'ReplyReceived']));
  expect(new Set(types).size).toBe(types.length);
  const referred = new Set([...JSON.stringify(items).matchAll(/#\/definitions\/(\w+)/g)].map(([, name]) => name));
  expect(Object.keys(definitions)).toEqual(expect.arrayContaining([...referred]));
});

test('stopping the server ends the streams that are open', async () => {
  const own = await startTestApi();
  const response = await fetch(`${own.url}/v1/events`, {
    headers: { authorization: `Bearer ${own.keys.viewer}`, accept: 'text/event-stream' },
  });
  const ended = response.text();
  await own.stop();
  expect(await ended).toContain('retry: 1000');
});
