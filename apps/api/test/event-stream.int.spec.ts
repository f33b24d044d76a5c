import { createKey, revokeKey } from '#platform/access/keys.js';
import { lockTable } from '../../../test/support/table-lock.js';
import { mostPerKey, mostPerSession } from '../src/events/stream-slots.js';
import { startBeside, startTestApi, type TestApi } from './api.js';
import { define, goal, segment } from './fixtures.js';

jest.setTimeout(180_000);

let api: TestApi;
let beside: { url: string; stop(): Promise<void> };
beforeAll(async () => {
  api = await startTestApi({ readModels: true });
  beside = await startBeside(api);
});
afterAll(async () => {
  await beside.stop();
  await api.stop();
});

interface Message {
  readonly id: string;
  readonly event: string;
  readonly data: string;
}

const streamOf = ({ data }: Message): string => JSON.parse(data).stream;

const opened = async (path: string, headers: Record<string, string> = {}, url = api.url) => {
  const hangUp = new AbortController();
  const response = await fetch(`${url}${path}`, {
    signal: hangUp.signal,
    headers: { authorization: `Bearer ${api.keys.viewer}`, accept: 'text/event-stream', ...headers },
  });
  return { response, hangUp: () => hangUp.abort() };
};

/** Messages with data, each handed over as it comes; hangs up when `until` says so. Answers the last place. */
const read = async (
  { response, hangUp }: Awaited<ReturnType<typeof opened>>,
  until: (message: Message) => boolean | Promise<boolean>,
): Promise<string> => {
  expect(response.status).toBe(200);
  let text = '';
  let id = '';
  let enough = false;
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = new Map(block.split('\n').map((line) => [line.split(':')[0], line.slice(line.indexOf(':') + 2)]));
      id = fields.get('id') ?? id;
      const data = fields.get('data');
      enough ||= data !== undefined && (await until({ id, event: fields.get('event') ?? '', data }));
      if (enough) break;
    }
    if (enough) break;
  }
  hangUp();
  if (!enough) throw new Error('the stream ended first');
  return id;
};

const listed = async (id: string): Promise<boolean> =>
  (await api.request('GET /v1/segments?limit=200')).body.items.some((item: { id: string }) => item.id === id);

test('an event is sent once the lists show it, and not before', async () => {
  await define(api, 'segments', segment);
  const stream = await opened('/v1/events?after=head&type=SegmentDefined');
  const lock = await lockTable(api.installation.config.databaseUrl, 'rm_definitions.definitions');
  let released = false;
  const id = await define(api, 'segments', { name: 'Held back' });
  await lock.untilWaiting(1);
  const arrived = read(stream, async (message) => {
    expect({ released, stream: streamOf(message), listed: await listed(id) }).toEqual({
      released: true,
      stream: `segment-${id}`,
      listed: true,
    });
    return true;
  });
  // It stands in the log, which pages show.
  const { items } = (await api.request('GET /v1/events?type=SegmentDefined&limit=1000')).body;
  expect(items.at(-1)).toMatchObject({ stream: `segment-${id}` });
  released = true;
  await lock.release();
  await arrived;
  const ids: string[] = [];
  const each = await opened('/v1/events?after=head&type=SegmentDefined');
  for (let n = 0; n < 10; n += 1) ids.push(await define(api, 'segments', { name: `One of many ${n}` }));
  await read(each, async (message) => {
    const [next] = ids.splice(0, 1);
    expect(streamOf(message)).toBe(`segment-${next}`);
    expect(await listed(next ?? '')).toBe(true);
    return ids.length === 0;
  });
});

test('a reader goes on at any copy of the API, and misses and repeats nothing', async () => {
  const made: string[] = [];
  const more = async (count: number): Promise<void> => {
    for (let n = 0; n < count; n += 1) made.push(`goal-${await define(api, 'goals', goal)}`);
  };
  const urls = [api.url, beside.url];
  const heard: string[] = [];
  let place = 'head';
  const first = await opened(`/v1/events?after=${place}&type=GoalDefined`);
  await more(3);
  const take = (message: Message): boolean => {
    heard.push(streamOf(message));
    return heard.length === made.length;
  };
  place = await read(first, take);
  for (let turn = 1; turn < 6; turn += 1) {
    await more(2);
    const from = await opened('/v1/events?type=GoalDefined', { 'last-event-id': place }, urls[turn % 2]);
    await more(1);
    place = await read(from, take);
  }
  expect(heard).toEqual(made);
});

