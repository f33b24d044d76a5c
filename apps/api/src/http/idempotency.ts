import {
  type CallHandler,
  type CustomDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  SetMetadata,
} from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { canonicalJson } from '#domain/kernel/canonical-json.js';
import {
  type Answer as Remembered,
  type Claim,
  type Idempotency,
  openIdempotency,
} from '#platform/idempotency/idempotency.js';
import { hmac } from '#platform/ids.js';
import { Installation } from '../installation.js';
import { Answer } from './answer.js';
import { entryOf } from './entry.js';
import { Problem } from './problem.js';
import { asJson } from './json.js';

const idempotencyKey = Symbol('idempotency');

/** Starting something that cannot be undone: without an Idempotency-Key a lost answer could start it twice. */
export const NeedsIdempotencyKey = (): CustomDecorator<symbol> => SetMetadata(idempotencyKey, 'required');

/** A POST that changes nothing, or whose repetition is harmless: an Idempotency-Key has no effect. */
export const NoIdempotencyKey = (): CustomDecorator<symbol> => SetMetadata(idempotencyKey, 'none');

export const idempotencyOf = (handler: object): 'required' | 'optional' | 'none' => {
  const set: unknown = Reflect.getMetadata(idempotencyKey, handler);
  return set === 'required' || set === 'none' ? set : 'optional';
};

/** Longer than any answer takes, so that nobody takes over a request that still runs (waits are ≤ 30 s). */
const leaseMs = 60_000;

/**
 * One answer per Idempotency-Key. The claim is committed before anything is decided and the answer stored last;
 * between the two, the command id in the events tells a retry what an attempt that died has done.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly requests: Idempotency;

  constructor(private readonly installation: Installation) {
    this.requests = openIdempotency(installation.pool);
  }

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const rule = idempotencyOf(context.getHandler());
    if (request.method !== 'POST' || rule === 'none') return next.handle();
    const key = keyOf(request);
    if (key !== null) return from(this.under(key, request, next));
    if (rule === 'optional') return next.handle();
    throw new Problem('idempotency-key-required', 'send an Idempotency-Key, the same for every retry of this request', {
      errors: [{ header: 'Idempotency-Key', detail: 'is missing' }],
    });
  }

  private async under(key: string, request: FastifyRequest, next: CallHandler<unknown>): Promise<unknown> {
    const claim = await this.requests.begin({
      key,
      principal: entryOf(request).principal?.owner ?? '',
      route: `${request.method} ${request.url.split('?')[0] ?? ''}`,
      bodyHash: hmac(this.installation.config.keys.suppressionKey, canonicalJson(asJson(request.body))),
      leaseMs,
    });
    if (claim.kind !== 'first') return repeated(claim);
    request.claim = { commandId: claim.commandId, takenOver: claim.takenOver };
    try {
      const result = await lastValueFrom(next.handle());
      await claim.finish(remember(result));
      return result;
    } catch (error) {
      // Refused or failed: the same request may be sent again under the same key.
      await claim.abandon();
      throw error;
    }
  }
}

const keyOf = (request: FastifyRequest): string | null => {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new Problem('invalid-request', '1 fault', {
    errors: [{ header: 'Idempotency-Key', detail: 'must be 1 to 200 visible ASCII characters' }],
  });
};

const repeated = (claim: Exclude<Claim, { kind: 'first' }>): Answer<unknown> => {
  switch (claim.kind) {
    case 'replay':
      return recall(claim.answer);
    case 'in-progress':
      throw new Problem(
        'request-in-progress',
        'the first request under this key has not been answered yet',
        {},
        {
          'retry-after': String(Math.max(1, Math.ceil(claim.retryAfterMs / 1000))),
        },
      );
    case 'other-body':
      throw new Problem('idempotency-key-reused', 'the first request under this key had another body');
  }
};

const remember = (result: unknown): Remembered =>
  result instanceof Answer
    ? { status: result.status, headers: result.headers, body: result.remembered }
    : { status: 200, headers: {}, body: result };

const recall = ({ status, headers, body }: Remembered): Answer<unknown> => {
  if (status !== 200 && status !== 201 && status !== 202 && status !== 204)
    throw new Error(`an answer with status ${status} was remembered`);
  return new Answer(status, body, { ...headers, 'idempotency-replayed': 'true' });
};
