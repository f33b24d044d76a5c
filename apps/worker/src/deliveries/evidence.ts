import type { BatchEvent, ReportEvent } from '#domain/batch/messages.js';
import { partsOfCommunicationId } from '#domain/batch/state.js';
import { type ReportCommand, reportDecider } from '#domain/batch/report.js';
import { execute } from '#eventstore/execute.js';
import type { ThreadEvent } from '#domain/thread/messages.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { workerContext } from '../worker-context.js';
import type { Settle } from './flight.js';
import { surely } from './surely.js';

/**
 * Outcomes that came after the batch was taken over. The new owner has written the messages down as unknown; a
 * provider's clear answer settles that. It is never a reason to send.
 */
export const keepEvidence = async (
  deps: { readonly store: EventStore; readonly worker: string; readonly now: Clock },
  { runId, batch }: { readonly runId: string; readonly batch: number },
  late: readonly Settle[],
): Promise<void> => {
  if (late.length === 0) return;
  const [planned] = await surely(() => deps.store.read(`runbatch-${runId}.${batch}`, { limit: 1 }));
  if (planned === undefined) throw new Error(`runbatch-${runId}.${batch} is gone from the log`);
  const { contactIds } = planned.data as Extract<BatchEvent, { type: 'BatchPlanned' }>['data'];
  for (const { data } of late) {
    const place = partsOfCommunicationId(data.communicationId)?.index ?? -1;
    const command = resolution(data, contactIds[place] ?? '');
    if (command === null) continue;
    const context = workerContext({ worker: deps.worker, part: 'deliveries', about: runId, now: deps.now });
    await surely(() => execute(deps.store, reportDecider, `report-${runId}.${batch}`, command, context));
  }
};

const resolution = ({ communicationId, outcome }: Settle['data'], contactId: string): ReportCommand | null => {
  if (outcome.kind === 'unknown') return null;
  const sent = outcome.kind === 'accepted';
  return {
    type: 'ResolveDispatch',
    data: {
      communicationId,
      contactId,
      resolution: sent ? 'was-sent' : 'was-not-sent',
      by: 'evidence',
      detail: `late answer: ${outcome.answer}`,
    },
  };
};

/**
 * Communications of a batch of which a report or a resolution says what became of them, and of those of unknown fate the
 * ones that were answered: an answer that came before the batch was taken over found nothing to resolve.
 */
export const settledSince = async (
  store: EventStore,
  { runId, batch }: { readonly runId: string; readonly batch: number },
  unknown: readonly string[],
): Promise<readonly string[]> => {
  const reports = await store.read(`report-${runId}.${batch}`);
  const answered = await Promise.all(
    unknown.map(async (id) => ((await store.read(`thread-${id}`)).some(isSurelyAnswer) ? [id] : [])),
  );
  return [...reports.map(({ data }) => (data as ReportEvent['data']).communicationId), ...answered.flat()];
};

const isSurelyAnswer = ({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): boolean => {
  const event = { type, data } as ThreadEvent;
  return event.type === 'ReplyReceived' && event.data.match.confidence === 'sure';
};
