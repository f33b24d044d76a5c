import type { Rows } from '../rows.js';
import type { Change } from '../working-set.js';
import type { RunRow } from './fold.js';
import * as tables from './tables.js';

/**
 * Moves the counts with the runs, so that no page and no filter ever counts rows. A count that falls to zero is
 * deleted: how the log was cut into pages must not show.
 */
export const saveCounters = async (rows: Rows, changes: readonly Change<RunRow>[]): Promise<void> => {
  const moves = changes.filter(({ before, after }) => before?.status !== after?.status).flatMap(movesOf);
  if (moves.length === 0) return;
  await moveStatusCounts(rows, moves);
  await moveRollup(rows, moves);
};

interface Move {
  readonly run: RunRow;
  readonly by: 1 | -1;
}

const movesOf = ({ before, after }: Change<RunRow>): readonly Move[] => [
  ...(before === undefined ? [] : [{ run: before, by: -1 } as const]),
  ...(after === undefined ? [] : [{ run: after, by: 1 } as const]),
];

const moveStatusCounts = async (rows: Rows, moves: readonly Move[]): Promise<void> => {
  const counts = await rows.open(
    tables.statusCounts,
    moves.map(({ run }) => [run.status]),
  );
  for (const { run, by } of moves) {
    counts.put({ status: run.status, runs: (counts.get(run.status)?.runs ?? 0) + by });
  }
  for (const row of counts.all()) if (row.runs === 0) counts.remove(row);
  await counts.save();
};

const moveRollup = async (rows: Rows, moves: readonly Move[]): Promise<void> => {
  const keyOf = ({ run }: Move) => [run.campaign_id, run.type, run.channel, run.status] as const;
  const counts = await rows.open(tables.rollup, moves.map(keyOf));
  for (const move of moves) {
    const { campaign_id, type, channel, status } = move.run;
    counts.put({ campaign_id, type, channel, status, runs: (counts.get(...keyOf(move))?.runs ?? 0) + move.by });
  }
  for (const row of counts.all()) if (row.runs === 0) counts.remove(row);
  await counts.save();
};
