import type { BulkAction } from '#domain/bulk/messages.js';
import { objectionTo } from '#domain/bulk/rows.js';
import { instantOf, millisOf, secondMs } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import { databaseClock } from '#platform/database/clock.js';
import { listRuns } from '#readmodel/runs/list-runs.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import { tallyRuns } from '#readmodel/runs/select-runs.js';
import type { Installation } from '../installation.js';
import type { BulkBody } from './bulk.dto.js';
import { actionOf, chosenBy } from './bulk-request.js';

/** One of the runs, and why it would refuse; null when it would be done. */
export interface PreviewedRun extends RunSummary {
  readonly because: string | null;
}

/** What a job would meet now. Runs go on meanwhile: each decides when its turn comes. */
export interface BulkPreview {
  /** Runs that are selected; those that would be done, and those that would refuse, by reason. */
  readonly count: number;
  readonly eligible: number;
  readonly ineligible: readonly {
    readonly because: string;
    readonly runs: number;
    /** Ids of some of them. */
    readonly sample: readonly string[];
  }[];
  /** The newest of them. */
  readonly rows: readonly PreviewedRun[];
  /** Say it in the request, and it selects none that is newer. */
  readonly asOf: Instant;
}

const shown = 20;

export const bulkPreview = async (installation: Installation, body: BulkBody): Promise<BulkPreview> => {
  const { pool } = installation;
  const now = await databaseClock(pool);
  const action = actionOf(body, now);
  const { filters, ids, asOf } = await chosenBy(installation, body);
  const tallies = await tallyRuns(pool, filters, { now, dueBy: dueBy(action, now) });
  const reasons = new Map<string, { runs: number; sample: readonly string[] }>();
  const object = (because: string, runs: number, sample: readonly string[]): void => {
    const before = reasons.get(because) ?? { runs: 0, sample: [] };
    reasons.set(because, { runs: before.runs + runs, sample: [...before.sample, ...sample].slice(0, 3) });
  };
  let eligible = 0;
  let known = 0;
  for (const { status, hasRefused, startAt, runs, sample } of tallies) {
    const objection = objectionTo(action, { status, refused: hasRefused ? 1 : 0, startAt }, now);
    known += runs;
    if (objection === null) eligible += runs;
    else object(objection, runs, sample);
  }
  const listed = await listRuns(pool, { filters, sort: 'created', direction: 'desc', limit: shown, now });
  const count = ids === null ? known : ids.length;
  if (count > known) object('there is no such run', count - known, []);
  return {
    count,
    eligible,
    ineligible: [...reasons].map(([because, of]) => ({ because, ...of })).toSorted((a, b) => b.runs - a.runs),
    rows: (listed.ok ? listed.items : []).map((run) => ({
      ...run,
      because: objectionTo(action, { status: run.status, refused: run.ledger.refused, startAt: run.startAt }, now),
    })),
    asOf,
  };
};

/** Runs that are to start by then would start in the past. */
const dueBy = (action: BulkAction, now: Instant): Instant =>
  action.kind === 'shift' ? instantOf(millisOf(now) - action.bySeconds * secondMs) : now;
