import { applyDecorators } from '@nestjs/common';
import { ApiHeader, ApiParam, ApiResponse } from '@nestjs/swagger';
import { refOf, type WireName } from './schema.js';

const json = (name: WireName) => ({ 'application/json': { schema: { $ref: refOf(name) } } });

/** A route that answers 200 with this schema. */
export const Gives = (name: WireName): MethodDecorator =>
  applyDecorators(ApiResponse({ status: 200, description: 'What was asked for', content: json(name) }));

/** A route that answers 201 when it made something, else 200, with this schema. */
export const GivesNew = (name: WireName): MethodDecorator =>
  applyDecorators(
    ApiResponse({ status: 201, description: 'Made', content: json(name) }),
    ApiResponse({ status: 200, description: 'It was there', content: json(name) }),
  );

/** A route that answers 202 with this schema: it was asked for, and somebody else carries it out. */
export const GivesLater = (name: WireName): MethodDecorator =>
  applyDecorators(ApiResponse({ status: 202, description: 'Asked for', content: json(name) }));

/** A route that answers 200 with a file, in the format that was asked for. */
export const GivesFile = (): MethodDecorator =>
  ApiResponse({
    status: 200,
    description: 'The file, as long as it is',
    content: { 'text/csv': { schema: { type: 'string' } }, 'application/x-ndjson': { schema: { type: 'string' } } },
  });

/** A route that answers 204. */
export const GivesNothing = (): MethodDecorator => ApiResponse({ status: 204, description: 'Done' });

const wait = {
  name: 'Prefer',
  required: false,
  description: 'wait=N: answer once the lists show it, after N seconds at most (30)',
  schema: { type: 'string' as const },
};

/** A command: 202 at once, or with `Prefer: wait` the resource it led to (201 when it is new, else 200). */
export const Commits = (name: WireName, success: 200 | 201 = 200): MethodDecorator =>
  applyDecorators(
    ApiHeader(wait),
    ApiResponse({
      status: success,
      description: success === 201 ? 'Made, and shown by the lists' : 'Done, and shown by the lists',
      content: json(name),
      headers: {
        ETag: { description: 'Names this state', schema: { type: 'string' } },
        ...(success === 201 ? { Location: { description: 'Where it is', schema: { type: 'string' } } } : {}),
      },
    }),
    ApiResponse({
      status: 202,
      description: 'Done and durable; the lists may lag',
      content: json('Accepted'),
      headers: { Location: { description: 'Where it is read', schema: { type: 'string' } } },
    }),
  );

/** An edit of the state that the caller has read. */
export const Edits = (): MethodDecorator =>
  ApiHeader({
    name: 'If-Match',
    required: true,
    description: 'The ETag of the state the edit was made on',
    schema: { type: 'string' },
  });

/** A path parameter that needs no more than a name. */
export const PathParameter = (name: string, description: string): MethodDecorator =>
  ApiParam({ name, description, schema: { type: 'string' } });
