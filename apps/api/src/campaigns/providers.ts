import type { ChannelKind } from '#domain/campaign/messages.js';
import type { SenderDefinition } from '#domain/sender/messages.js';
import type { Config } from '#platform/config/config.js';

/** Whether this installation can send for a sender; what each kind of provider needs to be set up. */
const ready = {
  smtp: ({ smtpUrl }) => smtpUrl !== null,
  http: ({ outboundHttp }, { secret }) => secret !== undefined && Object.hasOwn(outboundHttp.secrets, secret),
  noop: () => true,
} as const satisfies Record<string, (config: Config, sender: SenderDefinition) => boolean>;

const providerOfChannel = { email: 'smtp', http: 'http', noop: 'noop' } as const satisfies Record<
  ChannelKind,
  keyof typeof ready
>;

/** `noop` can stand in for every provider: it takes everything and sends nothing. */
export const providerReady = (config: Config, sender: SenderDefinition): boolean => {
  if (sender.provider === 'noop') return true;
  const provider = providerOfChannel[sender.channel];
  return sender.provider === provider && ready[provider](config, sender);
};
