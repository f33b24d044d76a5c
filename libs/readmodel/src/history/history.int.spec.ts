import { anyLog } from '../../../../test/support/any-log.js';
import { type Fact, fact, recorded, runLife } from '../../../../test/support/event-builders.js';
import { freshReadModels, type ReadModels } from '../../../../test/support/read-models.js';
import { history } from './projection.js';
import { historyOfRun, lastNumber, numberAt, typesOfRun } from './queries.js';

let models: ReadModels;
const at = (second: number): string => new Date(Date.parse('2026-11-20T09:00:00.000Z') + second * 1_000).toISOString();
const life = runLife({ runId: 'r1', status: 'completed', at: at(0), contacts: ['k1', 'k2'] });
const reply: readonly Fact[] = [
  fact(
    'report-r1.1',
    {
      type: 'DeliveryReported',
      data: { communicationId: 'r1.1.0', contactId: 'k1', reportId: 'p', report: 'delivered', evidence: 'dsn' },
    },
    at(100),
  ),
  fact(
    'thread-r1.1.0',
    { type: 'ReplyClassified', data: { threadId: 'r1.1.0', replyId: 'y', class: 'human', rule: 'r' } },
    at(90),
  ),
  fact(
    'thread-quarantine.q1',
    { type: 'ReplyQuarantined', data: { threadId: 'quarantine.q1', replyId: 'q1', receivedAt: at(1) } },
    at(1),
  ),
];
const log = [...life, ...anyLog(3, { runs: 5 }), ...reply];

beforeAll(async () => {
  models = await freshReadModels();
  await models.feed(log, [history]);
});
afterAll(() => models.close());

const mine = recorded(log).filter(({ stream }) => /^(run|runbatch|report|thread)-r1(\.|$)/.test(stream));

it('numbers the events of all streams of a run in log order, from 1', async () => {
  const { items, more } = await historyOfRun(models.pool, { runId: 'r1', limit: 100 });
  expect(more).toBe(false);
  expect(
    items.map(({ number, stream, revision, type, eventId }) => ({ number, stream, revision, type, eventId })),
  ).toEqual(
    mine.map(({ stream, revision, type, id }, index) => ({ number: index + 1, stream, revision, type, eventId: id })),
  );
  expect(items[0]).toMatchObject({
    type: 'RunRequested',
    actor: 'ann',
    source: 'api',
    occurredAt: at(0),
    reason: null,
  });
  expect(await lastNumber(models.pool, 'r1')).toBe(mine.length);
  expect(await lastNumber(models.pool, 'nobody')).toBe(0);
});

it('is paged by number in both directions, by type, and as it was at an earlier number', async () => {
  const numbers = async (asked: object): Promise<readonly number[]> =>
    (await historyOfRun(models.pool, { runId: 'r1', limit: 3, ...asked })).items.map(({ number }) => number);
  expect(await numbers({})).toEqual([1, 2, 3]);
  expect(await numbers({ after: 3 })).toEqual([4, 5, 6]);
  expect(await numbers({ before: 7 })).toEqual([6, 5, 4]);
  expect(await numbers({ after: 3, upTo: 4 })).toEqual([4]);
  const claims = mine.flatMap(({ type }, index) => (type === 'DispatchClaimed' ? [index + 1] : []));
  expect(await numbers({ types: ['DispatchClaimed'] })).toEqual(claims);
  expect(await numbers({ types: ['DispatchClaimed', 'RunRequested'] })).toEqual([1, ...claims]);
  expect(await typesOfRun(models.pool, 'r1')).toContainEqual({ type: 'DispatchClaimed', count: 2 });
});

it('finds the number of a moment: the last entry that had happened by then', async () => {
  expect(await numberAt(models.pool, 'r1', at(-1))).toBe(0);
  expect(await numberAt(models.pool, 'r1', at(0))).toBe(1);
  expect(await numberAt(models.pool, 'r1', at(2))).toBe(3);
  // The reply was appended after the report although it happened before.
  expect(await numberAt(models.pool, 'r1', at(95))).toBe(mine.length);
});

it('gives events of a later release their number', async () => {
  const strange = { ...(life[0] as Fact), stream: 'run-r9', event: { type: 'RunTeleported', data: {} } as never };
  await models.feed([strange], [history]);
  expect(await historyOfRun(models.pool, { runId: 'r9', limit: 5 })).toMatchObject({
    items: [{ number: 1, type: 'RunTeleported' }],
  });
});
