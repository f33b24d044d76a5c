import type { Category } from '#domain/events.js';
import type { Excerpt, RecordedEvent } from '#eventstore/port.js';
import type { Rows } from './rows.js';

/**
 * A fold of the log into tables of its own. It knows no clock and no personal data: rows hold what events say,
 * so that a rebuild gives the same bytes on any day, also after an erasure.
 */
export interface Projection {
  /** The tables live in schema `rm_<name>`. */
  readonly name: string;
  /** Raise it with every change of tables or fold: the next start rebuilds beside the old tables and swaps. */
  readonly version: number;
  readonly categories: readonly Category[];
  /**
   * True when rows depend on the order of events of different streams. A stream that was parked cannot be
   * caught up alone then; only a rebuild puts its events in their place.
   */
  readonly ordered: boolean;
  /** What the fold looks at: a rebuild has the log leave out the rest. Absent: everything. */
  readonly excerpt?: Excerpt;
  /** The statements that make the tables and indexes in `schema`, which exists and is empty. */
  tables(schema: string): string;
  /**
   * Takes in events in log order, within the transaction that also moves the checkpoint when the tables are the live ones. How the log is cut
   * into calls must not show in the tables. Throws when an event cannot be taken in; the caller then finds out
   * which and parks its stream.
   */
  apply(events: readonly RecordedEvent[], rows: Rows): Promise<void>;
  /** About how many rows an event writes (absent: 1), so that transactions stay short. */
  weight?(event: RecordedEvent): number;
}

export const schemaOf = (name: string): string => `rm_${name}`;
