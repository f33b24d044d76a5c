import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import type { InboundMail } from './mail.js';

export interface ListenerOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** Name in greeting. */
  readonly name: string;
  /** Whether mail for this address is ours; everything else is refused as relaying. */
  readonly serves: (address: string) => boolean;
  /** Resolves when the mail is durable; rejects when the sender shall come again. */
  readonly take: (raw: Buffer, envelope: InboundMail['envelope']) => Promise<void>;
  readonly onTrouble: (error: Error) => void;
}

/** Larger mails are refused; answers do not carry more. */
export const maxMailBytes = 10 * 1024 * 1024;

/** Each holds at most one mail in memory. */
const maxClients = 20;
const retryListenMs = 2_000;

/**
 * The SMTP server for answers, bounces and complaints. It acknowledges a mail when it is durable and never before
 * (RFC 5321 §6.1); while log or vault are away it asks to come again. It takes no mail for others and needs no
 * password. Encryption ends at the mail server in front of it.
 */
export class InboundListener {
  private readonly server: SMTPServer;
  private readonly stopping = new AbortController();
  private listening: Promise<void> = Promise.resolve();

  constructor(private readonly options: ListenerOptions) {
    this.server = new SMTPServer({
      name: options.name,
      banner: 'Sortie',
      size: maxMailBytes,
      maxClients,
      maxRecipients: 20,
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      closeTimeout: 5_000,
      onRcptTo: ({ address }, _session, done) =>
        done(options.serves(address) ? null : refusal(550, '5.7.1 no mail for this address is taken here')),
      onData: (stream, session, done) => {
        this.data(stream, session).then(
          () => done(null, '2.0.0 taken'),
          (error: unknown) => done(answerTo(error, options.onTrouble)),
        );
      },
    });
    // Clients that break off; nothing of theirs has been taken. A port in use is what start waits for.
    this.server.on('error', (error: Error) => {
      if (!isTaken(error)) options.onTrouble(error);
    });
  }

  /**
   * Starts to listen. Resolves at once: while another worker on this machine has the port, it tries again, and takes
   * over when that one ends.
   */
  start(): void {
    this.listening = this.listen();
  }

  /** The port it listens on, once it does. */
  async port(): Promise<number> {
    await this.listening;
    const address = this.server.server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** Lets mails that are being taken finish, then closes. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.listening;
    if (!this.server.server.listening) return;
    await new Promise<void>((done) => {
      this.server.close(done);
    });
  }

  private async listen(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        this.server.listen(this.options.port, this.options.host);
        await once(this.server.server, 'listening');
        return;
      } catch (error) {
        if (!isTaken(error)) this.options.onTrouble(error instanceof Error ? error : new Error(String(error)));
        await pause(retryListenMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  private async data(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      // Read to the end, or the answer would not reach the sender; but kept only up to the limit.
      if (!stream.sizeExceeded) chunks.push(chunk);
    }
    if (stream.sizeExceeded) throw refusal(552, '5.3.4 larger than what is taken here');
    await this.options.take(Buffer.concat(chunks), {
      from: envelope.mailFrom ? envelope.mailFrom.address : '',
      to: envelope.rcptTo.map(({ address }) => address),
    });
  }
}

class Refusal extends Error {
  override readonly name = 'Refusal';

  constructor(
    readonly responseCode: number,
    text: string,
  ) {
    super(text);
  }
}

const refusal = (code: number, text: string): Refusal => new Refusal(code, text);

const answerTo = (error: unknown, onTrouble: ListenerOptions['onTrouble']): Error => {
  if (error instanceof Refusal) return error;
  onTrouble(error instanceof Error ? error : new Error(String(error)));
  return refusal(451, '4.3.0 cannot be stored now, please come again');
};

const isTaken = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'EADDRINUSE';
