import type { EventStore, Position } from '#eventstore/port.js';
import type { Sql } from '#platform/database/pool.js';
import { unfinished } from './after/unfinished.js';

/**
 * Why API and worker must not start on these stores, with what to do; null when they may. Read models and reactors
 * that are ahead of the log would miss what comes next, and what they know was sent would be sent again.
 */
export const whyNotToStart = async (
  sql: Sql,
  store: Pick<EventStore, 'head' | 'compare'>,
): Promise<string | null> => {
  const begun = await unfinished(sql);
  if (begun !== null) {
    return `${words[begun.kind]} was begun at ${begun.begunAt.toISOString()} and has not ended: run the same command again`;
  }
  const { rows } = await sql.query<{ name: string; position: Position }>(
    `select name, checkpoint as position from work.projections union all select name, position from work.checkpoints
     order by name`,
  );
  const head = await store.head();
  for (const { name, position } of rows) {
    const order = compared(store, position, head);
    if (order === 'other-log') {
      return (
        `${name} has followed another log than the one that is set up (EVENTSTORE_URL): set that one up again, or move ` +
        'it here with `sortie log export` and `sortie log import`'
      );
    }
    if (order > 0) {
      return (
        `the log ends at ${head}, and ${name} has been at ${position}: the log was put back to an older state. What was ` +
        'sent since then is not known to it. Run `sortie log adopt`, which puts every open run on hold'
      );
    }
  }
  return null;
};

const words = { import: 'an import of a log', restore: 'a restore', adopt: '`sortie log adopt`' } as const;

/** A position that the adapter cannot read is another adapter's. */
const compared = (store: Pick<EventStore, 'compare'>, position: Position, head: Position): number | 'other-log' => {
  try {
    return store.compare(position, head);
  } catch (error) {
    if (error instanceof RangeError) return 'other-log';
    throw error;
  }
};

/** The stores are not fit to be worked with; nothing was changed. */
export class NotFitToStart extends Error {
  override readonly name = 'NotFitToStart';
}