test('a reader that missed too much is told to read anew, and then what comes', async () => {
  const [place] = (await api.request('GET /v1/events?limit=1')).body.items.map(
    (item: Message & { position: string }) => item.position,
  );
  await define(api, 'goals', goal);
  for (const lastEventId of [place, 'no place at all']) {
    const stream = await opened('/v1/events?catchUp=2', { 'last-event-id': lastEventId }, beside.url);
    const seen: string[] = [];
    let next = '';
    const after = await read(stream, async ({ event, data }) => {
      seen.push(event);
      if (event === 'reset') next = await define(api, 'goals', goal);
      else expect(JSON.parse(data).stream).toBe(`goal-${next}`);
      return seen.length === 2;
    });
    expect(seen).toEqual(['reset', 'GoalDefined']);
    // From there on nothing is too much.
    const last = await define(api, 'goals', goal);
    await read(await opened('/v1/events?catchUp=2', { 'last-event-id': after }), (message) => {
      expect(streamOf(message)).toBe(`goal-${last}`);
      return true;
    });
  }
  // A reader that wants all of it gets all of it, and one that names no place is told that.
  const all: string[] = [];
  await read(await opened('/v1/events', { 'last-event-id': place }), ({ event }) => all.push(event) > 3);
  expect(all).not.toContain('reset');
  const wrong = await opened('/v1/events', { 'last-event-id': 'no place at all' });
  expect(wrong.response.status).toBe(400);
});

const consoleHeaders = () => ({ 'x-sortie-source': 'console', 'sec-fetch-site': 'same-origin' });

const signedIn = async (key: string): Promise<Record<string, string>> => {
  const answer = await api.request('POST /v1/session', { as: 'nobody', body: { key }, headers: consoleHeaders() });
  return { ...consoleHeaders(), cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '', authorization: '' };
};

/** As a browser asks: by its cookie alone. */
const byCookie = async ({ authorization: _, ...headers }: Record<string, string>, url = api.url) => {
  const hangUp = new AbortController();
  const response = await fetch(`${url}/v1/events?after=head`, {
    signal: hangUp.signal,
    headers: { accept: 'text/event-stream', ...headers },
  });
  return { response, hangUp: () => hangUp.abort() };
};

test('a session reads the stream at every copy, and is told when the lists hold what was there', async () => {
  const headers = await signedIn(api.keys.operator);
  for (const url of [api.url, beside.url]) {
    const seen: string[] = [];
    await read(await byCookie(headers, url), ({ event }) => seen.push(event) === 1);
    expect(seen).toEqual(['reset']);
  }
  const foreign = await byCookie({ ...headers, 'sec-fetch-site': 'cross-site' });
  expect(foreign.response.status).toBe(403);
});

test('a browser and a key keep so many streams open at most; one that is closed makes room', async () => {
  const { secret } = await createKey(api.installation.pool, { owner: 'Many', role: 'viewer' });
  const browser = await signedIn(secret);
  const open = [];
  for (let n = 0; n < mostPerSession; n += 1) open.push(await byCookie(browser));
  expect(open.map(({ response }) => response.status)).toEqual(open.map(() => 200));
  const refused = await byCookie(browser);
  expect(refused.response.status).toBe(429);
  expect(await refused.response.json()).toMatchObject({ code: 'too-many-streams' });
  open[0]?.hangUp();
  for (;;) {
    const again = await byCookie(browser);
    open.push(again);
    if (again.response.status === 200) break;
    await again.response.text();
  }
  const authorization = `Bearer ${secret}`;
  for (let n = mostPerSession; n < mostPerKey; n += 1) {
    const one = await opened('/v1/events', { authorization });
    expect(one.response.status).toBe(200);
    open.push(one);
  }
  expect((await opened('/v1/events', { authorization })).response.status).toBe(429);
  // Another key is not concerned.
  const other = await opened('/v1/events');
  expect(other.response.status).toBe(200);
  for (const { hangUp } of [...open, other]) hangUp();
});

test('a stream ends with the key or the session that it was opened with', async () => {
  const { pool } = api.installation;
  jest.useFakeTimers({
    doNotFake: ['Date', 'hrtime', 'nextTick', 'performance', 'queueMicrotask', 'setImmediate', 'setTimeout'],
  });
  try {
    const { id, secret } = await createKey(pool, { owner: 'Grace', role: 'viewer' });
    const headers = await signedIn(api.keys.viewer);
    const byKey = await opened('/v1/events?after=head', { authorization: `Bearer ${secret}` });
    const bySession = await byCookie(headers);
    const stays = await opened('/v1/events?after=head');
    const ended = Promise.all([byKey.response.text(), bySession.response.text()]);
    await revokeKey(pool, id);
    const { authorization: _, ...cookie } = headers;
    expect((await api.request('DELETE /v1/session', { as: 'nobody', headers: cookie })).status).toBe(204);
    await jest.advanceTimersByTimeAsync(15_000);
    expect((await ended)[0]).toContain(': still here');
    const last = define(api, 'goals', goal);
    await read(stays, async (message) => streamOf(message) === `goal-${await last}`);
  } finally {
    jest.useRealTimers();
  }
});
