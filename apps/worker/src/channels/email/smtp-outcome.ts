import type { Outcome } from '#domain/batch/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import { answerWithout } from '../answer.js';

/**
 * How far a message came. `connect`: no envelope was sent. `envelope`: it was begun, but not the whole of the
 * message was handed to the socket, so the final dot cannot have left and no server may have accepted it
 * (RFC 5321 §4.1.1.4). `message`: everything was handed over; from here on only a reply can tell.
 */
export type SmtpPhase = 'connect' | 'envelope' | 'message';

/** What is needed beside the error to tell the outcome. */
export interface AttemptContext {
  readonly to: string;
  readonly now: Instant;
  /** When to try again if the server asks for it, or could not be reached. */
  readonly until: Instant;
}

/**
 * What a failed attempt amounts to. Total over everything that can be thrown at it.
 *
 * nodemailer's `code` and `command` do not tell a message that was stored from one that never left: both end as
 * `ECONNECTION` or `ETIMEDOUT` of `CONN`. So the server's reply decides where there is one, and where there is
 * none how far the message came.
 */
export const outcomeOfSmtpError = (error: unknown, phase: SmtpPhase, context: AttemptContext): Outcome => {
  const { code, reply, replyCode, command, aborted } = read(error);
  const deferred = (name: string, answer: string): Outcome => ({
    kind: 'deferred',
    code: name,
    answer,
    until: context.until,
  });

  if (aborted) {
    return phase === 'message'
      ? { kind: 'unknown', detail: 'stopped while the server had not answered yet' }
      : { kind: 'deferred', code: 'stopped', answer: 'stopped before the message left', until: context.now };
  }
  if (replyCode !== null && replyCode >= 400 && replyCode < 600 && code !== 'EPROTOCOL') {
    const answer = answerWithout(context.to, reply);
    const name = statusOf(reply, replyCode);
    const final = replyCode >= 500 && phase !== 'connect' && !aboutSession.has(replyCode);
    return final ? { kind: 'refused', code: name, answer } : deferred(name, answer);
  }
  if (phase === 'message') return { kind: 'unknown', detail: `no answer to the whole message (${code})` };
  // Refused by nodemailer itself, before or instead of MAIL FROM: no attempt at the same message goes better.
  if (code === 'EENVELOPE' && command === 'API')
    return { kind: 'refused', code: 'invalid-address', answer: 'not an address' };
  if (code === 'EMESSAGE') return { kind: 'refused', code: 'too-large', answer: 'larger than the server takes' };
  return deferred(code, `no session with the server (${code})`);
};

/**
 * Permanent by their first digit, but about the session or our credentials and not about the message: bad
 * sequence (503), authentication and encryption required (RFC 4954 §6, RFC 3207 §4). Taken as refusals, one wrong
 * password would burn a whole audience.
 */
const aboutSession: ReadonlySet<number> = new Set([503, 530, 534, 535, 538]);

/** `550 5.1.1`, or `550` alone where the server gives no enhanced status (RFC 3463). */
const statusOf = (reply: string, replyCode: number): string => {
  const [, enhanced] = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply) ?? [];
  return enhanced === undefined ? `${replyCode}` : `${replyCode} ${enhanced}`;
};

interface Reading {
  /** The system's code where there is one (ECONNREFUSED), else nodemailer's (ETIMEDOUT). */
  readonly code: string;
  readonly reply: string;
  readonly replyCode: number | null;
  readonly command: string;
  readonly aborted: boolean;
}

const read = (error: unknown): Reading => {
  const fields: Readonly<Record<string, unknown>> = typeof error === 'object' && error !== null ? { ...error } : {};
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const replyCode = fields['responseCode'];
  return {
    code: text('originalCode') || text('code') || 'EUNKNOWN',
    reply: text('response'),
    replyCode: typeof replyCode === 'number' ? replyCode : null,
    command: text('command'),
    aborted: text('code') === 'EABORT',
  };
};

/** The outcome of a positive reply to the whole message. */
export const outcomeOfSmtpReply = (reply: string, to: string): Outcome => {
  const [, providerId] = /\b(?:queued|accepted|saved|received) (?:mail )?as:? <?([\w.+-]{4,64})>?/i.exec(reply) ?? [];
  return { kind: 'accepted', answer: answerWithout(to, reply), ...(providerId === undefined ? {} : { providerId }) };
};
