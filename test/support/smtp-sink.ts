import { once } from 'node:events';
import type { Socket } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** What the server does with a message for one recipient; `accept` when nothing is said. */
export type SinkBehaviour =
  /** Answers this at RCPT TO, or to the whole message. */
  | { readonly answer: number; readonly at: 'rcpt' | 'data'; readonly text?: string }
  /** Says nothing more at this point and keeps the connection. */
  | { readonly hang: 'rcpt' | 'data' }
  /** Closes the connection at this point; nothing is stored. */
  | { readonly drop: 'rcpt' | 'data' }
  /** Stores the message and dies before the 250. */
  | 'store-then-die'
  /** Stores the message; the 250 waits for `release`. */
  | 'store-then-wait';

export interface StoredMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  /** Number of the connection it came over, from 1. */
  readonly connection: number;
  /** When it was there, in ms of this process's monotonic clock. */
  readonly at: number;
  /** Whether it came encrypted. */
  readonly secure: boolean;
  /** Whether its 250 was handed to the connection. */
  answered: boolean;
}

/** A real SMTP server on a free port of the loopback, scripted per recipient; it keeps what it stored. */
export class SmtpSink {
  readonly stored: StoredMail[] = [];
  /** Answers every MAIL FROM with this code while it is set. */
  answerToMail: number | undefined;
  /** What happens to recipients that have no script of their own. */
  everyone: SinkBehaviour | 'accept' = 'accept';
  /** Where it listens; it stays when the sink has stopped. */
  port = 0;
  private readonly behaviours = new Map<string, SinkBehaviour>();
  private readonly sockets = new Map<number, { readonly socket: Socket; readonly number: number }>();
  private readonly waiting: (() => void)[] = [];
  private readonly watchers = new Set<() => void>();
  private readonly reached = new Set<string>();
  private connections = 0;

  private constructor(private readonly server: SMTPServer) {}

  static async start(options: SMTPServerOptions = {}): Promise<SmtpSink> {
    const server = new SMTPServer({
      authOptional: true,
      disableReverseLookup: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      closeTimeout: 50,
      ...options,
      onMailFrom: (_address, _session, done) => done(sink.answerToMail === undefined ? null : reply(sink.answerToMail)),
      onRcptTo: (address, session, done) => sink.recipient(address.address, session.remotePort, done),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const { mailFrom, rcptTo } = session.envelope;
          const mail = {
            from: mailFrom ? mailFrom.address : '',
            to: rcptTo.map(({ address }) => address),
            raw: Buffer.concat(chunks).toString('utf8'),
            secure: session.secure,
          };
          sink.message(mail, session.remotePort, done);
        });
      },
    });
    const sink = new SmtpSink(server);
    server.server.on('connection', (socket: Socket) => {
      const { remotePort } = socket;
      if (remotePort === undefined) return;
      sink.connections += 1;
      sink.sockets.set(remotePort, { socket, number: sink.connections });
      socket.once('close', () => sink.sockets.delete(remotePort));
    });
    // A client that breaks off is what many tests do.
    server.on('error', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server.server, 'listening');
    const address = server.server.address();
    if (typeof address === 'object' && address !== null) sink.port = address.port;
    return sink;
  }

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  /** How many connections it has seen. */
  get connectionCount(): number {
    return this.connections;
  }

  script(recipient: string, behaviour: SinkBehaviour): void {
    this.behaviours.set(recipient, behaviour);
  }

  /** Lets every withheld 250 go. */
  release(): void {
    for (const answer of this.waiting.splice(0)) answer();
  }

  /** Closes every connection from its side, as servers do with idle clients. */
  dropAll(): void {
    for (const { socket } of this.sockets.values()) socket.destroy();
  }

  /** What is stored for a recipient. */
  mailsTo(recipient: string): readonly StoredMail[] {
    return this.stored.filter(({ to }) => to.includes(recipient));
  }

  /** Resolves when a message for the recipient has come to the point its script names, or is stored. */
  async untilReached(recipient: string): Promise<void> {
    while (!this.reached.has(recipient)) await new Promise<void>((wake) => this.watchers.add(wake));
  }

  /** Resolves when so many recipients' messages have come to the point that their script names, or are stored. */
  async untilAnyReached(count: number): Promise<void> {
    while (this.reached.size < count) await new Promise<void>((wake) => this.watchers.add(wake));
  }

  /** Counts those who were reached from nobody on. */
  forgetReached(): void {
    this.reached.clear();
  }

  async untilStored(count: number): Promise<void> {
    while (this.stored.length < count) await new Promise<void>((wake) => this.watchers.add(wake));
  }

  async stop(): Promise<void> {
    this.release();
    this.dropAll();
    await new Promise<void>((done) => {
      this.server.close(done);
    });
  }

  private recipient(address: string, port: number, done: (error?: Error | null) => void): void {
    const behaviour = this.behaviours.get(address) ?? this.everyone;
    if (typeof behaviour !== 'object') return done();
    if ('answer' in behaviour) return done(behaviour.at === 'rcpt' ? reply(behaviour.answer, behaviour.text) : null);
    if ('hang' in behaviour && behaviour.hang === 'rcpt') return this.reach(address);
    if ('drop' in behaviour && behaviour.drop === 'rcpt') return this.drop(port);
    return done();
  }

  private message(
    mail: Omit<StoredMail, 'connection' | 'at' | 'answered'>,
    port: number,
    done: (error?: Error | null, text?: string) => void,
  ): void {
    const [recipient = ''] = mail.to;
    const behaviour = this.behaviours.get(recipient) ?? this.everyone;
    if (typeof behaviour === 'object') {
      if ('answer' in behaviour) done(reply(behaviour.answer, behaviour.text));
      else if ('drop' in behaviour) this.drop(port);
      this.reach(recipient);
      return;
    }
    const connection = this.sockets.get(port)?.number ?? 0;
    const stored: StoredMail = { ...mail, connection, at: performance.now(), answered: false };
    this.stored.push(stored);
    const queued = `2.0.0 Ok: queued as SINK${this.stored.length}`;
    const accept = (): void => {
      stored.answered = this.sockets.has(port);
      done(null, queued);
    };
    if (behaviour === 'store-then-die') this.drop(port);
    else if (behaviour === 'store-then-wait') this.waiting.push(accept);
    else accept();
    this.reach(recipient);
  }

  private reach(recipient: string): void {
    this.reached.add(recipient);
    for (const wake of this.watchers) wake();
    this.watchers.clear();
  }

  private drop(port: number): void {
    this.sockets.get(port)?.socket.destroy();
  }
}

const reply = (responseCode: number, text = `the sink answers ${responseCode}`): Error =>
  Object.assign(new Error(text), { responseCode });
