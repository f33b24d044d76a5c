import { partsOfCommunicationId } from '#domain/batch/state.js';
import type { Projection } from '../projection.js';
import type { Rows } from '../rows.js';
import { type EventIn, known, typesBut } from '../vocabulary.js';
import type { Change, Only, WorkingSet } from '../working-set.js';
import {
  afterClosing,
  afterReplies,
  afterTakeOver,
  type CommunicationRow,
  evolveCommunication,
  plannedRow,
} from './fold.js';
import * as tables from './tables.js';
import { saveTallies } from './tallies.js';

const categories = ['run', 'runbatch', 'report', 'thread'] as const;
/** Of a run, only its beginning matters. */
const without = typesBut('run', ['RunRequested']);
type Event = EventIn<(typeof categories)[number]>;

/** One row per communication, with its status, its times and why it stands where it stands. */
export const communications = {
  name: 'communications',
  version: 3,
  categories,
  ordered: true,
  excerpt: { parts: ['data'], without: [...without] },
  tables: tables.ddl,
  weight: ({ type, data }) =>
    type === 'BatchPlanned' && 'contactIds' in data && Array.isArray(data.contactIds) ? data.contactIds.length : 1,
  apply: async (events, rows) => {
    const page = known(categories, events, without);
    const sets = await load(page, rows);
    for (const event of page) fold(sets, event);
    const moved = sets.communications.changes();
    for (const set of Object.values(sets)) await set.save();
    await saveExceptions(rows, moved);
    await saveTallies(rows, moved);
  },
} as const satisfies Projection;

const load = async (page: readonly Event[], rows: Rows) => {
  const batchKeys = page.flatMap(batchKeyOf);
  const set = await rows.open(tables.communications, page.flatMap(keyOf));
  const swept = page.filter(({ type }) => type === 'BatchTakenOver' || type === 'BatchClosed').flatMap(batchKeyOf);
  await set.addGroups(swept, unsettled);
  return {
    communications: set,
    batches: await rows.open(tables.batches, batchKeys),
    runs: await rows.open(tables.runs, runKeys(page)),
    answers: await loadAnswers(page, rows),
  };
};

/** The page's replies, and all earlier ones to the same communications. */
const loadAnswers = async (page: readonly Event[], rows: Rows) => {
  const replyIds = page.flatMap((event) => (isReply(event) ? [[event.data.replyId]] : []));
  const answers = await rows.open(tables.answers, replyIds);
  await answers.addGroups(page.filter(isReply).flatMap(keyOf));
  return answers;
};

const isReply = (event: Event): event is Extract<Event, { type: 'ReplyReceived' | 'ReplyClassified' }> =>
  event.type === 'ReplyReceived' || event.type === 'ReplyClassified';

/** What a take-over or the end of its batch may still move. */
const unsettled = {
  column: 'status',
  in: ['planned', 'draft', 'approved', 'held', 'deferred', 'claimed'],
} as const satisfies Only & { readonly in: readonly CommunicationRow['status'][] };

type Sets = Awaited<ReturnType<typeof load>>;

const fold = (sets: Sets, event: Event): void => {
  const rows = sets.communications;
  const at = event.metadata.occurredAt;
  switch (event.type) {
    case 'RunRequested': {
      const { runId, campaignId, channel, type } = event.data;
      return sets.runs.put({ run_id: runId, campaign_id: campaignId, channel, test: type === 'test' });
    }
    case 'BatchPlanned':
      return planBatch(sets, event);
    case 'BatchTakenOver':
      return sweep(rows, event.data, (row) => afterTakeOver(row, at));
    case 'BatchClosed': {
      const batch = sets.batches.get(event.data.runId, event.data.batch);
      if (batch !== undefined) sets.batches.put({ ...batch, closed: true });
      return sweep(rows, event.data, (row) => afterClosing(row, at));
    }
    case 'ReplyReceived':
    case 'ReplyClassified':
      return foldReply(sets, event);
    case 'ReplyQuarantined':
      return;
    default:
      if (isOfRun(event)) return;
      return change(rows, event.data.communicationId, (row) => evolveCommunication(row, event));
  }
};

const isOfRun = (event: Event): event is EventIn<'run'> => event.category === 'run';

