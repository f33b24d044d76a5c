import { setTimeout as pause } from 'node:timers/promises';
import { answered, type SortieClient } from '#client/client.js';
import { defineCampaign } from '../../../tools/bench/src/setting.js';
import { stackLines } from '../../../tools/demo/src/stack.js';
import type { Stack } from '../../support/stacks.js';
import { type Child, startChild } from '../side-by-side/child.js';
import { contest, type Contestant } from '../side-by-side/contest.js';
import type { Report } from '../side-by-side/lines.js';
import { openService } from '../side-by-side/service.js';
import { bareNodemailer } from './nodemailer.js';
import { product } from './product.js';

export interface SmtpWanted {
  readonly mails: number;
  /** Sessions that either side holds open. */
  readonly sessions: number;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

/** Mails to an SMTP server in a process of its own, beside nodemailer's pool with as many sessions. */
export const benchSmtp = async (stack: Stack, { mails, sessions, ...wanted }: SmtpWanted): Promise<Report> => {
  const sink = await startChild(new URL('mail-sink.js', import.meta.url));
  const service = await openService(stack, mails, { SMTP_URL: `smtp://127.0.0.1:${sink.port}?sessions=${sessions}` });
  const contestants: Contestant[] = [];
  try {
    const { client, installation } = service;
    const campaign = await defineCampaign(client, { channel: 'email', sender: await verifiedSender(client) });
    const window = await service.window('email');
    const ours = product('Sortie, one worker', service, campaign.start, { runs: 1, recipients: mails });
    contestants.push(arriving(ours, sink, mails));
    contestants.push(bareNodemailer(installation.databaseUrl, sink, window / 2, mails));
    const outcome = await contest(contestants, { ...wanted, compared: ['per s'] });
    const goals = [{ figure: 'per s', ours: /./, theirs: /nodemailer/, atLeast: 0.9 }];
    return { bench: 'smtp', stack: stackLines(stack).join(', '), work: `${mails} mails`, window, goals, ...outcome };
  } finally {
    for (const one of contestants) await one.close();
    await service.stop();
    await sink.stop();
  }
};

/** The sink has each of them too. */
const arriving = (ours: Contestant, sink: Child, mails: number): Contestant => ({
  ...ours,
  carryOut: async () => {
    const before = (await sink.seen()).count;
    const done = await ours.carryOut();
    const verify = async (): Promise<void> => {
      await done.verify?.();
      const arrived = (await sink.seen()).count - before;
      if (arrived !== mails) throw new Error(`${arrived} of ${mails} mails arrived`);
    };
    return { ...done, verify };
  },
});

/** As fast as a sender may be. */
const perSecond = 10_000;

const verifiedSender = async (client: SortieClient): Promise<string> => {
  const from = { name: 'Care', address: 'care@sender.example' };
  const body = {
    summary: 'benchmark',
    name: 'Care',
    channel: 'email',
    provider: 'smtp',
    from,
    limits: { perSecond },
  } as const;
  const { id } = await answered(client.POST('/v1/senders', { body }));
  const path = { id };
  await answered(client.POST('/v1/senders/{id}/verify', { params: { path }, body: { to: 'operator@sender.example' } }));
  for (;;) {
    const sender = await answered(client.GET('/v1/senders/{id}', { params: { path } }));
    if (sender.verified) return id;
    await pause(50);
  }
};
