import { setMaxListeners } from 'node:events';
import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { Agent as PlainAgent, type ClientRequest, type IncomingMessage, request as requestPlain } from 'node:http';
import { Agent as TlsAgent, request as requestTls } from 'node:https';
import type { LookupFunction, Socket } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import type { PostResult } from './http-outcome.js';
import { type AllowList, mayConnect, type Target } from './target.js';

/** All addresses of a host. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

export const systemResolve: Resolve = (host) =>
  new Promise((resolve, reject) => {
    systemLookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)));
  });

export interface PosterOptions {
  readonly allow: AllowList;
  readonly resolve: Resolve;
  readonly connections: number;
  /** For the whole of one POST, in milliseconds. */
  readonly timeoutMs: number;
  /** Certificates to trust beside the system's; for tests. */
  readonly ca?: SecureContextOptions['ca'];
}

export interface Poster {
  post(
    target: Target,
    headers: Readonly<Record<string, string>>,
    body: string,
    signal: AbortSignal,
  ): Promise<PostResult>;
  close(): void;
}

/** An answer is read to this length, then the connection is cut: its status is known by then. */
const longestAnswer = 64 * 1024;

/**
 * Posts over sockets that are opened for one request each. A kept one would blur whether a request that failed had
 * left, and would outlive the check of its address: that is made in the socket's own lookup, for every address
 * that the name has at this moment, so that a name which changes between check and use finds no gap.
 */
export const openPoster = (options: PosterOptions): Poster => {
  const { connections, allow, timeoutMs } = options;
  const limits = { keepAlive: false, maxSockets: connections, maxTotalSockets: connections };
  const agents = { 'http:': new PlainAgent(limits), 'https:': new TlsAgent(limits) };

  const start = (target: Target, headers: Readonly<Record<string, string>>): ClientRequest => {
    const { url, host } = target;
    const common = {
      method: 'POST',
      hostname: host,
      path: `${url.pathname}${url.search}`,
      headers,
      lookup: guardedLookup(target, allow, options.resolve),
    };
    return url.protocol === 'https:'
      ? requestTls({ ...common, port: url.port || 443, agent: agents['https:'], ca: options.ca })
      : requestPlain({ ...common, port: url.port || 80, agent: agents['http:'] });
  };

  return {
    post: (target, headers, body, signal) =>
      new Promise((resolve) => {
        const request = start(target, headers);
        let sent = false;
        const finish = (result: PostResult): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', stop);
          resolve(result);
          request.destroy();
        };
        // What has left cannot be called back: its answer is worth the wait.
        const stop = (): void => {
          if (!sent) finish({ kind: 'stopped' });
        };
        // An answer whose body stays away, or breaks the protocol, has been given all the same: in its first line.
        let response: IncomingMessage | null = null;
        const lost = (code: string): void =>
          finish(response === null ? { kind: 'failed', code, sent } : answered(response));
        const timer = setTimeout(() => lost('ETIMEDOUT'), timeoutMs);
        // What is queued for the socket is written as soon as the connection (and its TLS) stands.
        request.once('socket', (socket: Socket) => {
          socket.once(target.url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
            sent = true;
          });
        });
        request.once('response', (given) => {
          response = given;
          drain(given, () => finish(answered(given)));
        });
        request.on('error', (error: NodeJS.ErrnoException) => {
          if (error instanceof BlockedAddress) finish({ kind: 'blocked' });
          else lost(error.code ?? 'EUNKNOWN');
        });
        // One signal serves all messages of a batch.
        setMaxListeners(0, signal);
        signal.addEventListener('abort', stop, { once: true });
        if (signal.aborted) stop();
        else request.end(body);
      }),
    close: () => {
      agents['http:'].destroy();
      agents['https:'].destroy();
    },
  };
};

class BlockedAddress extends Error {
  override readonly name = 'BlockedAddress';
}

const guardedLookup =
  (target: Target, allow: AllowList, resolve: Resolve): LookupFunction =>
  (_hostname, { all }, callback) => {
    resolve(target.host).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => mayConnect(address, target, allow))) {
          callback(new BlockedAddress('the host has an address that is not public'), '', 0);
        } else if (all) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error('the lookup failed'), '', 0),
    );
  };

const answered = (response: IncomingMessage): PostResult => ({
  kind: 'answered',
  status: response.statusCode ?? 0,
  retryAfter: response.headers['retry-after'] ?? null,
});

/** Reads and forgets, up to the cap; whatever happens meanwhile, the status line has arrived. */
const drain = (response: IncomingMessage, done: () => void): void => {
  let length = 0;
  response.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length > longestAnswer) done();
  });
  response.once('end', done);
  response.once('error', done);
  response.once('close', done);
};
