import type pg from 'pg';
import { openPool } from '#platform/database/pool.js';
import { type Position, start } from '#eventstore/port.js';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { appendFacts, fact } from '../../../../test/support/event-builders.js';
import { memoryEventStore } from '../../../../test/support/memory-event-store.js';
import type { Projection } from '../projection.js';
import { createTable, table, text } from '../table.js';
import { type Page, type ParkedEvent, takePage } from './take-page.js';
import { createMissing, liveTarget } from './target.js';

const seen = table('seen', ['stream'], { stream: text });

/** Remembers the streams that it saw; `dislikes` is one that it cannot take in. */
const remembering = (name: string, dislikes?: string): Projection => ({
  name,
  version: 1,
  categories: ['contact'],
  ordered: false,
  tables: (schema) => createTable(schema, seen),
  apply: async (events, rows) => {
    const set = await rows.open(
      seen,
      events.map(({ stream }) => [stream]),
    );
    for (const { stream } of events) {
      if (stream === dislikes) throw new Error('indigestible');
      set.put({ stream });
    }
    await set.save();
  },
});

let database: TestDatabase;
let pool: pg.Pool;
let page: Page;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url, { max: 8, name: 'take-page-test' });
  const store = memoryEventStore();
  await appendFacts(
    store,
    ['a', 'b', 'c'].map((contactId) =>
      fact(
        `contact-${contactId}`,
        { type: 'ConsentChanged', data: { contactId, channel: 'email', state: 'granted', origin: 'form' } },
        '2026-11-22T09:00:00.000Z',
      ),
    ),
  );
  page = await store.readAll(start, 100);
  await store.close();
});

afterAll(async () => {
  await pool.end();
  await database.drop();
});

/** All of them take the page in at the same moment. */
const takenByAll = async (projections: readonly Projection[], fence = 0): Promise<readonly ParkedEvent[]> => {
  const parked: ParkedEvent[] = [];
  await createMissing(pool, projections);
  await Promise.all(
    projections.map((projection) => takePage(pool, liveTarget(projection, fence), page, (one) => parked.push(one))),
  );
  return parked;
};

const streamsOf = async (name: string): Promise<readonly string[]> => {
  const { rows } = await pool.query<{ stream: string }>(`select stream from rm_${name}.seen order by stream`);
  return rows.map(({ stream }) => stream);
};

const checkpointsOf = async (names: readonly string[]) => {
  const { rows } = await pool.query<{ name: string; checkpoint: Position; transaction: string }>(
    'select name, checkpoint, xmin as transaction from work.projections where name = any($1) order by name',
    [names],
  );
  return rows;
};

const everyone = ['contact-a', 'contact-b', 'contact-c'];

it('has many projections take the same page in within few transactions', async () => {
  const names = Array.from({ length: 8 }, (_, at) => `shared_${at}`);
  await takenByAll(names.map((name) => remembering(name)));
  const rows = await checkpointsOf(names);
  expect(rows.map(({ checkpoint }) => checkpoint)).toEqual(names.map(() => page.checkpoint));
  // Two begin by themselves; all that come meanwhile are one.
  expect(new Set(rows.map(({ transaction }) => transaction)).size).toBeLessThanOrEqual(3);
  for (const name of names) expect(await streamsOf(name)).toEqual(everyone);
});

it('parks for one what only that one cannot take in; the others of its transaction have everything', async () => {
  const names = ['mixed_1', 'mixed_2', 'mixed_3', 'mixed_4', 'mixed_5'];
  const parked = await takenByAll(names.map((name) => remembering(name, name === 'mixed_4' ? 'contact-b' : undefined)));
  expect(parked).toMatchObject([{ projection: 'mixed_4', stream: 'contact-b', error: 'Error: indigestible' }]);
  expect(await Promise.all(names.map(streamsOf))).toEqual(
    names.map((name) => (name === 'mixed_4' ? ['contact-a', 'contact-c'] : everyone)),
  );
});

it('writes nothing for a projection that has another owner by now, and everything for the others', async () => {
  const names = ['owned_1', 'owned_2', 'owned_3', 'owned_4'];
  const projections = names.map((name) => remembering(name));
  await createMissing(pool, projections);
  await pool.query(`update work.projections set fence = 7 where name = 'owned_3'`);
  await takenByAll(projections);
  const rows = await checkpointsOf(names);
  expect(rows.map(({ checkpoint }) => checkpoint)).toEqual(
    names.map((name) => (name === 'owned_3' ? start : page.checkpoint)),
  );
  expect(await streamsOf('owned_3')).toEqual([]);
  expect(await streamsOf('owned_4')).toEqual(everyone);
});
