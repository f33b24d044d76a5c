import type pg from 'pg';
import type { RecordedEvent } from '#eventstore/port.js';
import { errorText } from '#platform/database/error-text.js';
import { KeptRows, RowsRefused } from '../kept/kept-rows.js';
import { park } from './parking.js';
import { isOfTheEvent } from './poison.js';
import { type Page, type ParkedEvent, slicesOf, takePage } from './take-page.js';
import type { Target } from './target.js';

/** Tables beside the live ones that the log is folded into anew. */
export interface Copy {
  readonly target: Target;
  take(page: Page): Promise<void>;
  /** Resolves when all that was taken is in the tables. */
  flush(): Promise<void>;
}

interface Copying {
  readonly pool: pg.Pool;
  readonly onParked: (event: ParkedEvent) => void;
}

/** Each page goes into the tables before the next, as in the live ones. */
export const steadyCopy = ({ pool, onParked }: Copying, target: Target): Copy => ({
  target,
  take: async (page) => void (await takePage(pool, target, page, onParked)),
  flush: () => Promise.resolve(),
});

/**
 * Rows are kept in memory as long as they are in use, and written when they are cold: several times as fast, and with the same
 * rows in the end. Throws `RowsRefused` when the database refuses one: then only a steady copy finds the event to blame.
 */
export const swiftCopy = ({ pool, onParked }: Copying, target: Target, mostKept?: number): Copy => {
  const { projection, schema, mostWeight } = target;
  const rows = new KeptRows(pool, schema, mostKept);
  const parked = new Set<string>();

  const tryIn = async (events: readonly RecordedEvent[]): Promise<string | null> => {
    try {
      await projection.apply(events, rows);
    } catch (error) {
      rows.reject();
      if (error instanceof RowsRefused || !isOfTheEvent(error)) throw error;
      return errorText(error);
    }
    await rows.accept();
    return null;
  };

  const takeOne = async (event: RecordedEvent): Promise<void> => {
    const error = parked.has(event.stream) ? null : await tryIn([event]);
    if (error === null && !parked.has(event.stream)) return;
    await park(pool, target, [event], error);
    parked.add(event.stream);
    if (error === null) return;
    const { stream, revision, type } = event;
    onParked({ projection: projection.name, stream, revision, type, error });
  };

  return {
    target,
    take: async (page) => {
      for (const { events } of slicesOf(page, (event) => projection.weight?.(event) ?? 1, mostWeight)) {
        if (events.length === 0) continue;
        const clean = !events.some(({ stream }) => parked.has(stream));
        if (clean && (await tryIn(events)) === null) continue;
        for (const event of events) await takeOne(event);
      }
    },
    flush: () => rows.flush(),
  };
};
