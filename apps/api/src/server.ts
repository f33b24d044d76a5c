import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { openAuthentication } from '#platform/access/keys.js';
import { sessionOf } from '#platform/access/sessions.js';
import { newId } from '#platform/ids.js';
import { AppModule } from './app.module.js';
import { controllers } from './areas.js';
import { serveConsole } from './console/serve-console.js';
import { readEntries } from './http/entry.js';
import { limitParsers } from './http/media-types.js';
import { problemOf, sendProblem } from './http/problem-filter.js';
import { limitRates } from './http/rate-limit.js';
import { logRequests, nestLog } from './http/request-log.js';
import { checkPolicies, type Registered, routesOf } from './http/route-table.js';
import type { Installation } from './installation.js';
import { projectRoot } from './openapi/documents.js';
import { serveDocumentation } from './openapi/serve.js';
import { Metrics } from './metrics/metrics.js';
import { sessionCookie } from './session/session-cookie.js';

/** Largest body that is not a stream, in bytes. */
const bodyLimit = 256 * 1024;

/** The whole API, ready to listen. Throws when a route lacks a policy. */
export const createApi = async (
  installation: Installation,
  log: Logger,
  /** Where the build has put the console. */
  consoleFolder = join(projectRoot(), 'dist/apps/console'),
): Promise<NestFastifyApplication> => {
  const adapter = new FastifyAdapter({
    bodyLimit,
    genReqId: newId,
    requestIdHeader: false,
    forceCloseConnections: 'idle',
    // The longest that a connection which has just fallen silent can hold up a stop.
    keepAliveTimeout: 5_000,
    routerOptions: { maxParamLength: 400 },
    // What the router refuses before any hook has run: a path that cannot be decoded.
    frameworkErrors: (error: Error, request: FastifyRequest, reply: FastifyReply) =>
      sendProblem(reply, problemOf(error), request.id),
  });
  const registered = watchRoutes(adapter);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.on(() => installation, log),
    adapter,
    {
      logger: nestLog(log),
      abortOnError: false,
      return503OnClosing: true,
      routeConflictPolicy: { duplicate: 'error' },
    },
  );
  const fastify = app.getHttpAdapter().getInstance();
  const { publicUrl } = installation.config.http;
  logRequests(fastify, log, app.get(Metrics));
  readEntries(fastify, {
    clock: installation.clock,
    authenticate: openAuthentication(installation.pool),
    sessionOf: (token) => sessionOf(installation.pool, token),
    cookie: sessionCookie(publicUrl),
    publicUrl,
  });
  await limitRates(app);
  limitParsers(fastify);
  app.useSecurityHeaders({
    // The service may be reached by plain HTTP inside a house; TLS and its headers belong to the proxy in front.
    strictTransportSecurity: false,
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  });
  serveDocumentation(app);
  serveConsole(fastify, consoleFolder);
  await app.init();
  checkPolicies(routesOf(controllers), registered);
  return app;
};

/** Collects what is registered with fastify, from whatever side. */
const watchRoutes = (adapter: FastifyAdapter): readonly Registered[] => {
  const registered: Registered[] = [];
  adapter.getInstance().addHook('onRoute', ({ method, url }) => {
    for (const each of Array.isArray(method) ? method : [method]) registered.push({ method: each, path: url });
  });
  return registered;
};
