import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Actor } from '#domain/kernel/message.js';
import type { Principal } from '#platform/access/keys.js';
import type { Session } from '#platform/access/sessions.js';
import type { Clock } from '#platform/clock.js';
import { foreign } from '../session/same-origin.js';
import type { SessionCookie } from '../session/session-cookie.js';
import { type Fault, invalidRequest, notFromConsole } from './problem.js';
import { routeOf } from './request-log.js';

/** What is known of a request before its body is read. */
export interface Entry {
  /** Null without a valid key and without a session. */
  readonly principal: Principal | null;
  /** The browser's session that stands for the key; null when the key itself was sent. */
  readonly session: Session | null;
  readonly source: Actor['source'];
  readonly correlationId: string;
  readonly traceparent: string | undefined;
  readonly reason: string | undefined;
  readonly clock: Clock;
}

declare module 'fastify' {
  interface FastifyRequest {
    entry: Entry | null;
    /** Set while a request runs under an Idempotency-Key. */
    claim: { readonly commandId: string; readonly takenOver: boolean } | null;
  }
}

export interface EntryOptions {
  readonly clock: Clock;
  readonly authenticate: (secret: string) => Promise<Principal | null>;
  readonly sessionOf: (token: string) => Promise<Session | null>;
  readonly cookie: SessionCookie;
  readonly publicUrl: string;
}

/** Reads identity and origin of every request, first of all hooks: the rate limit and the guard rest on it. */
export const readEntries = (fastify: FastifyInstance, options: EntryOptions): void => {
  fastify.decorateRequest('entry', null);
  fastify.decorateRequest('claim', null);
  fastify.addHook('onRequest', async (request) => {
    const faults: Fault[] = [];
    const source = sourceOf(request, faults);
    const reason = reasonOf(request, faults);
    const { principal, session } = await identityOf(request, options);
    request.entry = {
      principal,
      session,
      source,
      reason,
      correlationId: correlationOf(request),
      traceparent: traceparentOf(request),
      clock: options.clock,
    };
    const why = session === null ? null : foreignTo(request, options.publicUrl);
    if (why !== null) throw notFromConsole(why);
    if (faults.length > 0) throw invalidRequest(faults);
  });
};

/** A key that was sent counts alone, though it be none: a cookie then changes nothing. */
const identityOf = async (
  request: FastifyRequest,
  { authenticate, sessionOf, cookie }: EntryOptions,
): Promise<Pick<Entry, 'principal' | 'session'>> => {
  if (request.headers.authorization !== undefined) {
    const secret = bearerOf(request);
    return { principal: secret === null ? null : await authenticate(secret), session: null };
  }
  // Nothing outside asks who comes, and its forms are not the console's.
  const token = routeOf(request).startsWith('/v1/') ? cookie.read(request.headers.cookie) : null;
  const session = token === null ? null : await sessionOf(token);
  return { principal: session?.principal ?? null, session };
};

/** Why a browser's request is not taken for one of our own pages; null when it is one. */
export const foreignTo = (request: FastifyRequest, publicUrl: string): string | null =>
  foreign(
    {
      method: request.method,
      secFetchSite: header(request, 'sec-fetch-site') ?? null,
      origin: header(request, 'origin') ?? null,
      host: header(request, 'host') ?? null,
      source: header(request, 'x-sortie-source') ?? null,
    },
    publicUrl,
  );

export const entryOf = (request: FastifyRequest): Entry => {
  if (request.entry === null) throw new Error('the entry hook has not run');
  return request.entry;
};

const header = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** RFC 6750 §2.1; the scheme's name is case-insensitive. */
const bearerOf = (request: FastifyRequest): string | null =>
  /^bearer +([\w.~+/-]+=*)$/i.exec(header(request, 'authorization') ?? '')?.[1] ?? null;

const sourceOf = (request: FastifyRequest, faults: Fault[]): Actor['source'] => {
  const named = header(request, 'x-sortie-source');
  if (named === 'cli' || named === 'console') return named;
  if (named !== undefined) faults.push({ header: 'X-Sortie-Source', detail: 'must be cli or console' });
  return 'api';
};

/** Longest reason for a command, in characters. */
export const maxReason = 500;

const reasonOf = (request: FastifyRequest, faults: Fault[]): string | undefined => {
  const reason = header(request, 'x-reason')?.trim();
  if (reason !== undefined && reason.length > maxReason)
    faults.push({ header: 'X-Reason', detail: `must be at most ${maxReason} characters` });
  return reason === '' ? undefined : reason;
};

/** A caller's own conversation id where it is harmless in a log; else the request starts one. */
const correlationOf = (request: FastifyRequest): string => {
  const given = header(request, 'x-correlation-id');
  return given !== undefined && /^[\w.:-]{1,100}$/.test(given) ? given : request.id;
};

/** W3C Trace Context §3.2: a traceparent that cannot be parsed is as none. */
const traceparentOf = (request: FastifyRequest): string | undefined => {
  const given = header(request, 'traceparent');
  return given !== undefined && /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}/.test(given)
    ? given
    : undefined;
};
