import { HttpException, NotFoundException } from '@nestjs/common';
import { InvalidAppend, LogUnavailable } from '#eventstore/port.js';
import { Problem, problemKinds } from './problem.js';
import { problemOf } from './problem-filter.js';

const withCode = (code: string): Error => Object.assign(new Error(`secret ${code}`), { code });
const withStatus = (statusCode: number): Error => Object.assign(new Error('of fastify'), { statusCode });

test.each([
  [new Problem('stale-version', 'x'), 'stale-version'],
  [new LogUnavailable('x'), 'unavailable'],
  [withCode('ECONNREFUSED'), 'unavailable'],
  [withCode('57P01'), 'unavailable'],
  [withCode('53300'), 'unavailable'],
  [withCode('42P01'), 'unavailable'],
  [withCode('23505'), 'internal'],
  [new NotFoundException('/v1/contacts/ada@example.com'), 'not-found'],
  [new HttpException('x', 418), 'internal'],
  [withStatus(413), 'body-too-large'],
  [withStatus(415), 'unsupported-media-type'],
  [new InvalidAppend('x'), 'internal'],
  [new TypeError('x'), 'internal'],
  ['thrown text', 'internal'],
])('%s is %s', (error, kind) => {
  const problem = problemOf(error);
  expect(problem.kind).toBe(kind);
  expect(JSON.stringify(problem.body('r'))).not.toMatch(/secret|ada@example/);
});

test('the types are stable', () => {
  const kinds = Object.entries(problemKinds).map(([kind, { status }]) => `${status} ${kind}`);
  expect(kinds).toEqual([
    '400 invalid-request',
    '400 malformed-request',
    '400 idempotency-key-required',
    '401 not-authenticated',
    '403 not-permitted',
    '403 not-from-console',
    '404 not-found',
    '409 action-not-allowed',
    '409 already-exists',
    '409 request-in-progress',
    '412 stale-version',
    '413 body-too-large',
    '415 unsupported-media-type',
    '422 preflight',
    '422 idempotency-key-reused',
    '428 precondition-required',
    '429 too-many-requests',
    '500 internal',
    '503 unavailable',
  ]);
});
