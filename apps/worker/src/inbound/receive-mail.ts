import { createHash } from 'node:crypto';
import type { Classification } from '#domain/thread/messages.js';
import type { Clock } from '#platform/clock.js';
import { base32, idFrom } from '#platform/ids.js';
import { inboundMessages, saveInboundMessage } from '#vault/messages/inbound.js';
import { workerContext } from '../worker-context.js';
import { classify } from './classify.js';
import { locate } from './locate.js';
import type { InboundMail } from './mail.js';
import { matchCandidates, type MatchCandidate, type MatchKeys } from './match.js';
import { readMail } from './read-mail.js';
import { type RecordDeps, recordReply, type RecordedReply } from './record-reply.js';

export interface ReceiveDeps extends RecordDeps {
  readonly keys: MatchKeys;
  readonly worker: string;
  readonly now: Clock;
}

/** What was made of a mail; holds nothing personal. */
export interface Received {
  readonly replyId: string;
  readonly classification: Classification;
  readonly communicationId: string | null;
}

/**
 * Takes a mail in: when this resolves, its bytes are in the vault and everything that follows is in the log. The
 * same bytes are one reply, however often and to whichever of our addresses they are delivered.
 * @throws when log or vault are away; then nothing may be acknowledged
 */
export const receiveMail = async (
  deps: ReceiveDeps,
  raw: Buffer,
  envelope: InboundMail['envelope'],
): Promise<Received> => {
  const replyId = base32(createHash('sha256').update(raw).digest().subarray(0, 16));
  const receivedAt = deps.now();
  const mail = await readMail(raw, envelope);
  const before = (await inboundMessages(deps.pool, [replyId])).get(replyId);
  const candidates = matchCandidates(mail, deps.keys).filter(
    ({ communicationId }) => before === undefined || before.communicationId === communicationId,
  );
  const answers = await firstLocated(deps, candidates);
  const classification = classify(mail, { toUnsubscribe: (answers?.candidate ?? candidates[0])?.unsubscribe ?? false });
  const communicationId = answers?.communication.communicationId ?? null;
  const { messageId, from, subject, text } = mail;
  const contactId = answers?.communication.contactId ?? null;
  await saveInboundMessage(
    deps.pool,
    { id: replyId, contactId, communicationId, messageId, from, subject, text, receivedAt },
    raw,
  );
  const context = {
    ...workerContext({
      worker: deps.worker,
      part: 'inbound',
      about: answers?.communication.runId ?? replyId,
      now: deps.now,
    }),
    commandId: idFrom(`reply ${replyId}`),
  };
  await recordReply(deps, { replyId, receivedAt, mail, classification, answers }, context);
  return { replyId, classification, communicationId };
};

const firstLocated = async (
  { store }: ReceiveDeps,
  candidates: readonly MatchCandidate[],
): Promise<RecordedReply['answers']> => {
  const asked = new Set<string>();
  for (const candidate of candidates) {
    if (asked.has(candidate.communicationId)) continue;
    asked.add(candidate.communicationId);
    const communication = await locate(store, candidate.communicationId);
    if (communication) return { candidate, communication };
  }
  return null;
};
