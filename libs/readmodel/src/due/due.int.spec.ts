import type { HoldScope } from '#domain/hold/messages.js';
import { type Fact, fact, type Fate, runLife, type RunLife } from '../../../../test/support/event-builders.js';
import { freshReadModels, type ReadModels } from '../../../../test/support/read-models.js';
import { due } from './projection.js';
import {
  dueInTurns,
  dueRuns,
  leftBehind,
  openBatches,
  openRun,
  openRuns,
  runsToPrepare,
  runsToSupervise,
  stalledRuns,
  standingsOfRun,
} from './queries.js';

let models: ReadModels;
beforeEach(async () => {
  models = await freshReadModels();
});
afterEach(() => models.close());

const begin = '2026-11-20T09:00:00.000Z';
const minutes = (count: number): string => new Date(Date.parse(begin) + count * 60_000).toISOString();
const feed = (...lives: readonly (readonly Fact[])[]) => models.feed(lives.flat(), [due]);
const running = (runId: string, fates: readonly Fate[]): readonly Fact[] =>
  runLife({ runId, status: 'running', at: begin, contacts: fates.map((_, place) => `k${place}`), fates });
const hold = (type: 'HoldPlaced' | 'HoldLifted', scope: HoldScope): readonly Fact[] => [
  fact(`hold-${scope.replace(':', '.')}`, { type, data: { scope } }, begin),
];
const dueIds = async (now: string): Promise<readonly string[]> =>
  (await openBatches(models.pool, { now })).map(({ runId }) => runId);

it('knows which scheduled runs are due', async () => {
  const scheduled = (runId: string, startAt: string) => runLife({ runId, status: 'scheduled', at: begin, startAt });
  await feed(
    scheduled('late', minutes(20)),
    scheduled('soon', minutes(10)),
    scheduled('next', minutes(30)),
    runLife({ runId: 'gone', status: 'missed', at: begin }),
  );
  expect(await dueRuns(models.pool, minutes(20))).toEqual([
    { runId: 'soon', startAt: minutes(10), startWithin: null },
    { runId: 'late', startAt: minutes(20), startWithin: null },
  ]);
  await models.feed(
    [
      fact(
        'run-soon',
        { type: 'RunRescheduled', data: { runId: 'soon', startAt: minutes(60), before: minutes(10) } },
        begin,
      ),
    ],
    [due],
  );
  expect((await dueRuns(models.pool, minutes(20))).map(({ runId }) => runId)).toEqual(['late']);
});

it('keeps runs until they end, with what they wait for', async () => {
  await feed(
    running('r1', ['accepted', 'planned', 'claimed', 'draft', 'deferred', 'held']),
    runLife({ runId: 'r2', status: 'completed' }),
  );
  expect(await openRuns(models.pool)).toMatchObject([
    { runId: 'r1', status: 'running', reviewed: false, batches: 1, closedBatches: 0, senderId: 'f1', revision: 3 },
  ]);
  expect(await openRuns(models.pool, { statuses: ['paused'] })).toEqual([]);
  expect(await standingsOfRun(models.pool, 'r1')).toMatchObject({
    openBatches: 1,
    waiting: 4,
    claimable: 2,
    drafts: 1,
    claimed: 1,
  });
  expect(await openRun(models.pool, 'r2')).toBeNull();
  expect((await models.pool.query('select from rm_due.batches')).rowCount).toBe(1);
});

it('knows of a batch whose run ended without it, until it is closed', async () => {
  await feed(runLife({ runId: 'r1', status: 'preparing' }));
  const failed = {
    type: 'RunFailed',
    data: { runId: 'r1', failure: 'internal', detail: 'disk', ledger: {} as never },
  } as const;
  await models.feed([fact('run-r1', failed, begin)], [due]);
  expect(await leftBehind(models.pool, 10)).toEqual([{ runId: 'r1', batch: 1, revision: 0, urgent: false }]);
  const closed = { type: 'BatchClosed', data: { runId: 'r1', batch: 1, totals: {} as never } } as const;
  await models.feed([fact('runbatch-r1.1', closed, begin)], [due]);
  expect(await leftBehind(models.pool, 10)).toEqual([]);
});

describe('a batch wants a job', () => {
  it.each<[string, readonly Fate[], boolean]>([
    ['a recipient nobody has looked at', ['planned'], true],
    ['a claim without an outcome', ['claimed'], true],
    ['nothing left but to close it', ['accepted'], true],
    ['a draft without a decision', ['draft'], false],
    ['a deferral that is not over', ['deferred'], false],
    ['a hold that is gone', ['held'], true],
  ])('with %s', async (_, fates, wanted) => {
    await feed(running('r1', fates));
    expect(await dueIds(minutes(1))).toEqual(wanted ? ['r1'] : []);
    expect(await openBatches(models.pool, { runId: 'r1' })).toHaveLength(1);
  });

  it('when a deferral is over or a draft expires', async () => {
    await feed(running('r1', ['deferred']), running('r2', ['draft']));
    expect(await dueIds(minutes(20))).toEqual(['r1']);
    expect(await dueIds(minutes(73 * 60))).toEqual(['r1', 'r2']);
  });

  it.each<HoldScope>(['all', 'campaign:c1', 'channel:noop', 'sender:f1'])(
    'but not while %s is on hold, unless claims are open',
    async (scope) => {
      await feed(running('r1', ['planned', 'held']), running('r2', ['planned', 'claimed']), hold('HoldPlaced', scope));
      expect(await dueIds(minutes(1))).toEqual(['r2']);
      await feed(hold('HoldLifted', scope));
      expect(await dueIds(minutes(1))).toEqual(['r1', 'r2']);
    },
  );

  it('of a paused run only for its claims, of a cancelled one in any case, of one in preparation never', async () => {
    const life = (runId: string, status: 'paused' | 'pausing' | 'cancelling' | 'preparing', fates: readonly Fate[]) =>
      runLife({ runId, status, contacts: ['k1'], fates });
    await feed(
      life('r1', 'paused', ['planned']),
      life('r2', 'pausing', ['claimed']),
      life('r3', 'cancelling', ['draft']),
      life('r4', 'preparing', []),
    );
    expect(await dueIds(minutes(1))).toEqual(['r2', 'r3']);
  });
});

