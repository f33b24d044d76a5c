import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import type pg from 'pg';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { eventually } from '../../../../test/support/eventually.js';
import { inTransaction, openPool } from '../database/pool.js';
import { holdsFence, type Lease, LeaseLost, Leases, type Refused } from './leases.js';

const minute = 60_000;

let database: TestDatabase;
let pool: pg.Pool;
let one: Leases;
let two: Leases;

beforeAll(async () => {
  database = await freshDatabase();
  pool = openPool(database.url);
  one = new Leases(pool, 'one');
  two = new Leases(pool, 'two');
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const acquired = (lease: Lease | null): Lease => {
  if (lease === null) throw new Error('somebody else holds the lease');
  return lease;
};

/** As if its time had passed. */
const letExpire = (name: string) =>
  pool.query(`update work.leases set until = clock_timestamp() - interval '1 ms' where name = $1`, [name]);

test('one of many gets it, and the next one after its release', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 ? one : two).acquire('race', minute)));
  const [winner, ...others] = answers.filter((lease) => lease !== null);
  expect(others).toEqual([]);
  await acquired(winner ?? null).release();
  const next = acquired(await two.acquire('race', minute));
  expect(next.fence).toBe(2);
  await next.release();
});

test('the fence grows by one each time, whoever takes it and however it ended', async () => {
  const fences: number[] = [];
  for (const [n, leases] of [one, two, two, one, two].entries()) {
    const lease = acquired(await leases.acquire('fence', minute));
    fences.push(lease.fence);
    await (n % 2 ? lease.release() : letExpire('fence'));
  }
  expect(fences).toEqual([1, 2, 3, 4, 5]);
});

test('whoever takes it knows whether the one before let it run out', async () => {
  const first = acquired(await one.acquire('left', minute));
  await letExpire('left');
  const second = acquired(await two.acquire('left', minute));
  await second.release();
  const third = acquired(await one.acquire('left', minute));
  expect([first.lapsed, second.lapsed, third.lapsed]).toEqual([false, true, false]);
  await third.release();
});

test('one is exchanged for another, and is free from then on, also when somebody else has the other', async () => {
  const run = acquired(await one.acquire('run', minute));
  const batch = acquired(await run.exchange('batch'));
  expect([batch.name, batch.fence, batch.lapsed, run.remainingMs()]).toEqual(['batch', 1, false, 0]);
  expect([await run.stillHeld(), await batch.stillHeld()]).toEqual([false, true]);
  const again = acquired(await two.acquire('run', minute));
  expect([again.fence, again.lapsed]).toEqual([2, false]);
  expect(await again.exchange('batch')).toBeNull();
  expect((await two.active('run')).map(({ name }) => name)).toEqual([]);
  await batch.release();
});

test("one that is forgotten leaves no row, and another owner's stays", async () => {
  const [mine, other, lost] = [
    acquired(await one.acquire('closed', minute)),
    acquired(await one.acquire('also closed', minute)),
    acquired(await one.acquire('taken over', minute)),
  ];
  await letExpire('taken over');
  const theirs = acquired(await two.acquire('taken over', minute));
  await Promise.all([mine.forget(), other.forget(), lost.forget()]);
  const { rows } = await pool.query(`select name from work.leases where name = any($1)`, [
    ['closed', 'also closed', 'taken over'],
  ]);
  expect(rows).toEqual([{ name: 'taken over' }]);
  expect(await theirs.stillHeld()).toBe(true);
  expect(acquired(await two.acquire('closed', minute)).fence).toBe(1);
  await theirs.release();
});

test('an owner whose lease somebody else has taken over is told', async () => {
  const mine = acquired(await one.acquire('stolen', 300));
  await letExpire('stolen');
  const theirs = acquired(await two.acquire('stolen', minute));
  if (!mine.signal.aborted) await once(mine.signal, 'abort');
  expect(mine.signal.reason).toBeInstanceOf(LeaseLost);
  expect(await mine.stillHeld()).toBe(false);

  await mine.release();
  expect(await theirs.stillHeld()).toBe(true);
  await theirs.release();
});

test('asking is enough to notice', async () => {
  const mine = acquired(await one.acquire('refused', minute));
  expect(await mine.stillHeld()).toBe(true);
  await letExpire('refused');
  expect(await mine.stillHeld()).toBe(false);
  expect(mine.signal.aborted).toBe(true);
});

