import type { Rows } from '../rows.js';
import type { RowOf } from '../table.js';
import type { Change } from '../working-set.js';
import type { CommunicationRow } from './fold.js';
import * as tables from './tables.js';

/**
 * Moves the numbers of a run with its communications, so that nobody counts a hundred thousand rows to look at it. A
 * number that falls to zero is deleted: how the log was cut into pages must not show.
 */
export const saveTallies = async (rows: Rows, moved: readonly Change<CommunicationRow>[]): Promise<void> => {
  const steps = new Map<string, Tally>();
  for (const { before, after } of moved) {
    if (before?.status === after?.status && isAccepted(before) === isAccepted(after)) continue;
    if (before !== undefined) step(steps, before, -1);
    if (after !== undefined) step(steps, after, 1);
  }
  if (steps.size === 0) return;
  const keys = [...steps.values()].map(({ run_id, status }) => [run_id, status]);
  const set = await rows.open(tables.tallies, keys);
  for (const by of steps.values()) {
    const { run_id, status } = by;
    const known = set.get(run_id, status);
    const communications = (known?.communications ?? 0) + by.communications;
    const accepted = (known?.accepted ?? 0) + by.accepted;
    if (communications !== 0) set.put({ run_id, status, communications, accepted });
    else if (known !== undefined) set.remove(known);
  }
  await set.save();
};

type Tally = RowOf<typeof tables.tallies>;

const isAccepted = (row: CommunicationRow | undefined): boolean => row !== undefined && row.accepted_at !== null;

const step = (steps: Map<string, Tally>, row: CommunicationRow, by: 1 | -1): void => {
  const { run_id, status } = row;
  const name = `${run_id}\n${status}`;
  const { communications, accepted } = steps.get(name) ?? { communications: 0, accepted: 0 };
  steps.set(name, {
    run_id,
    status,
    communications: communications + by,
    accepted: isAccepted(row) ? accepted + by : accepted,
  });
};
