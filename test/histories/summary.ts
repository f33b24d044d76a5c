import type pg from 'pg';
import type { Ledger } from '#domain/run/messages.js';
import { wholeRun, type WholeRunFold } from '#domain/run/whole-run.js';
import type { RecordedEvent } from '#eventstore/port.js';
import type { Listed } from '#readmodel/cursor.js';
import { historyOfRun } from '#readmodel/history/queries.js';
import { listReplies } from '#readmodel/replies/queries.js';
import { listRuns } from '#readmodel/runs/list-runs.js';
import type { RunSummary } from '#readmodel/runs/run-summary.js';
import { projections } from '#readmodel/projections.js';
import { entriesOf, isIn, subjectOf } from '../chaos/checker/entries.js';
import { fold } from '../support/read-models.js';

/** What a history comes to. */
export interface Summary {
  readonly events: number;
  /** By run. */
  readonly folds: { readonly [runId: string]: Folded };
  readonly shown: Shown;
}

/** By the aggregates' own code. */
export interface Folded {
  readonly status: string;
  readonly ledger: Ledger;
  /** Status, attempts and reason, by communication. */
  readonly communications: { readonly [id: string]: string };
  /** Class, by reply. */
  readonly replies: { readonly [id: string]: string };
}

/** By the read models, through their queries. */
export interface Shown {
  readonly runs: readonly RunSummary[];
  /** Number and event, by run. */
  readonly history: { readonly [runId: string]: readonly string[] };
  /** Class and communication, by reply. */
  readonly replies: { readonly [id: string]: string };
}

export const foldsOf = (events: readonly RecordedEvent[]): Summary['folds'] => {
  const folds = new Map<string, WholeRunFold>();
  for (const { event } of entriesOf({ events, poisoned: [] }).entries) {
    if (event.type === 'RunRequested') folds.set(event.data.runId, wholeRun());
    const ofRun = isIn('run', event) || isIn('runbatch', event) || isIn('report', event) || isIn('thread', event);
    if (ofRun) folds.get(subjectOf(event.stream))?.take(event, event.metadata.occurredAt);
  }
  return Object.fromEntries([...folds].map(([runId, whole]) => [runId, folded(whole)]));
};

const folded = (whole: WholeRunFold): Folded => {
  const { run, ledger, communications, replies } = whole.now();
  const messages = [...communications.values()].map(
    ({ communicationId, status, attempt, reason }) => [communicationId, `${status} ${attempt} ${reason ?? ''}`.trimEnd()] as const,
  );
  const classes = [...replies].map(([id, { classification }]) => [id, classification?.class ?? 'none'] as const);
  return {
    status: run.status,
    ledger,
    communications: Object.fromEntries(messages),
    replies: Object.fromEntries(classes),
  };
};

/** Folds the events into the read models. */
export const takeIn = async (pool: pg.Pool, events: readonly RecordedEvent[]): Promise<void> => {
  for (const projection of projections) await fold(pool, projection, `rm_${projection.name}`, events, 1_000);
};

/** What the read models show of these runs, asked as the API does. */
export const shownOf = async (pool: pg.Pool, runIds: readonly string[]): Promise<Shown> => {
  const now = new Date(0).toISOString();
  const all = itemsOf(await listRuns(pool, { filters: {}, sort: 'created', direction: 'asc', limit: 200, now }));
  const runs = all.filter(({ id }) => runIds.includes(id));
  const history: Record<string, readonly string[]> = {};
  for (const { id } of runs) {
    const { items } = await historyOfRun(pool, { runId: id, limit: 1_000 });
    history[id] = items.map(({ number, stream, revision, type }) => `${number} ${stream}@${revision} ${type}`);
  }
  const replies = itemsOf(await listReplies(pool, { filters: {}, limit: 200 }));
  const answers = replies
    .filter(({ runId }) => runId !== null && runIds.includes(runId))
    .map(({ id, class: kind, communicationId }) => [id, `${kind} ${communicationId ?? ''}`.trimEnd()] as const);
  return { runs, history, replies: Object.fromEntries(answers) };
};

const itemsOf = <Item>(listed: Listed<Item>): readonly Item[] => {
  if (!listed.ok) throw new Error(listed.detail);
  return listed.items;
};
