import type { EventIn } from '#readmodel/vocabulary.js';
import type { Receipt } from './history.js';
import { type Check, findings, told, toldMoment } from './verdict.js';

/**
 * I2. Every event has a cause: a client's command of this history, or an earlier event that calls for it. Every
 * message at a provider was claimed in the log.
 */
export const everythingHasACause: Check = ({ operations, receipts, settings }, { entries, strange, byMessageId }) => {
  const found = findings('I2', 'events', 'of clients', 'of workers', 'messages at providers');
  for (const event of strange) found.violation('an event that no program knows or that has no envelope', told(event));

  const asked = new Set(operations.map(({ id }) => id));
  const facts = new Facts();
  for (const { event } of entries) {
    found.count('events');
    const { source, $correlationId } = event.metadata;
    if (source === 'worker' || source === 'planner') {
      found.count('of workers');
      const missing = causeOf(event).find((cause) => !facts.has(cause));
      if (missing !== undefined) found.violation(`nothing before it calls for it: there is no ${missing}`, told(event));
    } else {
      found.count('of clients');
      const known = settings.otherClients || asked.has($correlationId) || $correlationId === ownConversation;
      if (!known) found.violation('no client asked for it', told(event));
    }
    facts.take(event);
  }

  for (const receipt of receipts) {
    found.count('messages at providers');
    if (!byMessageId.has(receipt.messageId) && !facts.isTestMessage(receipt.messageId)) {
      found.violation('a message left that nobody had claimed', toldReceipt(receipt));
    }
  }
  return found.verdict();
};

/** What an API process does for itself at its start. */
const ownConversation = 'consent-changes';

export const toldReceipt = ({ at, sink, messageId, to, answer, connection }: Receipt): string =>
  `${toldMoment(at)} ${sink} got ${messageId} for ${to} over connection ${connection} and answered ${answer}`;

/** What has happened so far, by short names. */
class Facts {
  private readonly names = new Set<string>();
  private readonly verifications: string[] = [];

  has(name: string): boolean {
    return this.names.has(name);
  }

  /** The message that proves a sender's address is no communication. */
  isTestMessage(messageId: string): boolean {
    return this.verifications.some((id) => messageId.includes(id));
  }

  take(event: EventIn): void {
    if (event.type === 'SenderVerificationRequested') this.verifications.push(event.data.verificationId);
    for (const name of namesOf(event)) this.names.add(name);
  }
}

/** Under which names later events refer to this one. */
const namesOf = (event: EventIn): readonly string[] => {
  switch (event.type) {
    case 'RunRequested':
      return [
        `request of run ${event.data.runId}`,
        // The schedule has decided that it is to start.
        ...(event.data.schedule === undefined ? [] : [`start of run ${event.data.runId}`]),
      ];
    case 'RunScheduled':
    case 'RunRescheduled':
    case 'RunQueued':
      return [`start of run ${event.data.runId}`];
    case 'RunPreparing':
    case 'RunStarted':
      return [`${event.type} of run ${event.data.runId}`];
    case 'RunPauseRequested':
    case 'RunCancellationRequested':
      return [`${event.type} of run ${event.data.runId}`];
    case 'BatchPlanned': {
      const { runId, batch, contactIds } = event.data;
      return [`plan of batch ${runId}.${batch}`, ...contactIds.map((_, i) => `plan of message ${runId}.${batch}.${i}`)];
    }
    case 'BatchClosed':
      return [`end of batch ${event.data.runId}.${event.data.batch}`];
    case 'DraftPrepared':
      return [`draft of message ${event.data.communicationId}`];
    case 'DispatchClaimed': {
      const { communicationId, attempt } = event.data;
      return [`claim of message ${communicationId}`, `claim ${attempt} of message ${communicationId}`];
    }
    case 'ReplyReceived':
    case 'ReplyQuarantined':
      return [`reply ${event.data.replyId}`];
    case 'ScheduleSet':
      return [`schedule ${event.data.scheduleId}`];
    case 'SenderVerificationRequested':
      return [`verification ${event.data.verificationId}`];
    default:
      return [];
  }
};

/** What must have happened before a process of the service may have written this by itself. */
const causeOf = (event: EventIn): readonly string[] => {
  switch (event.type) {
    case 'RunQueued':
    case 'RunMissed':
      return [`start of run ${event.data.runId}`];
    case 'RunPreparing':
    case 'RunRepinned':
    case 'RunFailed':
      return [`request of run ${event.data.runId}`];
    case 'RunStarted':
      return [`RunPreparing of run ${event.data.runId}`];
    case 'BatchPlanned':
      return [`RunPreparing of run ${event.data.runId}`];
    case 'RunApprovalRequested':
    case 'RunResumed':
    case 'RunCompleted':
      return [`RunStarted of run ${event.data.runId}`];
    case 'RunPaused':
      return [`RunPauseRequested of run ${event.data.runId}`];
    case 'RunCancelled':
      return [`RunCancellationRequested of run ${event.data.runId}`];
    case 'BatchesSettled':
      return event.data.batches.map(({ batch }) => `end of batch ${event.data.runId}.${batch}`);
    case 'BatchTakenOver':
    case 'BatchClosed':
      return [`plan of batch ${event.data.runId}.${event.data.batch}`];
    case 'DraftPrepared':
    case 'CommunicationHeld':
    case 'CommunicationSkipped':
    case 'DispatchClaimed':
      return [`plan of message ${event.data.communicationId}`];
    case 'DraftExpired':
      return [`draft of message ${event.data.communicationId}`];
    case 'DispatchSettled':
      return [`claim ${event.data.attempt} of message ${event.data.communicationId}`];
    case 'DeliveryReported':
    case 'DispatchResolved':
      return [`claim of message ${event.data.communicationId}`];
    case 'ReplyReceived':
      return [`claim of message ${event.data.match.communicationId}`];
    case 'ReplyClassified':
      return [`reply ${event.data.replyId}`];
    case 'AddressSuppressed':
      return [
        isReply(event.data.evidence) ? `reply ${event.data.evidence}` : `claim of message ${event.data.evidence}`,
      ];
    case 'ConsentChanged':
      return [event.data.origin];
    case 'SenderVerified':
    case 'SenderVerificationFailed':
      return [`verification ${event.data.verificationId}`];
    case 'OccurrenceFired':
    case 'OccurrenceSkipped':
    case 'OccurrenceMissed':
    case 'OccurrenceBuffered':
    case 'OccurrenceBackfilled':
      return [`schedule ${event.data.scheduleId}`];
    default:
      return [];
  }
};

/** A communication's id has dots, a reply's has none. */
const isReply = (evidence: string): boolean => !evidence.includes('.');