it('gives batches that want a job to the runs in turns, so that a long run keeps no other one waiting', async () => {
  const life = (runId: string, batches: number, status: 'running' | 'paused' | 'cancelling' = 'running') =>
    runLife({
      runId,
      status,
      at: begin,
      batchSize: 1,
      contacts: Array.from({ length: batches }, (_, i) => `k${i}`),
      fates: Array.from({ length: batches }, (): Fate => 'planned'),
    });
  await feed(life('long', 40), life('paused', 3, 'paused'), life('short', 2), life('ending', 3, 'cancelling'));
  const turns = async (limit: number) =>
    (await dueInTurns(models.pool, minutes(1), limit)).map(({ runId, batch }) => `${runId} ${batch}`);
  const fair = ['ending 1', 'long 1', 'short 1', 'ending 2', 'long 2', 'short 2', 'ending 3', 'long 3', 'long 4'];
  expect((await turns(9)).toSorted()).toEqual(fair.toSorted());
  expect(await turns(100)).toHaveLength(45);
  expect((await turns(3)).toSorted()).toEqual(['ending 1', 'long 1', 'short 1']);
});

it('gives a test run`s batches, and its preparation, before all of a backlog of long runs', async () => {
  const planned = (count: number) => ({
    at: begin,
    batchSize: 1,
    contacts: Array.from({ length: count }, (_, i) => `k${i}`),
    fates: Array.from({ length: count }, (): Fate => 'planned'),
  });
  const life = (runId: string, count: number, request: RunLife['request'] = {}) =>
    runLife({ runId, status: 'running', ...planned(count), request });
  const queued = (runId: string, at: string, request: RunLife['request'] = {}) =>
    runLife({ runId, status: 'queued', at, request });
  await feed(
    ...Array.from({ length: 12 }, (_, i) => life(`long${i}`, 30)),
    ...Array.from({ length: 12 }, (_, i) => queued(`queued${i}`, begin)),
    life('test', 2, { type: 'test' }),
    queued('tried', minutes(1), { type: 'test' }),
  );
  const works = await dueInTurns(models.pool, minutes(1), 3);
  expect(works.map(({ runId, batch, urgent }) => [runId, batch, urgent])).toEqual([
    ['test', 1, true],
    ['test', 2, true],
    ['long0', 1, false],
  ]);
  const [first] = await openRuns(models.pool, { statuses: ['queued'], limit: 5 });
  expect(first).toMatchObject({ runId: 'tried', urgent: true });
});

it('keeps no run that has something to do waiting behind those that have not, however many they are', async () => {
  const life = (runId: string, at: string, status: RunLife['status']) =>
    runLife({ runId, status, at, contacts: ['k1'], fates: ['draft'] });
  const old = Array.from({ length: 5 }, (_, i) => [
    ...life(`line${i}`, begin, 'queued'),
    ...life(`running${i}`, begin, 'running'),
    ...life(`cancelled${i}`, begin, 'cancelling'),
  ]);
  await feed(
    ...old,
    life('crashed', minutes(1), 'preparing'),
    life('pausing', minutes(1), 'pausing'),
    life('reviewed', minutes(1), 'awaiting_approval'),
    life('free', minutes(2), 'queued'),
  );
  const inLine = Array.from({ length: 5 }, (_, i) => `line${i}`);
  const ids = (runs: readonly { readonly runId: string }[]) => runs.map(({ runId }) => runId);
  expect(ids(await runsToPrepare(models.pool, inLine, 2))).toEqual(['crashed', 'free']);
  expect(ids(await runsToSupervise(models.pool, 2))).toEqual(['pausing', 'reviewed']);
});

it('calls a run stalled when for a minute nothing happened that could have', async () => {
  const scheduled = runLife({ runId: 'scheduled', status: 'scheduled', at: begin, startAt: minutes(5) });
  await feed(
    running('working', ['planned']),
    running('waiting', ['deferred']),
    running('reviewed', ['draft']),
    scheduled,
    runLife({ runId: 'queued', status: 'queued', at: begin }),
    runLife({ runId: 'paused', status: 'paused', at: begin }),
  );
  expect(await stalledRuns(models.pool, minutes(1))).toEqual([]);
  expect(await stalledRuns(models.pool, minutes(2))).toEqual(['queued', 'working']);
  expect(await stalledRuns(models.pool, minutes(7))).toEqual(['queued', 'scheduled', 'working']);
  expect(await stalledRuns(models.pool, minutes(30))).toEqual(['queued', 'scheduled', 'waiting', 'working']);
});
