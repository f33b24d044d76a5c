import { type Config, fields, SECRET_PREFIX } from './config.js';

/** A setting as people may see it. */
export interface ShownSetting {
  /** The environment variable it comes from. */
  readonly variable: string;
  readonly meaning: string;
  /** What is in force, without the secrets in it; null: nothing is set. */
  readonly value: string | null;
  /** Part of it is left out. */
  readonly masked: boolean;
}

type Shown = Pick<ShownSetting, 'value' | 'masked'>;

const plain = (value: string | null): Shown => ({ value: value === '' ? null : value, masked: false });

/** Scheme, host and path: users, passwords and options stay out, for any of them may be a secret. */
const address = (url: string | null): Shown => {
  if (url === null) return plain(null);
  const [, scheme = '', secrets, place = '', options] = /^([a-z+]+:\/\/)(.*@)?([^?#]*)(.*)$/i.exec(url) ?? [];
  const masked = secrets !== undefined || (options !== undefined && options !== '');
  return { value: `${scheme}${secrets === undefined ? '' : '…@'}${place}${options ? '?…' : ''}`, masked };
};

const shownBy: Readonly<Record<keyof typeof fields, (config: Config) => Shown>> = {
  databaseUrl: ({ databaseUrl }) => address(databaseUrl),
  eventStoreUrl: ({ eventStoreUrl }) => address(eventStoreUrl),
  redisUrl: ({ redis }) => address(redis.url),
  redisAllowNoPersistence: ({ redis }) => plain(String(redis.allowNoPersistence)),
  dataDir: ({ dataDir }) => plain(dataDir),
  httpHost: ({ http }) => plain(http.host),
  httpPort: ({ http }) => plain(String(http.port)),
  publicUrl: ({ http }) => address(http.publicUrl),
  smtpUrl: ({ smtpUrl }) => address(smtpUrl),
  inboundHost: ({ inbound }) => plain(inbound.host),
  inboundPort: ({ inbound }) => plain(String(inbound.port)),
  inboundDomain: ({ inbound }) => plain(inbound.domain),
  outboundAllow: ({ outboundHttp }) => plain(outboundHttp.allow.join(', ')),
  channelRuns: ({ channelRuns }) =>
    plain(
      Object.entries(channelRuns)
        .map(([channel, runs]) => `${channel}=${runs}`)
        .join(', '),
    ),
  timeZone: ({ timeZone }) => plain(timeZone),
  logLevel: ({ logLevel }) => plain(logLevel),
};

const names = Object.keys(fields) as readonly (keyof typeof fields)[];

/** What is in force here, without a secret: the names of those that are set, never their values. */
export const shownSettings = (config: Config): readonly ShownSetting[] => [
  ...names.map((name) => ({
    variable: fields[name].variable,
    meaning: fields[name].meaning,
    ...shownBy[name](config),
  })),
  ...Object.keys(config.outboundHttp.secrets)
    .toSorted()
    .map((name) => ({
      variable: `${SECRET_PREFIX}${name.toUpperCase().replaceAll('-', '_')}`,
      meaning: `The secret that senders call ${name}.`,
      value: '…',
      masked: true,
    })),
];
