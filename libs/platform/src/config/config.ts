import { resolve } from 'node:path';

import { type ChannelKind, channelKinds } from '#domain/campaign/messages.js';
import { parseRedisAddress } from '../redis/redis-address.js';
import { eventStoreUrl } from './event-store-address.js';
import {
  counts,
  domain,
  networks,
  oneOf,
  optional,
  port,
  text,
  timeZone,
  trueOrFalse,
  url,
  type Field,
  type Parsed,
} from './fields.js';
import { readKeys, type Keys } from './keys.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Every setting there is. `npm start` fills in what it runs itself: database, mail server, ports that were free. */
export const fields = {
  databaseUrl: {
    variable: 'DATABASE_URL',
    meaning:
      'PostgreSQL 15 or newer that holds log, vault, read models and queue. `npm start` runs its own when unset.',
    parse: url('postgres:', 'postgresql:'),
  },
  eventStoreUrl: {
    variable: 'EVENTSTORE_URL',
    meaning:
      'EventStoreDB or KurrentDB that holds the log: esdb:// or kurrentdb://, +discover for a cluster by name; user and password inside. Unset: the log is in PostgreSQL.',
    fallback: '',
    parse: optional(eventStoreUrl),
  },
  redisUrl: {
    variable: 'REDIS_URL',
    meaning:
      'Redis 6.2 or newer that holds the queue: redis://, rediss:// for TLS, redis+cluster:// for a cluster; user and password inside. Unset: the queue is in PostgreSQL.',
    fallback: '',
    parse: optional((input: string): Parsed<string> => {
      const parsed = parseRedisAddress(input);
      return parsed.ok ? { ok: true, value: input } : parsed;
    }),
  },
  redisAllowNoPersistence: {
    variable: 'SORTIE_REDIS_ALLOW_NO_PERSISTENCE',
    meaning: 'true accepts a Redis without append-only file: what it forgets is found again in the log.',
    fallback: 'false',
    parse: trueOrFalse,
  },
  dataDir: {
    variable: 'DATA_DIR',
    meaning: 'Folder of the keys file and of all that is embedded.',
    fallback: '.sortie',
    parse: (input: string): Parsed<string> => {
      const parsed = text(input);
      return parsed.ok ? { ok: true, value: resolve(parsed.value) } : parsed;
    },
  },
  httpHost: {
    variable: 'SORTIE_HTTP_HOST',
    meaning: 'Address the API listens on; 0.0.0.0 for every interface.',
    fallback: '127.0.0.1',
    parse: text,
  },
  httpPort: { variable: 'SORTIE_HTTP_PORT', meaning: 'Port of the API.', fallback: '3000', parse: port },
  publicUrl: {
    variable: 'SORTIE_PUBLIC_URL',
    meaning:
      'How recipients reach the API, for unsubscribe links; https enables one-click unsubscribe. Default: the API’s own address.',
    fallback: '',
    parse: optional(url('http:', 'https:')),
  },
  smtpUrl: {
    variable: 'SMTP_URL',
    meaning:
      'Mail server for everything sent, smtp:// or smtps://, user and password inside. Unset: mail is caught, not sent.',
    fallback: '',
    parse: optional(url('smtp:', 'smtps:')),
  },
  inboundHost: {
    variable: 'SORTIE_INBOUND_HOST',
    meaning: 'Address the worker takes replies and bounces on, by SMTP.',
    fallback: '127.0.0.1',
    parse: text,
  },
  inboundPort: {
    variable: 'SORTIE_INBOUND_PORT',
    meaning: 'Port the worker takes replies and bounces on.',
    fallback: '2525',
    parse: port,
  },
  inboundDomain: {
    variable: 'SORTIE_INBOUND_DOMAIN',
    meaning: 'Domain of reply and bounce addresses of senders that name none; its MX is the inbound port.',
    fallback: 'replies.localhost',
    parse: domain,
  },
  outboundAllow: {
    variable: 'SORTIE_OUTBOUND_ALLOW',
    meaning: 'Host names and CIDR ranges the http channel may reach although they are not public, separated by commas.',
    fallback: '',
    parse: networks,
  },
  channelRuns: {
    variable: 'SORTIE_CHANNEL_RUNS',
    meaning:
      'Runs under way at a time by channel, such as email=4,http=8; test runs neither count nor wait. Unset: as many as there are.',
    fallback: '',
    parse: counts(...channelKinds),
  },
  timeZone: {
    variable: 'SORTIE_TIME_ZONE',
    meaning:
      'IANA time zone that quiet hours go by for contacts whose own is not known, where a campaign names none, such as Europe/Berlin.',
    fallback: 'UTC',
    parse: timeZone,
  },
  logLevel: {
    variable: 'SORTIE_LOG_LEVEL',
    meaning: 'Least level that is logged: trace, debug, info, warn, error, fatal.',
    fallback: 'info',
    parse: oneOf('trace', 'debug', 'info', 'warn', 'error', 'fatal'),
  },
} satisfies Record<string, Field<unknown>>;

