import { createServer, type Server } from 'node:http';
import type { Server as NetServer } from 'node:net';

import { SMTPServer } from 'smtp-server';

import { answerPage } from './pages.js';
import { MailStore } from './mail-store.js';

const LARGEST_MAIL = 30 * 1024 * 1024;

/** Recipients at these domains are answered as a real server might, so that failures can be seen without one. */
const answersByDomain: Readonly<Record<string, { code: number; text: string }>> = {
  'refused.test': { code: 550, text: '5.1.1 no such mailbox' },
  'deferred.test': { code: 451, text: '4.2.1 mailbox busy, try again later' },
};

export interface MailCatcherOptions {
  /** Where mails are kept. */
  folder: string;
  /** Ports to try first; a taken one moves to the next. */
  smtpPort: number;
  pagePort: number;
}

/** The development mail server: takes every mail, delivers none, and shows what it took at `/dev/mail`. Loopback only. */
export class MailCatcher {
  private constructor(
    readonly store: MailStore,
    readonly smtpUrl: string,
    readonly pageUrl: string,
    private readonly smtp: SMTPServer,
    private readonly page: Server,
  ) {}

  static async start({ folder, smtpPort, pagePort }: MailCatcherOptions): Promise<MailCatcher> {
    const store = new MailStore(folder);
    const smtp = smtpServer(store);
    const page = createServer((request, response) => void answerPage(store, request, response));
    // Of a client that hung up (its own side reports it), or of a port that is taken (`listen` tries the next).
    smtp.on('error', () => undefined);
    const [smtpAt, pageAt] = [await listen(smtp.server, smtpPort), await listen(page, pagePort)];
    return new MailCatcher(store, `smtp://127.0.0.1:${smtpAt}`, `http://127.0.0.1:${pageAt}/dev/mail`, smtp, page);
  }

  async stop(): Promise<void> {
    this.page.closeAllConnections();
    await Promise.all([
      new Promise<void>((resolve) => this.smtp.close(resolve)),
      new Promise<void>((resolve) => void this.page.close(() => resolve())),
    ]);
  }
}

/** Listens on the port, or the next free one; answers which. */
async function listen(server: NetServer, wanted: number): Promise<number> {
  for (let port = wanted; ; port += 1) {
    const taken = await new Promise<boolean>((resolve, reject) => {
      const failed = (error: Error): void =>
        'code' in error && error.code === 'EADDRINUSE' ? resolve(true) : reject(error);
      server.once('error', failed);
      server.listen(port, '127.0.0.1', () => {
        server.off('error', failed);
        resolve(false);
      });
    });
    if (!taken) return port;
  }
}

function smtpServer(store: MailStore): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    closeTimeout: 2_000,
    onAuth: (_auth, _session, done) => done(null, { user: 'anyone' }),
    onRcptTo({ address }, _session, done) {
      const answer = answersByDomain[address.slice(address.lastIndexOf('@') + 1).toLowerCase()];
      done(answer && Object.assign(new Error(answer.text), { responseCode: answer.code }));
    },
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.once('error', done);
      stream.once('end', () => {
        if (stream.sizeExceeded) return done(Object.assign(new Error('too large'), { responseCode: 552 }));
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        const to = envelope.rcptTo.map(({ address }) => address);
        store.add({ from, to }, Buffer.concat(chunks), new Date().toISOString()).then(
          () => done(),
          (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
  });
}
