import { Webhook } from 'standardwebhooks';
import type { Outcome } from '#domain/batch/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import type { Clock } from '#platform/clock.js';
import { type BackOff, backOffMs, later } from '../back-off.js';
import type { Channel, OutgoingMessage } from '../channel.js';
import { outcomeOfPost } from './http-outcome.js';
import type { Poster } from './post.js';
import { type AllowList, targetOf } from './target.js';

export interface HttpChannelOptions {
  readonly poster: Poster;
  readonly allow: AllowList;
  /** Signing secrets by the name senders call them by; several of one name, separated by spaces, while one is replaced. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly clock: Clock;
  readonly backOff: BackOff;
}

/**
 * One POST per contact: the rendered body as it is, signed by Standard Webhooks. `webhook-id` is the communication's
 * id at every attempt, so the endpoint can drop a repetition.
 */
export const openHttpChannel = ({
  poster,
  allow,
  secrets,
  connections,
  clock,
  backOff,
}: HttpChannelOptions): Channel => ({
  kind: 'http',
  connections,
  messageIdOf: (communicationId) => communicationId,
  send: async (message: OutgoingMessage, signal): Promise<Outcome> => {
    const { sender, content, communicationId, attempt } = message;
    const verdict = targetOf(sender.url ?? '', allow);
    if (!verdict.ok) return { kind: 'refused', code: verdict.code, answer: verdict.detail };
    const body = content.body ?? '';
    if (!isJson(body)) return { kind: 'refused', code: 'invalid-body', answer: 'the rendered body is not JSON' };
    const asked = clock();
    const wait = (now: Instant): Instant => later(now, backOffMs(attempt, communicationId, backOff));
    const signature = signatureOf(secrets[sender.secret ?? ''] ?? '', communicationId, asked, body);
    // Not the recipient's fault: set up, it goes; so it must not be spent.
    if (signature === null)
      return { kind: 'deferred', code: 'no-secret', answer: 'no usable signing secret', until: wait(asked) };
    const headers = {
      'content-type': 'application/json',
      'content-length': `${Buffer.byteLength(body)}`,
      'user-agent': 'Sortie',
      'webhook-id': communicationId,
      'webhook-timestamp': `${Math.floor(Date.parse(asked) / 1000)}`,
      'webhook-signature': signature,
    };
    const result = await poster.post(verdict.target, headers, body, signal);
    const now = clock();
    return outcomeOfPost(result, { now, until: wait(now) });
  },
  close: () => {
    poster.close();
    return Promise.resolve();
  },
});

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** One signature per secret; null when there is none, or one is not `whsec_` and base64 of at least 24 bytes. */
const signatureOf = (named: string, id: string, at: Instant, body: string): string | null => {
  const secrets = named.split(' ').filter((secret) => secret !== '');
  if (secrets.length === 0 || !secrets.every((secret) => secretShape.test(secret))) return null;
  return secrets.map((secret) => new Webhook(secret).sign(id, new Date(at), body)).join(' ');
};

const secretShape = /^whsec_(?:[A-Za-z0-9+/]{4}){8,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
