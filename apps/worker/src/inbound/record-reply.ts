import type pg from 'pg';
import { reportDecider } from '#domain/batch/report.js';
import { contactDecider } from '#domain/contact/decide.js';
import type { Instant } from '#domain/kernel/message.js';
import { suppressionDecider } from '#domain/suppression/decide.js';
import { threadDecider } from '#domain/thread/decide.js';
import type { Classification, ReplyMatch } from '#domain/thread/messages.js';
import { type CommandContext, execute, type Executed, partOf } from '#eventstore/execute.js';
import type { EventStore } from '#eventstore/port.js';
import { hmac } from '#platform/ids.js';
import { withdrawConsent } from '#vault/contacts/withdraw-consent.js';
import { addressesToSuppress, namesRecipient } from './addresses.js';
import { type Consequence, consequenceOf } from './consequences.js';
import type { InboundMail } from './mail.js';
import type { LocatedCommunication } from './locate.js';
import type { MatchCandidate } from './match.js';

export interface RecordDeps {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  /** Key of the hashes that suppressions are stored under. */
  readonly suppressionKey: Buffer;
}

/** A mail that has been read, matched and classified; its bytes lie in the vault already. */
export interface RecordedReply {
  readonly replyId: string;
  readonly receivedAt: Instant;
  readonly mail: InboundMail;
  readonly classification: Classification;
  /** Null for what answers nothing known: it is quarantined. */
  readonly answers: { readonly candidate: MatchCandidate; readonly communication: LocatedCommunication } | null;
}

/**
 * Writes an answer and all that follows from it into the log. Every step may be repeated: the sender delivers the
 * mail again until the last of them is durable, and the commands that were carried out before change nothing.
 * @throws when the log or the vault is away
 */
export const recordReply = async (deps: RecordDeps, reply: RecordedReply, context: CommandContext): Promise<void> => {
  const { replyId, receivedAt, classification, answers } = reply;
  const threadId = answers === null ? `quarantine.${replyId}` : answers.communication.communicationId;
  const match = answers === null ? null : matchOf(answers.candidate, answers.communication);
  const onThread = async (part: string, command: Parameters<typeof threadDecider.decide>[0]): Promise<void> =>
    mustHold(await execute(deps.store, threadDecider, `thread-${threadId}`, command, partOf(context, part)));
  await onThread('receive', { type: 'ReceiveReply', data: { threadId, replyId, receivedAt, match } });
  await onThread('classify', { type: 'ClassifyReply', data: { replyId, ...classification } });
  // Headers that anyone can write say where an answer belongs, and nothing on behalf of somebody else.
  const trusted =
    answers !== null &&
    (answers.candidate.confidence === 'sure' || (await namesRecipient(deps.pool, answers.communication, reply.mail)));
  if (!trusted) return;
  const about = { ...reply, communication: answers.communication, consequence: consequenceOf(classification) };
  await suppress(deps, about, context);
  await withdraw(deps, about, context);
  await report(deps, about, context);
};

interface About extends RecordedReply {
  readonly communication: LocatedCommunication;
  readonly consequence: Consequence;
}

const matchOf = ({ method, confidence }: MatchCandidate, found: LocatedCommunication): ReplyMatch => {
  const { communicationId, runId, campaignId, contactId } = found;
  return { method, confidence, communicationId, runId, campaignId, contactId };
};

const suppress = async (deps: RecordDeps, about: About, context: CommandContext): Promise<void> => {
  const { communication, mail, replyId, consequence } = about;
  if (consequence.suppress === undefined) return;
  const { reason, addresses } = consequence.suppress;
  for (const key of await addressesToSuppress(deps.pool, communication, mail, addresses)) {
    const addressHash = hmac(deps.suppressionKey, key);
    const command = { type: 'Suppress', data: { addressHash, channel: 'email', reason, evidence: replyId } } as const;
    const stream = `suppression-${addressHash}`;
    mustHold(await execute(deps.store, suppressionDecider, stream, command, partOf(context, addressHash)));
  }
};

/** A tester's answer says nothing about the contact whose message was tried. */
const withdraw = async (deps: RecordDeps, about: About, context: CommandContext): Promise<void> => {
  const { communication, replyId, consequence } = about;
  const { contactId, testPlace } = communication;
  if (!consequence.withdrawConsent || testPlace !== null) return;
  const origin = `reply ${replyId}`;
  await withdrawConsent(deps.pool, { contactId, channel: 'email', origin });
  const command = { type: 'ChangeConsent', data: { contactId, channel: 'email', state: 'withdrawn', origin } } as const;
  const executed = await execute(
    deps.store,
    contactDecider,
    `contact-${contactId}`,
    command,
    partOf(context, 'consent'),
  );
  mustHold(executed, 'erased');
};

/** What the answer proves about its message: that it bounced, that somebody complained, that it left at all. */
const report = async (deps: RecordDeps, about: About, context: CommandContext): Promise<void> => {
  const { communication, classification, replyId, consequence } = about;
  const { communicationId, contactId, runId, batch } = communication;
  const stream = `report-${runId}.${batch}`;
  const evidence = `reply ${replyId}`;
  if (consequence.report !== undefined) {
    const status = classification.status === undefined ? {} : { status: classification.status };
    const data = { communicationId, contactId, reportId: replyId, report: consequence.report, ...status, evidence };
    const command = { type: 'ReportDelivery', data } as const;
    mustHold(await execute(deps.store, reportDecider, stream, command, partOf(context, 'report')));
  }
  if (communication.unknown) {
    const data = { communicationId, contactId, resolution: 'was-sent', by: 'evidence', detail: evidence } as const;
    const command = { type: 'ResolveDispatch', data } as const;
    const executed = await execute(deps.store, reportDecider, stream, command, partOf(context, 'resolve'));
    // An operator who settled it otherwise has acted on it already: the first word stands.
    mustHold(executed, 'resolved-otherwise');
  }
};

/** A refusal that is not among the expected ones means that the answer is not durable: the mail must come again. */
const mustHold = (executed: Executed, ...expected: readonly string[]): void => {
  if (!executed.ok && !expected.includes(executed.rejection.rejected)) throw new Error(executed.rejection.detail);
};