const planBatch = (sets: Sets, { data, metadata }: Extract<Event, { type: 'BatchPlanned' }>): void => {
  const { runId, batch, contactIds } = data;
  const run = sets.runs.get(runId);
  if (run === undefined) throw new Error(`batch ${runId}.${batch} belongs to no run`);
  const { campaign_id, channel, test } = run;
  const at = metadata.occurredAt;
  sets.batches.put({ run_id: runId, batch, planned_at: at, campaign_id, channel, test, closed: false });
  for (const [idx, contactId] of contactIds.entries()) {
    sets.communications.put(plannedRow({ runId, batch, idx }, contactId, at));
  }
};

const foldReply = (sets: Sets, event: Extract<Event, { type: 'ReplyReceived' | 'ReplyClassified' }>): void => {
  const known = sets.answers.get(event.data.replyId);
  const [place] = keyOf(event);
  if (place === undefined) return;
  const [run_id, batch, idx] = place;
  if (event.type === 'ReplyReceived') {
    const { replyId, receivedAt } = event.data;
    sets.answers.put({ reply_id: replyId, run_id, batch, idx, received_at: receivedAt, human: known?.human ?? false });
  } else if (known !== undefined) {
    sets.answers.put({ ...known, human: event.data.class === 'human' });
  }
  const all = sets.answers.group(run_id, batch, idx);
  change(sets.communications, `${run_id}.${batch}.${idx}`, (row) => afterReplies(row, all));
};

type Communications = WorkingSet<CommunicationRow>;

const change = (
  rows: Communications,
  communicationId: string,
  evolve: (row: CommunicationRow) => CommunicationRow,
): void => {
  const parts = partsOfCommunicationId(communicationId);
  const row = parts === null ? undefined : rows.get(parts.runId, parts.batch, parts.index);
  if (row === undefined) throw new Error(`there is no communication ${communicationId}`);
  const after = evolve(row);
  if (after !== row) rows.put(after);
};

const sweep = (
  rows: Communications,
  { runId, batch }: { runId: string; batch: number },
  evolve: (row: CommunicationRow) => CommunicationRow,
): void => {
  for (const row of rows.group(runId, batch)) {
    const after = evolve(row);
    if (after !== row) rows.put(after);
  }
};

/** Communications that are not on the common way get a row in the table that people search. */
const saveExceptions = async (rows: Rows, moved: readonly Change<CommunicationRow>[]): Promise<void> => {
  const keys = moved.flatMap(({ before, after }) => {
    const row = after ?? before;
    const concerned = row !== undefined && (isException(before) || isException(after));
    return concerned ? [[row.run_id, row.batch, row.idx]] : [];
  });
  if (keys.length === 0) return;
  const set = await rows.open(tables.exceptions, keys);
  for (const { after } of moved) {
    if (after === undefined) continue;
    const { run_id, batch, idx, status, reason, planned_at } = after;
    const known = set.get(run_id, batch, idx);
    if (isException(after)) set.put({ run_id, batch, idx, status, reason, planned_at });
    else if (known !== undefined) set.remove(known);
  }
  await set.save();
};

const isException = (row: CommunicationRow | undefined): boolean =>
  row !== undefined && !tables.usualStatuses.some((status) => status === row.status);

const keyOf = (event: Event): readonly [string, number, number][] => {
  if (event.type === 'ReplyReceived') return placeOf(event.data.match.communicationId);
  if (event.category === 'run' || !('communicationId' in event.data)) return [];
  return placeOf(event.data.communicationId ?? '');
};

const placeOf = (communicationId: string): readonly [string, number, number][] => {
  const parts = partsOfCommunicationId(communicationId);
  return parts === null ? [] : [[parts.runId, parts.batch, parts.index]];
};

const batchKeyOf = (event: Event): readonly [string, number][] =>
  event.type === 'BatchPlanned' || event.type === 'BatchTakenOver' || event.type === 'BatchClosed'
    ? [[event.data.runId, event.data.batch]]
    : [];

const runKeys = (page: readonly Event[]): readonly [string][] =>
  page.flatMap((event): [string][] =>
    event.type === 'RunRequested' || event.type === 'BatchPlanned' ? [[event.data.runId]] : [],
  );
