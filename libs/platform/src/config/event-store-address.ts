import type { Parsed } from './fields.js';

/** Where an EventStoreDB or KurrentDB is, as `EVENTSTORE_URL` tells it. */
export interface EventStoreAddress {
  readonly hosts: readonly { readonly address: string; readonly port: number }[];
  /** The one host is a name that stands for all nodes of a cluster. */
  readonly discover: boolean;
  readonly tls: boolean;
  /** Certificate of the authority that signed the nodes' certificates, PEM; null for those of the system. */
  readonly caFile: string | null;
  /** Null only without TLS: a server without TLS asks nobody. */
  readonly user: { readonly username: string; readonly password: string } | null;
  /** Keep-alive and discovery as given, in the units of the client: ms, but `gossipTimeout` in s. */
  readonly settings: Readonly<Partial<Record<NumberSetting, number>>>;
}

const numberSettings = [
  'keepAliveInterval',
  'keepAliveTimeout',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
] as const;
type NumberSetting = (typeof numberSettings)[number];

const form = /^(?:esdb|kurrentdb|kurrent|kdb)(\+discover)?:\/\/(?:([^@/?]*)@)?([^@/?]+)\/?(?:\?(.*))?$/i;
const host = /^([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)(?::(\d{1,5}))?$/i;
const standardPort = 2113;

/** Reads a connection string of either brand. Faults name what is wrong and never repeat user or password. */
export const eventStoreAddress = (input: string): Parsed<EventStoreAddress> => {
  const [, discover, userInfo, hostList, query] = form.exec(input.trim()) ?? [];
  if (hostList === undefined) {
    return fault('must be a URL such as esdb://user:password@host:2113?tls=true or kurrentdb+discover://…');
  }
  const hosts = hostList.split(',').map(hostOf);
  const known = hosts.filter((each) => each !== undefined);
  if (known.length < hosts.length) return fault('must name hosts as host or host:port, separated by commas');
  if (discover !== undefined && known.length > 1) return fault('must name one host after +discover');
  const user = userOf(userInfo);
  if (user === undefined) return fault('must hold user:password before the @, each URL-encoded');
  const options = optionsOf(query ?? '');
  if (typeof options === 'string') return fault(options);
  const { tls, caFile, settings } = options;
  if (tls && user === null)
    return fault('must hold user:password, for a server with TLS asks for them; or say tls=false');
  return { ok: true, value: { hosts: known, discover: discover !== undefined, tls, caFile, user, settings } };
};

/** For a field of the configuration: the text is kept as it was written. */
export const eventStoreUrl = (input: string): Parsed<string> => {
  const parsed = eventStoreAddress(input);
  return parsed.ok ? { ok: true, value: input.trim() } : parsed;
};

const hostOf = (text: string): { address: string; port: number } | undefined => {
  const [, address, port = String(standardPort)] = host.exec(text.trim()) ?? [];
  const number = Number(port);
  return address === undefined || number < 1 || number > 65_535 ? undefined : { address, port: number };
};

const userOf = (text: string | undefined): EventStoreAddress['user'] | undefined => {
  if (text === undefined) return null;
  const [, username, password] = /^([^:]+):([^:]+)$/.exec(text) ?? [];
  const decoded = [username, password].map(decodedText);
  return decoded[0] && decoded[1] ? { username: decoded[0], password: decoded[1] } : undefined;
};

const decodedText = (text: string | undefined): string | undefined => {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
};

/** The options, or the fault in them. */
const optionsOf = (query: string): Pick<EventStoreAddress, 'tls' | 'caFile' | 'settings'> | string => {
  let tls = true;
  let caFile: string | null = null;
  const settings: Partial<Record<NumberSetting, number>> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const flat = name.toLowerCase().replaceAll(/[_-]/g, '');
    const number = numberSettings.find((each) => each.toLowerCase() === flat);
    if (flat === 'tls' && /^(true|false)$/.test(value)) tls = value === 'true';
    else if (flat === 'tlscafile' && value !== '') caFile = value;
    else if (number !== undefined && /^\d{1,9}$/.test(value)) settings[number] = Number(value);
    else if (flat !== 'tlsverifycert' || value !== 'true') return `${wrongOption(flat)}: ${name}`;
  }
  return { tls, caFile, settings };
};

const wrongOption = (flat: string): string =>
  flat === 'tlsverifycert'
    ? 'has an option that the client ignores; give the authority by tlsCAFile instead'
    : 'has an unknown option or a wrong value; known are tls, tlsCAFile, ' + numberSettings.join(', ');

const fault = (reason: string): Parsed<never> => ({ ok: false, fault: reason });
