import type pg from 'pg';
import type { Logger } from 'pino';
import type { EventStore } from '#eventstore/port.js';
import { type Clock, systemClock } from '#platform/clock.js';
import type { Config } from '#platform/config/config.js';
import { openReplyToken, openUnsubscribeToken } from '#platform/tokens/communication-token.js';
import { tokenAddressOf } from '#platform/tokens/token-address.js';
import { InboundListener } from './listener.js';
import { receiveMail } from './receive-mail.js';

export interface InboundDeps {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly config: Pick<Config, 'inbound' | 'keys'>;
  readonly worker: string;
  readonly log: Pick<Logger, 'info' | 'warn'>;
  readonly now?: Clock;
}

export interface RunningInbound {
  /** The port it listens on, once it does. */
  port(): Promise<number>;
  close(): Promise<void>;
}

/** Starts to take replies, bounces and complaints. It never fails a start: a port that is taken is waited for. */
export const startInbound = ({ store, pool, config, worker, log, now = systemClock }: InboundDeps): RunningInbound => {
  const { inbound, keys } = config;
  const deps = { store, pool, worker, now, keys, suppressionKey: keys.suppressionKey };
  const listener = new InboundListener({
    host: inbound.host,
    port: inbound.port,
    name: inbound.domain,
    serves: servesAddress(inbound.domain, keys),
    take: async (raw, envelope) => {
      const { replyId, classification, communicationId } = await receiveMail(deps, raw, envelope);
      log.info({ replyId, class: classification.class, rule: classification.rule, communicationId }, 'mail taken in');
    },
    // The messages of errors may hold what a mail said; their names and codes do not.
    onTrouble: (error) => log.warn({ err: error.name, code: 'code' in error ? error.code : undefined }, 'inbound mail'),
  });
  listener.start();
  return { port: () => listener.port(), close: () => listener.stop() };
};

/** Everything in the installation's domain, and on any other whatever carries a token that we signed: senders may have reply domains of their own. */
export const servesAddress =
  (domain: string, keys: Pick<Config['keys'], 'reply' | 'unsubscribe'>) =>
  (address: string): boolean => {
    if (address.toLowerCase().endsWith(`@${domain}`)) return true;
    const found = tokenAddressOf(address);
    if (!found) return false;
    const open =
      found.kind === 'reply'
        ? openReplyToken(keys.reply, found.token)
        : openUnsubscribeToken(keys.unsubscribe, found.token);
    return open !== null;
  };
