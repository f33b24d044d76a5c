import { partsOfCommunicationId } from '#domain/batch/state.js';
import type { RecordedEvent } from '#eventstore/port.js';
import type { CommunicationSummary } from '#readmodel/communications/communication-summary.js';
import { communicationById } from '#readmodel/communications/queries.js';
import { listReplies } from '#readmodel/replies/queries.js';
import { known } from '#readmodel/vocabulary.js';
import { contactsByIds } from '#vault/contacts/contacts.js';
import { type Rendering, renderingsOf } from '#vault/renderings/renderings.js';
import { notFound } from '../http/problem.js';
import type { Installation } from '../installation.js';
import { loadRun } from '../runs/run-reads.js';
import type { CommunicationView, RenderingView, TrailEntry } from './communication-view.js';
import { foldRows } from './folded-rows.js';
import { summariesOf } from './summaries.js';

/** One communication in full. Throws 404. */
export const communicationView = async (installation: Installation, id: string): Promise<CommunicationView> => {
  const { pool } = installation;
  const events = await eventsAbout(installation, id);
  const [summary, renderings, replies] = await Promise.all([
    summaryNow(installation, id, events),
    renderingsOf(pool, [id]),
    listReplies(pool, { filters: { communicationId: id }, direction: 'asc', limit: 100 }),
  ]);
  const contacts = await contactsByIds(pool, [summary.contact.id]);
  const rendering = renderings.get(id);
  return {
    ...summary,
    rendering: rendering === undefined ? null : renderingView(rendering),
    erased: !contacts.has(summary.contact.id),
    replies: replies.ok ? replies.items : [],
    trail: events.filter((event) => concerns(event, id)).map(trailEntry),
  };
};

export const renderingView = ({ communicationId: _, contactId: __, ...view }: Rendering): RenderingView => view;

/** Of its batch, its reports and its thread, in log order. Throws 404 when there is no such batch. */
const eventsAbout = async ({ store }: Installation, id: string): Promise<readonly RecordedEvent[]> => {
  const parts = partsOfCommunicationId(id);
  if (parts === null) throw notFound('communication');
  const streams = [`runbatch-${parts.runId}.${parts.batch}`, `report-${parts.runId}.${parts.batch}`, `thread-${id}`];
  const events = (await Promise.all(streams.map((stream) => store.read(stream)))).flat();
  if (events.length === 0) throw notFound('communication');
  return events.toSorted((a, b) => store.compare(a.position, b.position));
};

/** The read model's row; from the log while the read model has not come so far. */
const summaryNow = async (
  installation: Installation,
  id: string,
  events: readonly RecordedEvent[],
): Promise<CommunicationSummary> => {
  const row = await communicationById(installation.pool, id);
  if (row !== null) return row;
  const parts = partsOfCommunicationId(id);
  if (parts === null) throw notFound('communication');
  const fold = foldRows();
  for (const event of known(['runbatch', 'report', 'thread'], events)) fold.take(event);
  const rows = fold.rows().filter(({ idx }) => idx === parts.index);
  const { run } = await loadRun(installation, parts.runId);
  const [summary] = await summariesOf(installation, run.request, rows);
  if (summary === undefined) throw notFound('communication');
  return summary;
};

/** Those of the whole batch concern each of its communications. */
const concerns = ({ data }: RecordedEvent, id: string): boolean => {
  if ('match' in data || 'replyId' in data) return true;
  return !('communicationId' in data) || data.communicationId === id;
};

export const trailEntry = ({ type, stream, revision, data, metadata }: RecordedEvent): TrailEntry => ({
  type,
  stream,
  revision,
  occurredAt: metadata.occurredAt,
  actor: metadata.actor,
  source: metadata.source,
  reason: metadata.reason ?? null,
  // The plan of a batch names everybody in it.
  data: type === 'BatchPlanned' && 'batch' in data ? { batch: data.batch } : data,
});