test('it lasts beyond its time as long as its owner lives', async () => {
  const mine = acquired(await one.acquire('renewed', 1000));
  const { rows } = await pool.query<{ until: Date }>(`select until from work.leases where name = 'renewed'`);
  const first = rows[0]?.until;
  await eventually(async () => {
    const { rowCount } = await pool.query(
      `select 1 from work.leases where name = 'renewed' and clock_timestamp() > $1::timestamptz and until > $1`,
      [first],
    );
    return rowCount === 1;
  });
  expect(mine.signal.aborted).toBe(false);
  expect(await two.acquire('renewed', minute)).toBeNull();
  await mine.release();
});

test('an owner cut off from the database gives up by its own clock', async () => {
  const cut = openPool(database.url);
  const mine = acquired(await new Leases(cut, 'cut off').acquire('cut', 200));
  await cut.end();
  if (!mine.signal.aborted) await once(mine.signal, 'abort');
  expect(mine.signal.reason).toBeInstanceOf(LeaseLost);
});

test('a process that stood still while another took over notices before it acts', async () => {
  const mine = acquired(await one.acquire('paused', 200));
  // Nothing runs in this process until the other one has the lease.
  execFileSync(process.execPath, ['--input-type=module', '-e', takeOver], {
    env: { ...process.env, DATABASE: database.url },
  });
  expect(await mine.stillHeld()).toBe(false);
  expect(mine.signal.aborted).toBe(true);
  expect(await holdsFence(pool, mine)).toBe(false);
});

const takeOver = `
  import pg from 'pg';
  const client = new pg.Client(process.env.DATABASE);
  await client.connect();
  for (let taken = 0; taken === 0; )
    taken = (await client.query(\`update work.leases set owner = 'other', fence = fence + 1,
      until = clock_timestamp() + interval '1 minute' where name = 'paused' and until <= clock_timestamp()\`)).rowCount;
  await client.end();`;

test('whoever checks the fence in a transaction keeps it to the end', async () => {
  const mine = acquired(await one.acquire('guard', minute));
  let taking: Promise<Lease | null> | undefined;
  await inTransaction(pool, async (tx) => {
    await letExpire('guard');
    expect(await holdsFence(tx, mine)).toBe(true);
    taking = two.acquire('guard', minute);
    await eventually(async () => {
      const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      return (await pool.query(waiting)).rowCount === 1;
    });
    expect(await holdsFence(tx, mine)).toBe(true);
  });
  const theirs = acquired((await taking) ?? null);
  expect(theirs.fence).toBe(mine.fence + 1);
  expect(await holdsFence(pool, mine)).toBe(false);
  await theirs.release();
});

test('leases in force are listed by the start of their names', async () => {
  const held = [
    acquired(await one.acquire('batch:r1.1', minute)),
    acquired(await two.acquire('batch:r1.2', minute)),
    acquired(await two.acquire('planner', minute)),
  ];
  await acquired(await one.acquire('batch:r1.3', minute)).release();
  expect(await one.active('batch:')).toEqual([
    { name: 'batch:r1.1', owner: 'one', fence: 1, until: expect.any(Date) },
    { name: 'batch:r1.2', owner: 'two', fence: 1, until: expect.any(Date) },
  ]);
  await Promise.all(held.map((lease) => lease.release()));
});

test('what was taken is listed until it is given back, also when it has run out', async () => {
  const [held, left] = [
    acquired(await one.acquire('taken:held', minute)),
    acquired(await two.acquire('taken:left behind', minute)),
  ];
  await acquired(await one.acquire('taken:given back', minute)).release();
  await letExpire('taken:left behind');
  const taken = await one.taken('taken:');
  expect(taken.map(({ name, owner, fence, endsInMs }) => ({ name, owner, fence, over: endsInMs <= 0 }))).toEqual([
    { name: 'taken:held', owner: 'one', fence: 1, over: false },
    { name: 'taken:left behind', owner: 'two', fence: 1, over: true },
  ]);
  await Promise.all([held, left].map((lease) => lease.release()));
});

test('whoever is refused learns for how long at most it is worth nothing to ask again', async () => {
  const lease = acquired(await one.acquire('asked too early', minute));
  const { endsInMs } = (await two.ask('asked too early', minute)) as Refused;
  expect(endsInMs).toBeGreaterThan(0);
  expect(endsInMs).toBeLessThanOrEqual(minute);
  await lease.release();
  const next = await two.ask('asked too early', minute);
  expect(next).toMatchObject({ name: 'asked too early', fence: 2 });
  await (next as Lease).release();
});
