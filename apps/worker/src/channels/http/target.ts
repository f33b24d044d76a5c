import ipaddr from 'ipaddr.js';

/** Hosts and networks that the operator vouches for, from SORTIE_OUTBOUND_ALLOW. */
export interface AllowList {
  readonly hosts: ReadonlySet<string>;
  readonly ranges: readonly (readonly [ipaddr.IPv4 | ipaddr.IPv6, number])[];
}

export const allowListOf = (entries: readonly string[]): AllowList => ({
  hosts: new Set(entries.filter((entry) => !ipaddr.isValidCIDR(entry)).map((entry) => entry.toLowerCase())),
  ranges: entries.filter((entry) => ipaddr.isValidCIDR(entry)).map((entry) => ipaddr.parseCIDR(entry)),
});

/** Where one POST goes, and which addresses its host may turn out to have. */
export interface Target {
  readonly url: URL;
  /** Lower case, without brackets and without the dot of the root. */
  readonly host: string;
  /** False: the operator must have vouched for every address (plain http, or an unusual port). */
  readonly public: boolean;
}

export type TargetVerdict =
  | { readonly ok: true; readonly target: Target }
  | { readonly ok: false; readonly code: string; readonly detail: string };

/** Ports on which a public host may be posted to without the operator's word. */
const publicPorts: ReadonlySet<string> = new Set(['', '443', '8443']);

/**
 * Reads a sender's URL and refuses what can be refused before anything is resolved. WHATWG parsing has brought
 * every spelling of an IPv4 address (octal, hexadecimal, one number, full-width digits) to dotted decimals.
 */
export const targetOf = (text: string, allow: AllowList): TargetVerdict => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return refuse('invalid-url', 'not an http or https URL');
  if (url.username !== '' || url.password !== '')
    return refuse('invalid-url', 'user and password do not belong in a URL');
  const host = url.hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
  if (host === '') return refuse('invalid-url', 'no host');
  const target = { url, host, public: url.protocol === 'https:' && publicPorts.has(url.port) };
  if (ipaddr.isValid(host)) return mayConnect(host, target, allow) ? { ok: true, target } : blocked;
  return target.public || allow.hosts.has(host) || allow.ranges.length > 0 ? { ok: true, target } : blocked;
};

/** Whether a socket may be opened to this address: asked for every address that the host resolves to. */
export const mayConnect = (address: string, target: Target, allow: AllowList): boolean => {
  if (!ipaddr.isValid(address)) return false;
  const ip = ipaddr.process(address);
  if (allow.hosts.has(target.host) || isWithin(ip, allow)) return true;
  return target.public && isPublic(ipaddr.parse(address));
};

const isWithin = (ip: ipaddr.IPv4 | ipaddr.IPv6, { ranges }: AllowList): boolean =>
  ranges.some(([network, bits]) => network.kind() === ip.kind() && ip.match(network, bits));

/**
 * Public unicast and nothing else: an IPv6 address counts only inside 2000::/3, the one block that is given out,
 * so tunnels and translations to IPv4 (::/96, 64:ff9b::/96, 2002::/16) cannot lead back in.
 */
const isPublic = (ip: ipaddr.IPv4 | ipaddr.IPv6): boolean => {
  if (ip instanceof ipaddr.IPv4) return ip.range() === 'unicast';
  if (ip.isIPv4MappedAddress()) return ip.toIPv4Address().range() === 'unicast';
  return ip.match(globalUnicast, 3) && ip.range() === 'unicast';
};

const globalUnicast = ipaddr.IPv6.parse('2000::');

const refuse = (code: string, detail: string): TargetVerdict => ({ ok: false, code, detail });

const blocked = refuse('blocked-address', 'neither public https nor in the operator’s allow list');
