import { instantOf } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import type { Clock } from '#platform/clock.js';
import { databaseClock } from '#platform/database/clock.js';
import type { Sql } from '#platform/database/pool.js';

/** The database's clock for who starts things: never ahead of it, so that nothing starts before its time. */
export interface DueClock {
  /** Carried on by this process's monotonic clock since the last look. */
  readonly now: Clock;
  /** Looks at the database's clock again. */
  look(): Promise<void>;
}

/** Looks that count: a step of the database's clock is forgotten after so many. */
const kept = 8;

/** Throws when the database does not answer. */
export const openDueClock = async (sql: Sql): Promise<DueClock> => {
  const looks: Look[] = [await lookAtDatabase(sql)];
  // The moment of the answer has passed on the way here: each look says the least that the clock may show by now, and
  // the one whose answer came soonest says the most of them.
  const ahead = (): number => looks.reduce((most, { least }) => Math.max(most, least), -Infinity);
  let told: { readonly ms: number; readonly instant: Instant } = { ms: 0, instant: instantOf(0) };
  return {
    // Of many who ask within a millisecond the first has it put into words.
    now: () => {
      const ms = Math.floor(ahead() + performance.now());
      if (ms !== told.ms) told = { ms, instant: instantOf(ms) };
      return told.instant;
    },
    look: async () => {
      const look = await lookAtDatabase(sql);
      // It was set back: what was seen before would be ahead of it.
      if (look.most < ahead()) looks.length = 0;
      looks.push(look);
      if (looks.length > kept) looks.shift();
    },
  };
};

/** By how much the database's clock is ahead of the monotonic one, ms: at least, and at most. */
interface Look {
  readonly least: number;
  readonly most: number;
}

const lookAtDatabase = async (sql: Sql): Promise<Look> => {
  const asked = performance.now();
  const there = Date.parse(await databaseClock(sql));
  // It is told in whole milliseconds.
  return { least: there - performance.now(), most: there + 1 - asked };
};
