import type { Readable } from 'node:stream';
import type { PluginFunction } from 'nodemailer';
import type { SmtpPhase } from './smtp-outcome.js';

/** Tells how far one message came. */
export class SendProgress {
  private stream: Readable | undefined;

  begin(stream: Readable): void {
    this.stream = stream;
  }

  get phase(): SmtpPhase {
    if (!this.stream) return 'connect';
    return this.stream.readableEnded ? 'message' : 'envelope';
  }
}

/**
 * The pool asks for the message's stream once the session stands, right before MAIL FROM, and pipes it to the
 * socket after the server took the envelope and DATA. So a stream that was never asked for means that no envelope
 * was sent, and one that has not ended means that the final dot has not been written.
 */
export const progressPlugin =
  (progressOf: (signal: AbortSignal) => SendProgress | undefined): PluginFunction =>
  (mail, done) => {
    const { message, data } = mail;
    const progress = data.signal && progressOf(data.signal);
    if (!message || !progress) {
      done(new Error('a message without progress must not leave'));
      return;
    }
    const create = message.createReadStream.bind(message);
    message.createReadStream = (options) => {
      const stream = create(options);
      progress.begin(stream);
      return stream;
    };
    done();
  };
