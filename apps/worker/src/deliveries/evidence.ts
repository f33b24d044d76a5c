import { type BatchState, recipientOf } from '#domain/batch/state.js';
import { type ReportCommand, reportDecider } from '#domain/batch/report.js';
import { execute } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { workerContext } from '../worker-context.js';
import type { Settle } from './flight.js';

/**
 * Outcomes that came after the batch was taken over. The new owner has written the messages down as unknown; a
 * provider's clear answer settles that. It is never a reason to send.
 */
export const keepEvidence = async (
  deps: { readonly store: EventStore; readonly worker: string; readonly now: Clock },
  state: BatchState,
  late: readonly Settle[],
): Promise<void> => {
  if (state.status !== 'open') return;
  for (const { data } of late) {
    const command = resolution(data, recipientOf(state, data.communicationId)?.contactId ?? '');
    if (command === null) continue;
    const context = workerContext({ worker: deps.worker, part: 'deliveries', about: state.runId, now: deps.now });
    await execute(deps.store, reportDecider, `report-${state.runId}.${state.batch}`, command, context);
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
