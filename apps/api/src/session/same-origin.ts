import { isLoopback } from '../http/loopback.js';

/** What browsers say of where a request comes from; scripts of pages can set none of these three. */
export interface Provenance {
  readonly method: string;
  /** Null where the browser sent none: to plain http on another machine it never does (Fetch Metadata §4). */
  readonly secFetchSite: string | null;
  readonly origin: string | null;
  readonly host: string | null;
  /** The header that a page of another origin cannot send without being asked for permission, which is never given. */
  readonly source: string | null;
}

const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Why a request that a browser's cookie stands behind is not let in; null when it is. SameSite alone does not do: a page at
 * another port of this host, or on another host of this domain, is of the same site and not of the same origin.
 */
export const foreign = (request: Provenance, publicUrl: string): string | null => {
  const { method, secFetchSite, origin, source } = request;
  // 'none': typed into the address bar, or opened from a bookmark.
  if (secFetchSite !== null && secFetchSite !== 'same-origin' && !(safe.has(method) && secFetchSite === 'none'))
    return `it comes from elsewhere (Sec-Fetch-Site: ${spelt(secFetchSite)})`;
  if (origin !== null && !isOwn(origin, request.host, publicUrl)) return 'it comes from another origin';
  if (safe.has(method)) return null;
  if (source !== 'console') return 'the header "X-Sortie-Source: console" is missing';
  return secFetchSite === null && origin === null ? 'neither Sec-Fetch-Site nor Origin says where it comes from' : null;
};

/**
 * The origin is that of the public address, or of the address that was asked for: behind a proxy the two may differ. With
 * a public address of https, plain http is only for this machine itself.
 */
const isOwn = (origin: string, host: string | null, publicUrl: string): boolean => {
  const own = new URL(publicUrl);
  if (origin === own.origin) return true;
  if (host === null || !URL.canParse(origin)) return false;
  const given = new URL(origin);
  if (given.origin !== origin || given.host !== normal(host, given.protocol)) return false;
  return (
    given.protocol === 'https:' ||
    (given.protocol === 'http:' && (own.protocol === 'http:' || isLoopback(given.hostname)))
  );
};

/** As the origin's own host is written: the scheme's usual port is left out. */
const normal = (host: string, protocol: string): string =>
  URL.canParse(`${protocol}//${host}`) ? new URL(`${protocol}//${host}`).host : '';

const spelt = (word: string): string => (/^[a-z-]{1,20}$/.test(word) ? word : '?');