/** Settings of the command line (address and key of an API), which may be set where the service runs too. */
const CLIENT_VARIABLES = ['SORTIE_URL', 'SORTIE_KEY'];

/** `SORTIE_SECRET_WEBHOOK` is the secret that senders call `webhook`; an underscore inside reads as a dash. */
export const SECRET_PREFIX = 'SORTIE_SECRET_';

export interface Config {
  readonly databaseUrl: string;
  /** Null: the log is in PostgreSQL. */
  readonly eventStoreUrl: string | null;
  /** `url` null: the queue is in PostgreSQL. */
  readonly redis: { readonly url: string | null; readonly allowNoPersistence: boolean };
  /** Absolute. */
  readonly dataDir: string;
  /** `publicUrl` has no slash at the end. */
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string };
  /** Null: there is no mail server, and the provider `smtp` is not set up. */
  readonly smtpUrl: string | null;
  readonly inbound: { readonly host: string; readonly port: number; readonly domain: string };
  readonly outboundHttp: { readonly allow: readonly string[]; readonly secrets: Readonly<Record<string, string>> };
  /** Runs under way at a time; a channel that is absent has no limit. */
  readonly channelRuns: { readonly [Channel in ChannelKind]?: number };
  /** IANA name, for contacts whose own zone is not known. */
  readonly timeZone: string;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
  readonly keys: Keys;
}

export type Loaded = { ok: true; config: Config } | { ok: false; faults: string[] };

type Values = { [Name in keyof typeof fields]: (typeof fields)[Name] extends Field<infer T> ? T : never };

/** Reads the environment and the keys file. Every fault is listed at once; one is enough to refuse to start. */
export function loadConfig(env: Environment): Loaded {
  const parsed = Object.entries<Field<unknown>>(fields).map(([name, field]) => ({ name, ...parseField(field, env) }));
  const faults = [...parsed.flatMap((each) => (each.ok ? [] : [each.fault])), ...unknownVariables(env)];
  const dataDir = parseField(fields.dataDir, env);
  const found = dataDir.ok ? readKeys(dataDir.value) : undefined;
  if (found && !found.ok) faults.push(found.fault);
  if (!found?.ok || faults.length > 0) return { ok: false, faults };

  const values = Object.fromEntries(parsed.map((each) => [each.name, each.ok ? each.value : null])) as Values;
  return { ok: true, config: toConfig(values, secrets(env), found.keys) };
}

function toConfig(values: Values, bySecretName: Record<string, string>, keys: Keys): Config {
  const { databaseUrl, dataDir, smtpUrl, logLevel } = values;
  const own = `http://${values.httpHost.includes(':') ? `[${values.httpHost}]` : values.httpHost}:${values.httpPort}`;
  return {
    databaseUrl,
    eventStoreUrl: values.eventStoreUrl,
    redis: { url: values.redisUrl, allowNoPersistence: values.redisAllowNoPersistence },
    dataDir,
    http: {
      host: values.httpHost,
      port: values.httpPort,
      publicUrl: (values.publicUrl ?? own).replace(/\/+$/, ''),
    },
    smtpUrl,
    inbound: { host: values.inboundHost, port: values.inboundPort, domain: values.inboundDomain },
    outboundHttp: { allow: values.outboundAllow, secrets: bySecretName },
    channelRuns: values.channelRuns,
    timeZone: values.timeZone,
    logLevel,
    keys,
  };
}

function parseField<T>(field: Field<T>, env: Environment): Parsed<T> {
  const given = env[field.variable] ?? field.fallback;
  if (given === undefined) return { ok: false, fault: `${field.variable} is required: ${field.meaning}` };
  const parsed = field.parse(given);
  return parsed.ok ? parsed : { ok: false, fault: `${field.variable} ${parsed.fault}` };
}

/** A misspelt setting that is silently ignored is found only when it matters. */
function unknownVariables(env: Environment): string[] {
  const known = new Set<string>([...Object.values(fields).map((field) => field.variable), ...CLIENT_VARIABLES]);
  return Object.keys(env)
    .filter((name) => name.startsWith('SORTIE_') && !known.has(name) && !/^SORTIE_SECRET_[A-Z][A-Z0-9_]*$/.test(name))
    .map((name) => `${name} is not a setting of Sortie`);
}

function secrets(env: Environment): Record<string, string> {
  const named = Object.entries(env).flatMap(([name, secret]) =>
    name.startsWith(SECRET_PREFIX) && secret
      ? [[name.slice(SECRET_PREFIX.length).toLowerCase().replaceAll('_', '-'), secret] as const]
      : [],
  );
  return Object.fromEntries(named);
}
