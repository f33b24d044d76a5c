import { communicationIdOf, partsOfCommunicationId } from '#domain/batch/state.js';
import type { Instant } from '#domain/kernel/message.js';
import {
  afterClosing,
  afterReplies,
  afterTakeOver,
  type CommunicationRow,
  evolveCommunication,
  plannedRow,
} from '#readmodel/communications/fold.js';
import type { EventIn } from '#readmodel/vocabulary.js';

type Event = EventIn<'run' | 'runbatch' | 'report' | 'thread'>;

interface Answer {
  readonly communicationId: string;
  readonly human: boolean;
  readonly received_at: Instant;
}

/** Communications of one run, folded in memory by the rules of the read model: what its rows were at some moment. */
export interface FoldedRows {
  take(event: Event): void;
  /** In the order of the audience. */
  rows(): readonly CommunicationRow[];
}

export const foldRows = (): FoldedRows => {
  const rows = new Map<string, CommunicationRow>();
  const answers = new Map<string, Answer>();

  const change = (id: string, how: (row: CommunicationRow) => CommunicationRow): void => {
    const row = rows.get(id);
    if (row !== undefined) rows.set(id, how(row));
  };
  const sweep = (
    { runId, batch }: { readonly runId: string; readonly batch: number },
    how: (row: CommunicationRow) => CommunicationRow,
  ): void => {
    for (let idx = 0; rows.has(communicationIdOf(runId, batch, idx)); idx += 1) {
      change(communicationIdOf(runId, batch, idx), how);
    }
  };
  const answered = (replyId: string, answer: Answer): void => {
    answers.set(replyId, answer);
    const { communicationId } = answer;
    const all = [...answers.values()].filter((each) => each.communicationId === communicationId);
    change(communicationId, (row) => afterReplies(row, all));
  };

  return {
    take: (event) => {
      const at = event.metadata.occurredAt;
      switch (event.type) {
        case 'BatchPlanned': {
          const { runId, batch, contactIds } = event.data;
          for (const [idx, contactId] of contactIds.entries()) {
            rows.set(communicationIdOf(runId, batch, idx), plannedRow({ runId, batch, idx }, contactId, at));
          }
          return;
        }
        case 'BatchTakenOver':
          return sweep(event.data, (row) => afterTakeOver(row, at));
        case 'BatchClosed':
          return sweep(event.data, (row) => afterClosing(row, at));
        case 'ReplyReceived': {
          const { replyId, receivedAt, match } = event.data;
          const human = answers.get(replyId)?.human ?? false;
          return answered(replyId, { communicationId: match.communicationId, human, received_at: receivedAt });
        }
        case 'ReplyClassified': {
          const answer = answers.get(event.data.replyId);
          if (answer !== undefined) answered(event.data.replyId, { ...answer, human: event.data.class === 'human' });
          return;
        }
        default:
          if (isOfOne(event)) change(event.data.communicationId, (row) => evolveCommunication(row, event));
      }
    },
    rows: () => [...rows.values()].toSorted((a, b) => a.batch - b.batch || a.idx - b.idx),
  };
};

type OfOne = Parameters<typeof evolveCommunication>[1];

const isOfOne = (event: Event): event is OfOne =>
  (event.category === 'runbatch' || event.category === 'report') &&
  'communicationId' in event.data &&
  partsOfCommunicationId(event.data.communicationId ?? '') !== null;
