import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { CommandContext } from '#eventstore/execute.js';
import type { Principal } from '#platform/access/keys.js';
import { idFrom, newId } from '#platform/ids.js';
import { entryOf } from './entry.js';
import { waitOf } from './prefer.js';

/** What a route needs to know of its request beside path, query and body. */
export interface Asked {
  /** Names this request in the logs. */
  readonly requestId: string;
  readonly principal: Principal;
  /** For `execute`: who, why, under which command id. */
  readonly context: CommandContext;
  readonly ifMatch: string | undefined;
  /** How long to wait for the read models; 0 = answer 202 at once. */
  readonly waitMs: number;
  /** Id for the stream this request starts: the same for every retry under one Idempotency-Key. */
  readonly newId: string;
  /** Nobody has tried this request before, so that no stream has its `newId` yet. */
  readonly first: boolean;
}

export const askedOf = (request: FastifyRequest): Asked => {
  const { principal, ...entry } = entryOf(request);
  if (principal === null) throw new Error('a route that takes commands must not be public');
  const commandId = request.claim?.commandId ?? newId();
  const reason = reasonInBody(request.body) ?? entry.reason;
  return {
    requestId: request.id,
    principal,
    context: {
      commandId,
      actor: { name: principal.owner, source: entry.source },
      ...(reason === undefined ? {} : { reason }),
      correlationId: entry.correlationId,
      ...(entry.traceparent === undefined ? {} : { traceparent: entry.traceparent }),
      now: entry.clock,
    },
    ifMatch: request.headers['if-match'],
    waitMs: waitOf(single(request.headers['prefer'])),
    newId: idFrom(commandId),
    first: request.claim?.takenOver !== true,
  };
};

/** Parameter of a route: `@Ask() asked: Asked`. */
export const Ask = createParamDecorator((_: unknown, context: ExecutionContext) =>
  askedOf(context.switchToHttp().getRequest<FastifyRequest>()),
);

/** Read after the body was validated; a DTO without a `reason` never gets here with one. */
const reasonInBody = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'reason' in body && typeof body.reason === 'string'
    ? body.reason
    : undefined;

const single = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header.join(',') : header;
