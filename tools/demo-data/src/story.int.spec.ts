import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { answered, createClient, type Schemas, type SortieClient } from '#client/client.js';
import { eventually } from '../../../test/support/eventually.js';
import { ThrowAway } from '../../demo/src/throw-away.js';

const dist = resolve('dist');
const service = new ThrowAway(
  dist,
  () => undefined,
  () => undefined,
);
let client: SortieClient;

beforeAll(async () => {
  const { running, key } = await service.start();
  client = createClient({ baseUrl: running.apiUrl, key });
}, 120_000);
afterAll(() => service.stop(), 60_000);

/** As the launcher does; killed as soon as something is so. */
const load = async (killWhen?: () => Promise<boolean>): Promise<number | null> => {
  const env = { ...process.env, DATA_DIR: service.dataDir };
  const child = spawn(process.execPath, [resolve(dist, 'tools/demo-data/src/main.js')], { env, stdio: 'inherit' });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  if (killWhen !== undefined) {
    await eventually(killWhen, { patienceMs: 60_000 });
    child.kill('SIGKILL');
  }
  return ended;
};

const runs = async (): Promise<Schemas['RunList']['items']> =>
  (await answered(client.GET('/v1/runs', { params: { query: { limit: 100, direction: 'asc' } } }))).items;

const story = async (name: string): Promise<Schemas['Run']> => {
  const found = (await runs()).find(({ metadata }) => metadata['story'] === name);
  return answered(client.GET('/v1/runs/{id}', { params: { path: { id: found?.id ?? '' } } }));
};

const said = async (run: string, contact: string): Promise<Schemas['RunInstructions']> => {
  const query = { contact };
  const params = { path: { id: run }, query };
  const [one] = (await answered(client.GET('/v1/runs/{id}/communications', { params }))).items;
  const asked = { path: { id: run }, query: { communication: one?.id ?? '' } };
  return answered(client.GET('/v1/runs/{id}/instructions', { params: asked }));
};

test('a load that is killed in the middle is taken up by the next one, and a third changes nothing', async () => {
  expect(await load(async () => (await runs()).some(({ metadata }) => metadata['story'] === 'second-wave'))).toBeNull();
  expect(await load()).toBe(0);
  const before = await runs();
  expect(await load()).toBe(0);
  expect(await runs()).toEqual(before);
  expect(new Set(before.map(({ metadata }) => metadata['story'])).size).toBe(before.length);
  expect(new Set(before.map(({ status }) => status))).toEqual(
    new Set([
      'scheduled',
      'running',
      'awaiting_approval',
      'paused',
      'completed',
      'completed_with_failures',
      'failed',
      'cancelled',
    ]),
  );
}, 180_000);

test('each of the three runs that went wrong differs from a right one in its own cause', async () => {
  const [first, second, third, fourth] = [
    await story('first-wave'),
    await story('second-wave'),
    await story('third-wave'),
    await story('fourth-wave'),
  ];
  const words = async ({ id }: Schemas['Run']) => {
    const { used } = await said(id, 'guest-08');
    const value = (name: string) => used?.variables[name]?.value;
    const origin = used?.variables['shop']?.origin.split(' ')[0];
    return { terms: value('instructions.terms'), goal: value('goal.statement'), shop: value('shop'), origin };
  };
  const right = await words(first);
  expect(right).toMatchObject({ shop: 'Bremen', origin: 'contact:guest-list.csv' });

  expect([second.campaign.version, second.goal.version]).toEqual([2, 1]);
  expect(await words(second)).toEqual({ ...right, terms: expect.stringContaining('25 euros') });

  expect([third.campaign.version, third.goal.version]).toEqual([3, 1]);
  expect(await words(third)).toMatchObject({ goal: right.goal, shop: 'Hamburg', origin: 'contact:crm-export.csv' });

  expect([fourth.campaign.version, fourth.goal.version]).toEqual([3, 2]);
  expect(await words(fourth)).toMatchObject({ goal: expect.stringContaining('18 December'), shop: 'Bremen' });

  expect(first.replies).toEqual({ human: 2, 'out-of-office': 1, bounce: 1, 'opt-out': 1, 'auto-reply': 1 });
  expect(first.attainment).toMatchObject({ attained: 2, wanted: 4, reached: false });
});

test('every run of it replays to what the lists show', async () => {
  for (const { id } of await runs()) {
    const params = { path: { id }, query: { verify: 'true', limit: 1 } } as const;
    const { verdict } = await answered(client.GET('/v1/runs/{id}/replay', { params }));
    expect(verdict).toMatchObject({ equal: true, count: 0 });
  }
});
