import { setMaxListeners } from 'node:events';
import { createTransport } from 'nodemailer';
import MailMessage from 'nodemailer/lib/mailer/mail-message';
import type { Outcome } from '#domain/batch/messages.js';
import type { Clock } from '#platform/clock.js';
import type { KeyRing } from '#platform/config/keys.js';
import { backOffMs, later, type BackOff } from '../back-off.js';
import type { Channel, OutgoingMessage, Sender } from '../channel.js';
import { mailOf, verificationMail, type Built, type Mail } from './mail.js';
import { messageIdOf } from './message-id.js';
import { composed } from './mime/compose.js';
import { progressPlugin, SendProgress } from './progress.js';
import { ReadyMade } from './ready-made.js';
import { outcomeOfSmtpError, outcomeOfSmtpReply } from './smtp-outcome.js';
import type { SmtpServerOptions } from './smtp-url.js';

/** Bounds of one attempt, in milliseconds. */
export interface SmtpTimeouts {
  /** DNS, TCP, TLS and greeting together. */
  readonly connect: number;
  /** Without a byte from the server. */
  readonly silence: number;
  /** The whole attempt, against servers that trickle. */
  readonly total: number;
}

/** A server that takes longer than this for its 250 leaves an unknown behind; RFC 5321 §4.5.3.2.6 grants it 10 minutes. */
export const defaultTimeouts: SmtpTimeouts = { connect: 15_000, silence: 60_000, total: 180_000 };

export interface EmailChannelOptions {
  readonly server: SmtpServerOptions;
  /** Sessions held open at once. */
  readonly connections: number;
  readonly replyKeys: KeyRing;
  readonly unsubscribeKeys: KeyRing;
  readonly publicUrl: string;
  readonly inboundDomain: string;
  readonly clock: Clock;
  readonly backOff: BackOff;
  readonly timeouts: SmtpTimeouts;
}

export interface EmailChannel extends Channel {
  /** Sends the test mail that verifies a sender; `verificationId` becomes part of its Message-ID. */
  sendVerification(sender: Sender, to: string, verificationId: string, signal: AbortSignal): Promise<Outcome>;
}

/** Sends over a pool of SMTP sessions that are opened by the first message and kept. */
export const openEmailChannel = (options: EmailChannelOptions): EmailChannel => {
  const { server, clock, timeouts, backOff } = options;
  const underWay = new WeakMap<AbortSignal, SendProgress>();
  const transport = createTransport({
    ...server,
    pool: true,
    maxConnections: options.connections,
    // A session found dead before the message was touched is replaced, not reported.
    maxRequeues: 2,
    connectionTimeout: timeouts.connect,
    greetingTimeout: timeouts.connect,
    dnsTimeout: timeouts.connect,
    socketTimeout: timeouts.silence,
    socketCloseTimeout: 1_000,
  });
  transport.use(
    'stream',
    progressPlugin((signal) => underWay.get(signal)),
  );

  /**
   * What is composed goes straight to the pool: `sendMail` would read it, and its addresses, once more. It asks first
   * whether the message was stopped, as `sendMail` does; the pool would have begun it.
   */
  const handOver = async (mail: Mail, progress: SendProgress, signal: AbortSignal): Promise<{ response: string }> => {
    const text = composed(mail);
    if (text === null || signal.aborted) {
      underWay.set(signal, progress);
      return transport.sendMail({ ...mail, signal });
    }
    const message = new MailMessage(transport, { signal });
    message.message = new ReadyMade(mail, text, progress);
    return new Promise((resolve, reject) => {
      transport.transporter.send(message, (error, info) => {
        if (info === undefined) reject(error ?? new Error('the pool answered nothing'));
        else resolve(info);
      });
    });
  };

  const deliver = async (built: Built<Mail>, attempt: number, id: string, signal: AbortSignal): Promise<Outcome> => {
    if (!built.ok) return { kind: 'refused', code: built.code, answer: built.detail };
    const [to] = built.mail.envelope.to;
    const progress = new SendProgress();
    const stop = bounded(signal, timeouts.total, () => progress.phase !== 'message');
    try {
      const { response } = await handOver(built.mail, progress, stop.signal);
      return outcomeOfSmtpReply(response, to);
    } catch (error) {
      const now = clock();
      const cause = stop.timedOut() ? { code: 'ETIMEDOUT' } : error;
      return outcomeOfSmtpError(cause, progress.phase, { to, now, until: later(now, backOffMs(attempt, id, backOff)) });
    } finally {
      stop.clear();
    }
  };

  return {
    kind: 'email',
    connections: options.connections,
    messageIdOf,
    send: (message: OutgoingMessage, signal) =>
      deliver(mailOf(message, { ...options, now: clock() }), message.attempt, message.communicationId, signal),
    sendVerification: (sender, to, verificationId, signal) =>
      deliver(verificationMail(sender, to, messageIdOf(verificationId, sender), clock()), 1, verificationId, signal),
    close: () => {
      transport.close({ force: true });
      return Promise.resolve();
    },
  };
};

/**
 * A signal that aborts with the given one while that can still stop the message, and after `ms` in any case. The
 * server's answer to the whole of a message is the only evidence of its fate.
 */
const bounded = (signal: AbortSignal, ms: number, canStop: () => boolean) => {
  const controller = new AbortController();
  const abort = (): void => {
    if (canStop()) controller.abort();
  };
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, ms);
  // One signal serves all messages of a batch.
  setMaxListeners(0, signal);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  return {
    signal: controller.signal,
    timedOut: () => late,
    clear: (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
    },
  };
};
