import { createTransport } from 'nodemailer';
import { openPool } from '#platform/database/pool.js';
import { type Contestant, timed } from '../side-by-side/contest.js';
import type { Child } from '../side-by-side/child.js';
import { writer } from './by-hand.js';
import { people } from './people.js';

/** nodemailer's pool and a loop: the same mails over as many sessions, and nothing written down. */
export const bareNodemailer = (databaseUrl: string, sink: Child, connections: number, mails: number): Contestant => {
  const pool = openPool(databaseUrl, { max: 2, name: 'bench-nodemailer' });
  const transport = createTransport({
    host: '127.0.0.1',
    port: sink.port,
    secure: false,
    ignoreTLS: true,
    pool: true,
    maxConnections: connections,
    maxMessages: Infinity,
  });
  const write = writer();
  return {
    name: 'bare nodemailer pool',
    ours: false,
    carryOut: async () => {
      const before = (await sink.seen()).count;
      const seconds = await timed(async () => {
        const sending = new Set<Promise<void>>();
        for await (const page of people(pool, mails))
          for (const person of page) {
            const to = `c${person.name.replace(/\D/g, '')}@example.test`;
            const mail = {
              from: { name: 'Care', address: 'care@sender.example' },
              to,
              envelope: { from: `r-${person.id}@reply.example`, to },
              replyTo: `r-${person.id}@reply.example`,
              ...write(person, person.id),
              headers: {
                'List-Id': '<bench.reply.example>',
                'List-Unsubscribe': `<mailto:u-${person.id}@reply.example>`,
              },
            };
            const one = transport.sendMail(mail).then(() => void sending.delete(one));
            sending.add(one);
            if (sending.size >= 2 * connections) await Promise.race(sending);
          }
        await Promise.all(sending);
      });
      const verify = async (): Promise<void> => {
        const arrived = (await sink.seen()).count - before;
        if (arrived !== mails) throw new Error(`bare nodemailer: ${arrived} of ${mails} mails arrived`);
      };
      return { figures: { 'per s': mails / seconds }, items: mails, verify };
    },
    close: async () => {
      transport.close();
      await pool.end();
    },
  };
};
