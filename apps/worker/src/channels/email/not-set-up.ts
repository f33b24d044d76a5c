import type { Outcome } from '#domain/batch/messages.js';
import type { Clock } from '#platform/clock.js';
import { type BackOff, backOffMs, later } from '../back-off.js';
import type { EmailChannel } from './channel.js';
import { messageIdOf } from './message-id.js';

/** Without a mail server nothing leaves and nothing is spent: every message waits for one. */
export const emailNotSetUp = (connections: number, clock: Clock, backOff: BackOff): EmailChannel => {
  const deferred = (id: string, attempt: number): Promise<Outcome> =>
    Promise.resolve({
      kind: 'deferred',
      code: 'no-server',
      answer: 'no mail server is set up (SMTP_URL)',
      until: later(clock(), backOffMs(attempt, id, backOff)),
    });
  return {
    kind: 'email',
    connections,
    messageIdOf,
    send: ({ communicationId, attempt }) => deferred(communicationId, attempt),
    sendVerification: (_sender, _to, verificationId) => deferred(verificationId, 1),
    close: () => Promise.resolve(),
  };
};
