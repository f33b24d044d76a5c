import { createServer, type Server } from 'node:http';

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
    await new Promise<void>((resolve, reject) => {
      smtp.once('error', reject);
      smtp.listen(smtpPort, '127.0.0.1', resolve);
    });
    smtp.on('error', () => undefined); // a client that hung up: its own sender reports it
    await new Promise<void>((resolve, reject) => {
      page.once('error', reject);
      page.listen(pagePort, '127.0.0.1', resolve);
    });
    const pageUrl = `http://127.0.0.1:${pagePort}/dev/mail`;
    return new MailCatcher(store, `smtp://127.0.0.1:${smtpPort}`, pageUrl, smtp, page);
  }

  async stop(): Promise<void> {
    this.page.closeAllConnections();
    await Promise.all([
      new Promise<void>((resolve) => this.smtp.close(resolve)),
      new Promise<void>((resolve) => void this.page.close(() => resolve())),
    ]);
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
