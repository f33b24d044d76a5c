import type { Attainment } from '#domain/goal/attainment.js';
import type { GoalDefinition } from '#domain/goal/messages.js';
import type { RunStatus } from '#domain/run/lifecycle.js';
import type { Instant } from '#domain/kernel/message.js';
import { versionOf } from '#eventstore/definitions.js';
import { attainmentOfRun } from '#readmodel/attainment/queries.js';
import { listRuns } from '#readmodel/runs/list-runs.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import { notFound } from '../http/problem.js';
import type { Installation } from '../installation.js';

/** How far one run of a goal got. */
export interface AttainedByRun {
  readonly runId: string;
  readonly campaign: { readonly id: string; readonly name: string | null; readonly version: number };
  readonly status: RunStatus;
  readonly startedAt: Instant;
  /** Version of the goal that the run pinned. */
  readonly pinned: number;
  /** Version of the goal that it is judged by here. */
  readonly judgedBy: number;
  readonly attainment: Attainment;
}

/** How far the runs of a goal got, the last started first. Test runs earn no credit and are left out. */
export interface GoalAttainment {
  readonly goalId: string;
  /** The version that all of them are judged by; null: each by the one that it pinned. */
  readonly version: number | null;
  readonly runs: readonly AttainedByRun[];
  /** There are earlier runs than these. */
  readonly more: boolean;
}

interface Wanted {
  readonly goalId: string;
  readonly version?: number;
  /** Most runs to look at. */
  readonly limit: number;
}

/** Throws 404 when the goal has no such version. */
export const attainmentOfGoal = async (
  { store, pool, clock }: Installation,
  { goalId, version, limit }: Wanted,
): Promise<GoalAttainment> => {
  const definitions = new Map<number, GoalDefinition>();
  const definitionOf = async (wanted: number): Promise<GoalDefinition> => {
    const known = definitions.get(wanted);
    if (known !== undefined) return known;
    const published = await versionOf(store, 'goal', { id: goalId, version: wanted });
    if (published === null) throw notFound('version', '/version');
    definitions.set(wanted, published.definition);
    return published.definition;
  };
  if (version !== undefined) await definitionOf(version);
  const listed = await listRuns(pool, {
    filters: { goals: [goalId], test: false },
    sort: 'started',
    direction: 'desc',
    limit,
    now: clock(),
  });
  if (!listed.ok) throw new Error('a list without a cursor has none that could be refused');
  const started = listed.items.filter(hasStarted);
  const runs: AttainedByRun[] = [];
  // One after another: a page that is looked at rarely leaves the connections to those that send.
  for (const { id, campaign, status, startedAt, goal } of started) {
    const judgedBy = version ?? goal.version;
    runs.push({
      runId: id,
      campaign: { id: campaign.id, name: campaign.name, version: campaign.version },
      status,
      startedAt,
      pinned: goal.version,
      judgedBy,
      attainment: await attainmentOfRun(pool, id, await definitionOf(judgedBy)),
    });
  }
  // Runs that have not started come last.
  return {
    goalId,
    version: version ?? null,
    runs,
    more: listed.next !== null && started.length === listed.items.length,
  };
};

const hasStarted = (run: RunSummary): run is RunSummary & { readonly startedAt: Instant } => run.startedAt !== null;
