import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { map, type Observable } from 'rxjs';

/** A success with its status and headers. A route that returns anything else answers 200 with it. */
export class Answer<Body> {
  constructor(
    readonly status: 200 | 201 | 202 | 204,
    readonly body: Body,
    readonly headers: Readonly<Record<string, string>> = {},
    /** What a replay under the same Idempotency-Key shows instead of the body, which may hold a secret. */
    readonly remembered: unknown = body,
  ) {}
}

/** 200 with headers, mostly an ETag. */
export const ok = <Body>(body: Body, headers: Readonly<Record<string, string>> = {}): Answer<Body> =>
  new Answer(200, body, headers);

export const noContent = (): Answer<null> => new Answer(204, null);

/** Writes what a route answered; the outermost interceptor. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((result): unknown => {
        if (reply.sent) return result;
        void reply.header('cache-control', 'no-store');
        if (!(result instanceof Answer)) {
          // POST would be 201 by Nest's default; what a route set itself stays.
          if (reply.statusCode === 201) void reply.code(200);
          return result;
        }
        void reply.code(result.status).headers(result.headers);
        return result.status === 204 ? undefined : result.body;
      }),
    );
  }
}
