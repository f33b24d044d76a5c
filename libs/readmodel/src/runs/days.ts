import type { Rows } from '../rows.js';
import type { RowOf } from '../table.js';
import type { RunRow } from './fold.js';
import * as tables from './tables.js';

type Days = RowOf<typeof tables.days>;

/** Takes down which days the runs of a page have. */
export interface DaysSeen {
  /** `before`: undefined for a new run. */
  see(before: RunRow | undefined, after: RunRow): void;
  save(rows: Rows): Promise<void>;
}

/**
 * What was seen is never taken back: a run that was put off leaves a combination behind that may be nobody's, which
 * costs a look. Every event is asked, so that how the log is cut into pages does not show.
 */
export const seeDays = (): DaysSeen => {
  const seen = new Map<string, Days>();
  return {
    see: (before, after) => {
      if (before !== undefined && isSame(before, after)) return;
      const days = daysOf(after);
      seen.set(keyOf(days).join(' '), days);
    },
    save: async (rows) => {
      if (seen.size === 0) return;
      const known = await rows.open(tables.days, [...seen.values()].map(keyOf));
      for (const days of seen.values()) if (known.get(...keyOf(days)) === undefined) known.put(days);
      await known.save();
    },
  };
};

const isSame = (a: RunRow, b: RunRow): boolean =>
  a.created_at === b.created_at &&
  a.start_at === b.start_at &&
  a.started_at === b.started_at &&
  a.ended_at === b.ended_at;

const daysOf = ({ created_at, start_at, started_at, ended_at }: RunRow): Days => ({
  created: dayOf(created_at),
  scheduled: dayOf(start_at),
  started: dayOf(started_at),
  ended: dayOf(ended_at),
});

const keyOf = ({ created, scheduled, started, ended }: Days): [string, string, string, string] => [
  created,
  scheduled,
  started,
  ended,
];

/** Of a moment as events have it, UTC; '' of none. */
export const dayOf = (at: string | null): string => (at ?? '').slice(0, 10);
