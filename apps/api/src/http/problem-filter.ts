import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { LogUnavailable } from '#eventstore/port.js';
import { isDatabaseAway } from '#platform/database/away.js';
import { isMissingTable } from '#platform/database/missing-table.js';
import { Problem, type ProblemKind } from './problem.js';

/** Every error becomes problem+json here; what nobody foresaw is logged, and its text stays inside. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemOf(error);
    if (problem.kind === 'internal' || problem.kind === 'unavailable')
      this.log.error({ requestId: request.id, err: describe(error) }, 'request failed');
    if (!reply.sent) sendProblem(reply, problem, request.id);
  }
}

export const sendProblem = (reply: FastifyReply, problem: Problem, requestId: string): void => {
  const body = problem.body(requestId);
  void reply
    .code(body.status)
    .headers({ ...problem.headers, 'cache-control': 'no-store' })
    .type('application/problem+json')
    // Text, so that no serializer and no second error handler takes the body for something else.
    .send(JSON.stringify(body));
};

/** Errors that Nest, fastify and the stores throw, by what they mean to the caller. */
export const problemOf = (error: unknown): Problem => {
  if (error instanceof Problem) return error;
  if (error instanceof LogUnavailable || isDatabaseAway(error))
    return new Problem(
      'unavailable',
      'a store cannot be reached; nothing is known to be lost',
      {},
      { 'retry-after': '2' },
    );
  if (isMissingTable(error))
    return new Problem('unavailable', 'the lists are not built yet: a worker makes them', {}, { 'retry-after': '2' });
  const status = statusOf(error);
  const kind = kindByStatus[status];
  if (kind === undefined) return new Problem('internal', 'the failure is in the logs under the id of this request');
  return new Problem(kind, detailOf(kind, error));
};

const kindByStatus: Readonly<Record<number, ProblemKind>> = {
  400: 'malformed-request',
  401: 'not-authenticated',
  403: 'not-permitted',
  404: 'not-found',
  413: 'body-too-large',
  414: 'malformed-request',
  415: 'unsupported-media-type',
  429: 'too-many-requests',
  503: 'unavailable',
};

const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') return error.statusCode;
  return 500;
};

/** The routers' own texts repeat the address, which may hold personal data. */
const detailOf = (kind: ProblemKind, error: unknown): string => {
  if (kind === 'not-found') return 'there is nothing at this address for this method';
  return error instanceof Error ? error.message : kind;
};

/** SQLSTATE of a table or schema that is not there: read models are made by the worker that projects them. */
/** What the log may hold: the database's own messages quote values. */
const describe = (error: unknown): object =>
  error instanceof Error
    ? 'severity' in error
      ? {
          type: error.name,
          code: 'code' in error ? error.code : undefined,
          stack: error.stack?.replace(error.message, ''),
        }
      : { type: error.name, message: error.message, stack: error.stack }
    : { type: typeof error };
