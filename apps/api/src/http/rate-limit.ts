import rateLimit from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Problem } from './problem.js';
import { routeOf } from './request-log.js';

/** Per API key and process: 200 requests a second, a tenth of that for an address without a key. */
const windowSeconds = 10;
const withKey = 2_000;
const withoutKey = 200;

/** Health for whoever watches; the console's files, which come from memory, many for a page that is opened. */
const isFree = (route: string): boolean =>
  route.startsWith('/health') || route === '/metrics' || route === '/' || route === '/*';

/** `RateLimit-*` headers and 429. Runs after the entries were read, so that a key has its own count. */
export const limitRates = async (app: NestFastifyApplication): Promise<void> => {
  await app.register(rateLimit, {
    global: true,
    timeWindow: windowSeconds * 1000,
    max: (request) => (request.entry?.principal ? withKey : withoutKey),
    keyGenerator: (request) => request.entry?.principal?.keyId ?? request.ip,
    allowList: (request) => isFree(routeOf(request)),
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { max, after }) =>
      new Problem('too-many-requests', `at most ${max} requests in ${windowSeconds} s; again in ${after}`),
  });
};
