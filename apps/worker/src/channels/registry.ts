import type { ChannelKind } from '#domain/campaign/messages.js';
import { type Clock, systemClock } from '#platform/clock.js';
import type { Config } from '#platform/config/config.js';
import { Slots } from '../deliveries/slots.js';
import { defaultBackOff } from './back-off.js';
import type { Channel } from './channel.js';
import { defaultTimeouts, type EmailChannel, openEmailChannel } from './email/channel.js';
import { emailNotSetUp } from './email/not-set-up.js';
import { parseSmtpUrl } from './email/smtp-url.js';
import { openHttpChannel } from './http/channel.js';
import { openPoster, systemResolve } from './http/post.js';
import { allowListOf } from './http/target.js';
import { openNoopChannel } from './noop/channel.js';

/** An open channel and the places for its unsettled claims in this process: twice its connections. */
export interface OpenChannel<C extends Channel = Channel> {
  readonly channel: C;
  readonly slots: Slots;
}

export interface Channels extends Readonly<Record<ChannelKind, OpenChannel>> {
  readonly email: OpenChannel<EmailChannel>;
  /** W of each channel. */
  readonly windows: Readonly<Record<ChannelKind, number>>;
  close(): Promise<void>;
}

/**
 * Where nothing else is said. For email SMTP_URL may: many servers allow a client few sessions. Twice as many claims must
 * stay below 65 for a real channel.
 */
const connections = { email: 5, http: 10, noop: 200 } satisfies Record<ChannelKind, number>;

/** How long one POST may take (Standard Webhooks asks for 15 to 30 s). */
const postTimeoutMs = 20_000;

type ChannelConfig = Pick<Config, 'smtpUrl' | 'inbound' | 'http' | 'outboundHttp' | 'keys'>;

/** Opens every channel there is. @throws when SMTP_URL cannot be read */
export const openChannels = (config: ChannelConfig, clock: Clock = systemClock): Channels => {
  const open = {
    email: use(emailOf(config, clock)),
    http: use(httpOf(config, clock)),
    noop: use(openNoopChannel(connections.noop)),
  } satisfies Record<ChannelKind, OpenChannel>;
  return {
    ...open,
    windows: { email: open.email.slots.size, http: open.http.slots.size, noop: open.noop.slots.size },
    close: async () => {
      await Promise.all(Object.values(open).map(({ channel }) => channel.close()));
    },
  };
};

const use = <C extends Channel>(channel: C): OpenChannel<C> => ({ channel, slots: new Slots(2 * channel.connections) });

const emailOf = ({ smtpUrl, inbound, http, keys }: ChannelConfig, clock: Clock): EmailChannel => {
  if (smtpUrl === null) return emailNotSetUp(connections.email, clock, defaultBackOff);
  const server = parseSmtpUrl(smtpUrl);
  if (!server.ok) throw new Error(`SMTP_URL ${server.fault}`);
  return openEmailChannel({
    server: server.options,
    connections: server.sessions ?? connections.email,
    replyKeys: keys.reply,
    unsubscribeKeys: keys.unsubscribe,
    publicUrl: http.publicUrl,
    inboundDomain: inbound.domain,
    clock,
    backOff: defaultBackOff,
    timeouts: defaultTimeouts,
  });
};

const httpOf = ({ outboundHttp }: ChannelConfig, clock: Clock): Channel => {
  const allow = allowListOf(outboundHttp.allow);
  return openHttpChannel({
    poster: openPoster({ allow, resolve: systemResolve, connections: connections.http, timeoutMs: postTimeoutMs }),
    allow,
    secrets: outboundHttp.secrets,
    connections: connections.http,
    clock,
    backOff: defaultBackOff,
  });
};
