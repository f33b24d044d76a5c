import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invalidRequest, notAuthenticated, Problem } from './problem.js';

const mediaTypesKey = Symbol('media types');

/** The body's media types that a route takes instead of JSON. `text/csv` and NDJSON arrive as a stream of any length. */
export const Takes = (...types: readonly [string, ...string[]]): MethodDecorator =>
  applyDecorators(SetMetadata(mediaTypesKey, types), ApiConsumes(...types));

export const mediaTypesOf = (handler: object): readonly string[] => {
  const types: unknown = Reflect.getMetadata(mediaTypesKey, handler);
  return Array.isArray(types) ? types.filter((type) => typeof type === 'string') : ['application/json'];
};

/** Bodies that are read as they come, past the body limit. */
const streamed = ['text/csv', 'application/x-ndjson'];

/** Bytes of a mail that somebody looks up. */
const largestMail = 25 * 1024 * 1024;

/** Bytes of what a browser reports about a page. */
const largestReport = 16 * 1024;

/** Levels of a body; no route knows what to do with more than half of them. */
const deepest = 64;

/** Looks a level at a time, for what it is to protect are functions that call themselves. */
const isTooDeep = (body: unknown): boolean => {
  let level = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return false;
};

/** Leaves the parsers that routes may ask for, and no other, and refuses what none of them should have read. */
export const limitParsers = (fastify: FastifyInstance): void => {
  fastify.addHook('preValidation', (request, _reply, done) => {
    const isJson = /^\s*application\/json\b/i.test(request.headers['content-type'] ?? '');
    if (isJson && isTooDeep(request.body))
      done(invalidRequest([{ pointer: '', code: 'too-deep', detail: `is nested deeper than ${deepest} levels` }]));
    else done();
  });
  fastify.removeContentTypeParser('text/plain');
  fastify.addContentTypeParser(streamed, (_request, payload, done) => done(null, payload));
  // A whole mail, with its attachments: looking it up reads its headers.
  fastify.addContentTypeParser(
    'message/rfc822',
    { parseAs: 'buffer', bodyLimit: largestMail },
    (_request, body, done) => done(null, body),
  );
  // The guards run when the body has been read; strangers must not make the process hold mails.
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    const isMail = /^\s*message\/rfc822\b/i.test(request.headers['content-type'] ?? '');
    if (isMail && !request.entry?.principal) done(notAuthenticated());
    else done(null, payload);
  });
  // A browser's report about one page; small, whatever sends it.
  fastify.addContentTypeParser(
    'application/csp-report',
    { parseAs: 'string', bodyLimit: largestReport },
    fastify.getDefaultJsonParser('error', 'error'),
  );
  // One-click unsubscribing may come as a form of this type (RFC 8058 §3.2); what is in it says nothing further.
  fastify.addContentTypeParser(/^multipart\/form-data/, { parseAs: 'buffer' }, (_request, _body, done) =>
    done(null, {}),
  );
};

/** Refuses a body that the route does not take, though another route would. */
@Injectable()
export class MediaTypeGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
    if (type === undefined || request.body === undefined) return true;
    const taken = this.reflector.get<readonly string[] | undefined>(mediaTypesKey, context.getHandler()) ?? [
      'application/json',
    ];
    if (taken.includes(type)) return true;
    throw new Problem('unsupported-media-type', `this route takes ${taken.join(' or ')}`);
  }
}
