import type { ExistingRun } from '#domain/run/state.js';
import { versionOf } from '#eventstore/definitions.js';
import { attainmentOfRun } from '#readmodel/attainment/queries.js';
import { notFound } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { pinsOf } from './pins.js';
import type { RunAttainmentView } from './run-parts-view.js';

/** @throws 404 when the goal has no such version */
export const attainmentBy = async (
  { store, pool }: Installation,
  run: ExistingRun,
  wanted: number | undefined,
): Promise<RunAttainmentView> => {
  const { goal } = pinsOf(run);
  const version = wanted ?? goal.version;
  const published = await versionOf(store, 'goal', { id: goal.id, version });
  if (published === null) throw notFound('version', '/version');
  return {
    goalId: goal.id,
    version,
    pinned: version === goal.version,
    attainment: await attainmentOfRun(pool, run.request.runId, published.definition),
  };
};
