import { createTransport } from 'nodemailer';
import type { Letter } from './answers.js';

/** Hands letters to the worker's inbound listener, each under its own envelope. @throws when one is not taken */
export const postAnswers = async (
  { host, port }: { readonly host: string; readonly port: number },
  letters: readonly Letter[],
): Promise<void> => {
  const transport = createTransport({ host, port, secure: false, ignoreTLS: true, pool: true, maxConnections: 4 });
  try {
    await Promise.all(letters.map(({ envelope, raw }) => transport.sendMail({ envelope, raw })));
  } finally {
    transport.close();
  }
};
