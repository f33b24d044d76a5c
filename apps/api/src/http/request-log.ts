import type { LoggerService } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { type Logger, pino } from 'pino';
import type { Metrics } from '../metrics/metrics.js';

/** Under which the log can be injected. */
export const logToken = Symbol('log');

/**
 * JSON lines on stdout. What a line may hold: ids, names of routes, numbers. Never a body, a query or an address. Lines that
 * come while others are being written go together, and no request waits for them; an exit does.
 */
export const openLog = (level: string): Logger =>
  pino(
    { level, base: { process: 'api' }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 1, sync: false }),
  );

/** One line per request. The route's pattern stands for its address, which may hold an e-mail address or a token. */
export const logRequests = (fastify: FastifyInstance, log: Logger, metrics: Metrics): void => {
  fastify.addHook('onResponse', (request, reply, done) => {
    const line = {
      requestId: request.id,
      correlationId: request.entry?.correlationId,
      keyId: request.entry?.principal?.keyId,
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    };
    metrics.request({ route: line.route, method: line.method, status: line.status }, reply.elapsedTime / 1000);
    if (line.route.startsWith('/health') || line.route === '/metrics') log.debug(line, 'request');
    else log.info(line, 'request');
    done();
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    done();
  });
};

export const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unmatched';

/** Nest's own messages in the same form; its chatter about routes is for debugging. */
export const nestLog = (log: Logger): LoggerService => ({
  log: (message: unknown, context?: unknown) => log.debug({ context }, String(message)),
  debug: (message: unknown, context?: unknown) => log.debug({ context }, String(message)),
  verbose: (message: unknown, context?: unknown) => log.trace({ context }, String(message)),
  warn: (message: unknown, context?: unknown) => log.warn({ context }, String(message)),
  error: (message: unknown, stack?: unknown) => log.error({ stack }, String(message)),
  fatal: (message: unknown, stack?: unknown) => log.fatal({ stack }, String(message)),
});
