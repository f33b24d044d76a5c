import { pino } from 'pino';
import type pg from 'pg';
import type { BatchEvent } from '#domain/batch/messages.js';
import { toNewEvents } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { openPostgresEventStore } from '#eventstore/postgres/store.js';
import { systemClock } from '#platform/clock.js';
import { openPool } from '#platform/database/pool.js';
import { Leases } from '#platform/leases/leases.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendFacts, fact, runLife } from '../../../../test/support/event-builders.js';
import { eventually } from '../../../../test/support/eventually.js';
import { workerContext } from '../worker-context.js';
import { settleBatches } from './settle-batches.js';

const at = '2026-11-20T09:00:00.000Z';

let database: TestDatabase;
let pool: pg.Pool;
let store: EventStore;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
  store = await openPostgresEventStore({ pool, url: database.url });
});

afterAll(async () => {
  await store.close();
  await pool.end();
  await database.drop();
});

/** A running run whose only batch has closed. */
const closed = async (runId: string): Promise<void> => {
  const totals = { audience: 1, accepted: 1, refused: 0, skipped: {}, unknown: 0, notAttempted: 0 };
  await appendFacts(store, [
    ...runLife({ runId, status: 'running', at, contacts: ['k1'] }),
    fact(`runbatch-${runId}.1`, { type: 'BatchClosed', data: { runId, batch: 1, totals } }, at),
  ]);
};

const last = async (runId: string) => (await store.readBackwards(`run-${runId}`, 1))[0];

const depsOf = (log: EventStore) => ({
  store: log,
  pool,
  leases: new Leases(pool, 'test'),
  log: pino({ enabled: false }),
  leaseMs: 400,
  worker: 'test',
  now: () => '2031-01-01T00:00:00.000Z',
});

it('ends a run by the clock that all processes share, also after others would not let it write for long', async () => {
  await closed('r1');
  let conflicts = 0;
  const append: EventStore['append'] = (stream, expected, events) => {
    if (stream !== 'run-r1' || conflicts === 40) return store.append(stream, expected, events);
    conflicts += 1;
    return Promise.resolve({ ok: false, actual: expected });
  };
  const stop = new AbortController();
  const settling = settleBatches(depsOf({ ...store, append }), stop.signal);
  await eventually(async () => (await last('r1'))?.type === 'RunCompleted');
  expect((await last('r1'))?.metadata.occurredAt).toBe('2031-01-01T00:00:00.000Z');
  expect(conflicts).toBe(40);
  stop.abort();
  await settling;
});

it('ends a run also while another cannot be read, and that one once it can', async () => {
  await closed('broken');
  // More than comes in one page.
  const page: BatchEvent = { type: 'BatchTakenOver', data: { runId: 'other', batch: 1, fence: 1, worker: 'w' } };
  const context = workerContext({ worker: 'w', part: 'deliveries', about: 'other', now: systemClock });
  const pages = toNewEvents(
    Array.from({ length: 500 }, () => page),
    context,
  );
  expect((await store.append('runbatch-other.1', 'none', pages)).ok).toBe(true);
  await closed('r2');
  let isBroken = true;
  const read: EventStore['read'] = (stream, range) =>
    isBroken && stream === 'run-broken' ? Promise.reject(new Error('of a later release')) : store.read(stream, range);
  const stop = new AbortController();
  const settling = settleBatches(depsOf({ ...store, read }), stop.signal);
  await eventually(async () => (await last('r2'))?.type === 'RunCompleted');
  expect((await last('broken'))?.type).toBe('RunStarted');
  isBroken = false;
  await eventually(async () => (await last('broken'))?.type === 'RunCompleted');
  stop.abort();
  await settling;
});
