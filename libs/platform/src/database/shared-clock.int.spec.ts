import { freshDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { databaseClock } from './clock.js';
import { openPool } from './pool.js';
import { openSharedClock } from './shared-clock.js';

let db: TestDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

test('it goes with the database, whatever the wall clock of this machine says, and never stands still', async () => {
  const pool = openPool(db.url, { max: 1 });
  const wall = jest.spyOn(Date, 'now').mockReturnValue(0);
  const clock = await openSharedClock(pool);
  try {
    const before = await databaseClock(pool);
    const here = clock.now();
    const after = await databaseClock(pool);
    // A look takes a moment, in the middle of which the clock is believed to have been read.
    expect(Date.parse(here)).toBeGreaterThan(Date.parse(before) - 60_000);
    expect(Date.parse(here)).toBeLessThan(Date.parse(after) + 60_000);
    expect(clock.now() >= here).toBe(true);
  } finally {
    clock.stop();
    wall.mockRestore();
    await pool.end();
  }
});
