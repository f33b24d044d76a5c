import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { controllers } from '../areas.js';
import { asObject } from '../http/json.js';
import { problemKinds } from '../http/problem.js';
import { type Route, routesOf } from '../http/route-table.js';
import type { Schemas } from './type-schemas.js';

const description = `Campaigns, their runs, and everything that happened in them.

Commands answer \`202\` as soon as what they did is durable; with \`Prefer: wait=N\` they wait until the lists show
it. \`GET\` of a resource is never behind. Errors are \`application/problem+json\` (RFC 9457), and their types are stable:
${Object.entries(problemKinds)
  .map(([kind, { status, title }]) => `\`/problems/${kind}\` (${status}): ${title}.`)
  .join(' ')}`;

/** The document of a running or previewed application. Needs the build: the swagger plugin writes what DTOs look like. */
export const describeApi = (app: INestApplication, schemas: Schemas): OpenAPIObject => {
  const document = SwaggerModule.createDocument(
    app,
    new DocumentBuilder()
      .setOpenAPIVersion('3.1.0')
      .setTitle('Sortie')
      .setDescription(description)
      .setVersion('1')
      .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'sortie_…' }, 'key')
      .addCookieAuth(
        'sortie-session-3000',
        {
          type: 'apiKey',
          in: 'cookie',
          description:
            'For the console: `POST /v1/session` sets it. With https its name is `__Host-sortie-session`, else it ends in the port.',
        },
        'session',
      )
      .build(),
    { operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}_${method}` },
  );
  const routes = new Map(routesOf(controllers).map((route) => [`${route.method} ${braced(route.path)}`, route]));
  for (const [path, item] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const route = routes.get(`${method.toUpperCase()} ${path}`);
      if (route !== undefined) complete(operation, route, document.components?.schemas ?? {});
    }
  }
  const bodies = Object.entries(document.components?.schemas ?? {}).map(([name, schema]) => [
    name,
    { ...schema, additionalProperties: false },
  ]);
  return {
    ...document,
    components: { ...document.components, schemas: { ...Object.fromEntries(bodies), ...schemas } },
  };
};

const braced = (path: string): string => path.replaceAll(/:(\w+)/g, '{$1}');

/** What follows from the route's own declarations: who may, what can be refused. */
const complete = (
  operation: unknown,
  { policy, idempotency }: Route,
  bodies: Readonly<Record<string, unknown>>,
): void => {
  const object = operation as Record<string, unknown>;
  const responses: Record<string, unknown> = { ...asObject(object['responses']) };
  // Nest's own idea of a route's answer has no description.
  for (const [status, response] of Object.entries(responses))
    if (!asObject(response)?.['description']) delete responses[status];
  responses['default'] = {
    description: 'Refused or failed',
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
  object['responses'] = responses;
  const body = asObject(object['requestBody']);
  if (body !== null && !needsBody(body, bodies)) object['requestBody'] = { ...body, required: false };
  if (policy?.kind === 'roles') {
    object['security'] = [{ key: [] }, { session: [] }];
    object['x-roles'] = policy.roles;
  }
  if (idempotency !== 'none') {
    const parameters = object['parameters'];
    object['parameters'] = [
      ...(Array.isArray(parameters) ? parameters : []),
      {
        name: 'Idempotency-Key',
        in: 'header',
        required: idempotency === 'required',
        description: 'The same for every retry of one request; its answer is remembered for 24 hours',
        schema: { type: 'string', maxLength: 200 },
      },
    ];
  }
};

/** A command whose every member may be left out can be sent without a body. */
const needsBody = (body: Readonly<Record<string, unknown>>, bodies: Readonly<Record<string, unknown>>): boolean => {
  const schema = asObject(asObject(asObject(body['content'])?.['application/json'])?.['schema']);
  const ref = schema?.['$ref'];
  if (typeof ref !== 'string') return true;
  const required = asObject(bodies[ref.slice(ref.lastIndexOf('/') + 1)])?.['required'];
  return Array.isArray(required) && required.length > 0;
};
