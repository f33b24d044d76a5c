import type { BulkAction, BulkCommand, BulkEvent, BulkSelection } from '#domain/bulk/messages.js';
import { instantOf as instantFrom, millisOf } from '#domain/kernel/calendar.js';
import type { Instant, Json } from '#domain/kernel/message.js';
import { databaseClock } from '#platform/database/clock.js';
import { freezeSelection } from '#readmodel/bulk/rows.js';
import type { RunFilters } from '#readmodel/runs/run-filters.js';
import { selectRunIds } from '#readmodel/runs/select-runs.js';
import type { Asked } from '../http/asked.js';
import { instantOf } from '../http/instant.js';
import { type Fault, invalidRequest } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { rescheduleOf } from '../runs/reschedule.js';
import { runFilters } from '../runs/runs.dto.js';
import type { BulkBody } from './bulk.dto.js';

/** Runs of one job: more than anybody looks through, few enough to be frozen while the caller waits. */
const mostRuns = 200_000;

const fault = (pointer: string, code: string, detail: string): Fault => ({ pointer, code, detail });

/** Throws 400 where the body's members do not belong to its action. */
export const actionOf = ({ action, startAt, shiftSeconds }: BulkBody, now: Instant): BulkAction => {
  if (action === 'reschedule') {
    const body = {
      ...(startAt === undefined ? {} : { startAt }),
      ...(shiftSeconds === undefined ? {} : { shiftSeconds }),
    };
    const command = rescheduleOf(body, now);
    return command.type === 'RescheduleRun'
      ? { kind: 'reschedule', startAt: command.data.startAt }
      : { kind: 'shift', bySeconds: command.data.bySeconds };
  }
  const pointer = startAt === undefined ? '/shiftSeconds' : '/startAt';
  if (startAt !== undefined || shiftSeconds !== undefined)
    throw invalidRequest([fault(pointer, 'of-another-action', 'goes with the action reschedule only')]);
  return { kind: action };
};

export interface Chosen {
  readonly selection: BulkSelection;
  /** Passes exactly the runs that are meant, as the read model knows them. */
  readonly filters: RunFilters;
  /** Named by the caller, each once; null when the filter alone says who is meant. */
  readonly ids: readonly string[] | null;
  readonly asOf: Instant;
}

/** Throws 400 unless exactly one of `runs` and `filter` is given. */
export const chosenBy = async ({ pool }: Installation, { runs, filter, asOf }: BulkBody): Promise<Chosen> => {
  const now = await databaseClock(pool);
  if (runs !== undefined && filter === undefined && asOf === undefined) {
    const ids = [...new Set(runs)];
    return { selection: { kind: 'chosen' }, filters: { ids }, ids, asOf: now };
  }
  if (filter === undefined || runs !== undefined)
    throw invalidRequest([
      fault(runs === undefined ? '/runs' : '/filter', 'one-of', 'give runs or filter, and one of them only'),
    ]);
  const moment = asOf === undefined ? now : instantOf(asOf);
  const filters = upTo(runFilters(filter), moment);
  return { selection: { kind: 'filter', filter: asJson(filters), asOf: moment }, filters, ids: null, asOf: moment };
};

/** Without what was created later. Instants are whole milliseconds, and the end of a range is not part of it. */
const upTo = (filters: RunFilters, moment: Instant): RunFilters => {
  const end = instantFrom(millisOf(moment) + 1);
  const { created = {} } = filters;
  return { ...filters, created: { ...created, to: created.to !== undefined && created.to < end ? created.to : end } };
};

const asJson = (filters: RunFilters): { readonly [name: string]: Json } => {
  const json: { [name: string]: Json } = JSON.parse(JSON.stringify(filters));
  return json;
};

/**
 * The command that begins a job: its selection is frozen, in the order of turns. An earlier attempt at the same request
 * gives the command that it recorded.
 */
export const bulkRequest = async (installation: Installation, asked: Asked, body: BulkBody): Promise<BulkCommand> => {
  const { store, pool } = installation;
  const bulkId = asked.newId;
  const [first] = (await store.read(`bulk-${bulkId}`, { limit: 1 })) as unknown as readonly BulkEvent[];
  if (first?.type === 'BulkRequested') return { type: 'RequestBulk', data: first.data };
  const action = actionOf(body, asked.context.now());
  const { selection, filters, ids } = await chosenBy(installation, body);
  const pages = ids === null ? selectRunIds(pool, filters, asked.context.now()) : pagesOf(ids);
  const frozen = await freezeSelection(pool, bulkId, pages, mostRuns);
  const pointer = ids === null ? '/filter' : '/runs';
  if (frozen === 'too-many')
    throw invalidRequest([fault(pointer, 'too-many', `selects more than ${mostRuns} runs: narrow it`)]);
  if (frozen === 'none') throw invalidRequest([fault(pointer, 'nothing-selected', 'selects no run')]);
  return { type: 'RequestBulk', data: { bulkId, action, selection, ...frozen, role: asked.principal.role } };
};

async function* pagesOf(ids: readonly string[]): AsyncGenerator<readonly string[], void, void> {
  for (let from = 0; from < ids.length; from += 1_000) yield ids.slice(from, from + 1_000);
}
