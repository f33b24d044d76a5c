import type pg from 'pg';
import { objectionTo, runCommandOf } from '#domain/bulk/rows.js';
import type { BulkRequest } from '#domain/bulk/messages.js';
import { runDecider } from '#domain/run/decide.js';
import { retryOf } from '#domain/run/retry.js';
import { startedOf } from '#domain/run/state.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { idFrom } from '#platform/ids.js';
import type { BulkRow, SettledRow } from '#readmodel/bulk/rows.js';
import { runInputs, saveRunInputs, variablesHashOf } from '#vault/run-inputs/run-inputs.js';
import { loadRun } from '../deliveries/plan.js';
import { standingOf } from '../schedules/standing.js';

export interface RowDeps {
  readonly store: EventStore;
  readonly pool: pg.Pool;
}

/** A job as its row needs it; the context says who asked, and why. */
export interface Job {
  readonly request: BulkRequest;
  readonly context: CommandContext;
}

type Verdict = Pick<SettledRow, 'result' | 'code' | 'detail' | 'event' | 'made'>;

/**
 * Does to one run what the job is for. Repeated, it finds what the first time has done: command and child run have ids
 * that follow from job and run.
 */
export const carryOutRow = async (deps: RowDeps, { request, context }: Job, row: BulkRow): Promise<SettledRow> => {
  const { action, bulkId } = request;
  const own = { ...context, commandId: `bulk ${bulkId} ${row.runId}` };
  const command = runCommandOf(action);
  const verdict =
    command === null
      ? await retry(deps, request, own, row.runId)
      : verdictOf(await execute(deps.store, runDecider, `run-${row.runId}`, command, own));
  return { ...row, ...verdict };
};

const refused = (code: string, detail: string): Verdict => ({
  result: 'refused',
  code,
  detail,
  event: null,
  made: null,
});

const verdictOf = (executed: Executed, made: string | null = null): Verdict => {
  if (!executed.ok) {
    const { rejected, detail } = executed.rejection;
    return { ...refused(rejected, detail), ...(rejected === 'contended' ? { result: 'failed' as const } : {}) };
  }
  const [first] = executed.events;
  if (first === undefined) return refused('already-so', 'there was nothing to do: the run is as it was to be');
  const revision = executed.revision - executed.events.length + 1;
  const event = { id: first.id, revision, position: executed.position };
  return { result: 'done', code: null, detail: null, event, made };
};

/**
 * What an attempt that nobody wrote down has done to a run; null when there was none. For a job that ends: its totals
 * are what the log says, also after a crash.
 */
export const foundRow = async (
  { store }: RowDeps,
  { request, context }: Job,
  row: BulkRow,
): Promise<SettledRow | null> => {
  const child = childOf(request.bulkId, row.runId);
  const made = request.action.kind === 'retry-failed' ? child : null;
  const events = await store.read(`run-${made ?? row.runId}`);
  const found = events.find(({ metadata }) => metadata.$causationId === context.causationId);
  if (found === undefined) return null;
  const { id, revision, position } = found;
  return { ...row, result: 'done', code: null, detail: null, event: { id, revision, position }, made };
};

const childOf = (bulkId: string, runId: string): string => idFrom(`bulk ${bulkId} ${runId}`);

/** A new run for whoever was refused, under an id that follows from job and run. */
const retry = async (
  { store, pool }: RowDeps,
  { bulkId, action }: BulkRequest,
  context: CommandContext,
  runId: string,
): Promise<Verdict> => {
  const parent = await loadRun(store, runId);
  if (parent.status === 'absent') return refused('no-such-run', 'there is no such run');
  const child = childOf(bulkId, runId);
  const isThere = (await store.read(`run-${child}`, { limit: 1 })).length > 0;
  const { request } = parent;
  if (!isThere) {
    const facts = { status: parent.status, refused: parent.totals.refused, startAt: parent.startAt };
    const objection = objectionTo(action, facts, context.now());
    if (objection !== null) return refused('not-allowed-now', objection);
    const { version } = startedOf(parent)?.manifest.campaign ?? request.pins.campaign;
    const { campaignId } = request;
    const standing = request.type === 'test' ? null : await standingOf(store, { campaignId, campaignVersion: version });
    if (standing !== null) return refused('preflight', standing);
  }
  const before = await runInputs(pool, runId);
  const addresses = (before?.addresses ?? []).filter((address) => address !== null);
  const variables = before?.variables ?? {};
  const passed = Object.keys(variables).length > 0 || addresses.length > 0;
  const hash = passed ? variablesHashOf(await saveRunInputs(pool, { runId: child, variables, addresses })) : null;
  const data = retryOf(parent, { runId: child, trigger: context.actor.name, variables: hash });
  const command = { type: 'RequestRun', data: { ...data, startAt: null } } as const;
  return verdictOf(await execute(store, runDecider, `run-${child}`, command, context), child);
};
