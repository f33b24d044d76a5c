import type { Instant } from '#domain/kernel/message.js';
import type { Clock } from '../clock.js';
import { databaseClock } from './clock.js';
import type { Sql } from './pool.js';

/** Between two looks at the database's clock, ms. */
const lookEveryMs = 10_000;

export interface SharedClock {
  readonly now: Clock;
  stop(): void;
}

/**
 * The database's clock, carried on by this process's monotonic one: what several processes put off, they put off to the
 * same moment, and a step of this machine's wall clock changes nothing. Throws when the database does not answer at first;
 * later it goes on by itself until the database answers again.
 */
export const openSharedClock = async (sql: Sql): Promise<SharedClock> => {
  let offset = await offsetOf(sql);
  const look = (): void => {
    void offsetOf(sql).then(
      (found) => {
        offset = found;
      },
      () => undefined, // away: the last look still holds
    );
  };
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return {
    now: (): Instant => new Date(offset + performance.now()).toISOString(),
    stop: () => clearInterval(timer),
  };
};

/** What the monotonic clock lacks to the database's, ms; taken in the middle of the question. */
const offsetOf = async (sql: Sql): Promise<number> => {
  const before = performance.now();
  const there = Date.parse(await databaseClock(sql));
  return there - (before + performance.now()) / 2;
};
