import { isIP } from 'node:net';

/** Where mail is handed over, from SMTP_URL. */
export interface SmtpServerOptions {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (smtps). */
  readonly secure: boolean;
  /** No message without TLS: for smtp:// the session ends unless STARTTLS succeeds (RFC 3207). */
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
  /** Name in EHLO; absent = this machine's. */
  readonly name?: string;
}

export type SmtpUrl =
  | {
      readonly ok: true;
      readonly options: SmtpServerOptions;
      /** Sessions to hold open at once, where the URL says. */
      readonly sessions?: number;
    }
  | { readonly ok: false; readonly fault: string };

/** Twice as many messages may be claimed and unsettled, and these must stay below 65 for a real channel. */
const mostSessions = 32;

/**
 * Reads `smtp[s]://[user:password@]host[:port][?requireTLS=true|false][&name=…][&sessions=1…32]`. A password never crosses a
 * network in the clear: with credentials and a host that is not this one, TLS is required unless the URL says
 * `requireTLS=false`.
 */
export const parseSmtpUrl = (text: string): SmtpUrl => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:'))
    return bad('is not a URL of the form smtp[s]://host:port');
  if (url.hostname === '') return bad('names no host');
  const unknown = [...url.searchParams.keys()].find((name) => !known.has(name));
  if (unknown !== undefined) return bad(`has the unknown option ${unknown}`);
  const wish = url.searchParams.get('requireTLS');
  if (wish !== null && wish !== 'true' && wish !== 'false')
    return bad('has a requireTLS that is neither true nor false');
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const auth = { user: decoded(url.username), pass: decoded(url.password) };
  if (auth.user === null || auth.pass === null) return bad('has a user or password that is not percent-encoded');
  const withAuth = auth.user !== '' || auth.pass !== '';
  const name = url.searchParams.get('name');
  const sessions = url.searchParams.get('sessions');
  if (sessions !== null && !(/^[1-9]\d?$/.test(sessions) && Number(sessions) <= mostSessions))
    return bad(`has sessions that are no number from 1 to ${mostSessions}`);
  return {
    ok: true,
    options: {
      host,
      port: url.port === '' ? (secure ? 465 : 587) : Number(url.port),
      secure,
      requireTLS: secure || (wish === null ? withAuth && !isLoopback(host) : wish === 'true'),
      ...(withAuth ? { auth: { user: auth.user, pass: auth.pass } } : {}),
      ...(name === null ? {} : { name }),
    },
    ...(sessions === null ? {} : { sessions: Number(sessions) }),
  };
};

const known: ReadonlySet<string> = new Set(['requireTLS', 'name', 'sessions']);

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

const bad = (fault: string): SmtpUrl => ({ ok: false, fault });
