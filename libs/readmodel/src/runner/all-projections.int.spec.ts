import type pg from 'pg';
import { runDecider } from '#domain/run/decide.js';
import { execute } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { openPool } from '#platform/database/pool.js';
import { Leases } from '#platform/leases/leases.js';
import { anyLog } from '../../../../test/support/any-log.js';
import { eventually } from '../../../../test/support/eventually.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendFacts, runLife } from '../../../../test/support/event-builders.js';
import { lags } from '../lags.js';
import { listParked } from '../parked.js';
import { requestRebuild } from '../projection-state.js';
import { projections } from '../projections.js';
import { runById } from '../runs/queries.js';
import { verifyProjection } from '../verify.js';
import { waitUntilPassed } from '../wait.js';
import { type ProjectionNews, runProjections } from './run-projections.js';

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;
const stop = new AbortController();
const news: ProjectionNews[] = [];
let running: Promise<void>;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url, { max: 20 });
  store = await openPostgresEventStore({ pool, url: database.url });
  const leases = new Leases(pool, 'worker');
  running = runProjections({ pool, store, leases, leaseMs: 3_000, report: (one) => void news.push(one) }, stop.signal);
});
afterAll(async () => {
  stop.abort();
  await running;
  await store.close();
  await pool.end();
  await database.drop();
});

const allPassed = async (): Promise<void> => {
  for (const { name, categories } of projections) {
    const head = await store.head({ categories });
    expect(await waitUntilPassed(pool, store, [name], head, 20_000)).toBe(true);
  }
};

/** Pages of excerpts are full ones: of a log as short as this, only small ones are. */
const inSmallPages = (): EventStore => ({ ...store, readAll: (after, _, filter) => store.readAll(after, 7, filter) });

const verdicts = async (log = store): Promise<readonly (readonly [string, boolean | undefined])[]> => {
  const found: [string, boolean | undefined][] = [];
  for (const projection of projections)
    found.push([projection.name, (await verifyProjection({ pool, store: log }, projection))?.equal]);
  return found;
};
const allEqual = projections.map(({ name }) => [name, true]);

it('follows the real log, verifies byte by byte, and is byte by byte the same after a rebuild of everything', async () => {
  await appendFacts(store, anyLog(5, { runs: 30 }));
  await allPassed();
  expect(await verdicts()).toEqual(allEqual);
  // What was followed came whole; what is folded anew is what each projection says that it looks at.
  expect(await verdicts(inSmallPages())).toEqual(allEqual);
  for (const { name } of projections) await requestRebuild(pool, name);
  await appendFacts(store, runLife({ runId: 'late', status: 'running' }));
  const rebuilt = (): number => news.filter(({ kind }) => kind === 'rebuilt').length;
  for (let version = 2; rebuilt() < projections.length; version += 1) {
    const command =
      version % 2 === 0 ? ({ type: 'PauseRun', data: {} } as const) : ({ type: 'ResumeRun', data: {} } as const);
    const context = {
      commandId: `pause-${version}`,
      actor: { name: 'ann', source: 'api' },
      correlationId: 'c',
      now: () => '2026-11-22T09:00:00.000Z',
    } as const;
    await execute(store, runDecider, 'run-late', command, context);
  }
  await allPassed();
  expect((await runById(pool, 'late'))?.revision).toBe((await store.readBackwards('run-late', 1))[0]?.revision);
  expect(await verdicts()).toEqual(allEqual);
  expect(await listParked(pool)).toEqual([]);
  expect(news.filter(({ kind }) => kind !== 'rebuilt')).toEqual([]);
});

it('knows how far behind the log each read model is', async () => {
  await allPassed();
  const now = new Date(Date.now() + 60_000).toISOString();
  expect(await lags(pool, store, now)).toEqual(
    projections.map(({ name }) => ({ name, behindMs: 0, parkedStreams: 0 })),
  );
  stop.abort();
  await running;
  await appendFacts(store, runLife({ runId: 'unseen', status: 'scheduled' }));
  // A neighbour's transaction may hide the new event from every reader for a while.
  const behind = await eventually(async () => {
    const found = new Map((await lags(pool, store, now)).map(({ name, behindMs }) => [name, behindMs > 0]));
    return found.get('runs') === true && found;
  });
  expect([behind.get('runs'), behind.get('history'), behind.get('gates'), behind.get('definitions')]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
