import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner } from '@nestjs/core';
import { type Policy, policyKey } from './access.js';
import { idempotencyOf } from './idempotency.js';

/** One route of a controller. */
export interface Route {
  readonly method: string;
  /** As declared, with `:name` parameters. */
  readonly path: string;
  readonly policy: Policy | undefined;
  /** What an Idempotency-Key is to it. */
  readonly idempotency: 'required' | 'optional' | 'none';
  /** `Controller.method`, for messages. */
  readonly handler: string;
}

/** A route as the HTTP server knows it. */
export type Registered = Pick<Route, 'method' | 'path'>;

/** Every route that these controllers declare, in the order of paths. */
export const routesOf = (controllers: readonly Type[]): readonly Route[] =>
  controllers
    .flatMap(routesOfController)
    .toSorted((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1));

const routesOfController = (controller: Type): readonly Route[] => {
  const prototype: object = controller.prototype;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler: unknown = Reflect.get(prototype, name);
    if (typeof handler !== 'function') return [];
    const metadata: unknown = Reflect.getMetadata(METHOD_METADATA, handler);
    if (typeof metadata !== 'number') return [];
    const method = RequestMethod[metadata] ?? String(metadata);
    const policy: Policy | undefined = Reflect.getMetadata(policyKey, handler);
    return pathsOf(Reflect.getMetadata(PATH_METADATA, controller)).flatMap((prefix) =>
      pathsOf(Reflect.getMetadata(PATH_METADATA, handler)).map((path) => ({
        method,
        path: joined(prefix, path),
        policy,
        idempotency: method === 'POST' ? idempotencyOf(handler) : 'none',
        handler: `${controller.name}.${name}`,
      })),
    );
  });
};

/** Routes that belong to no controller: the documentation page, the console and their files. They are for everybody. */
const plainRoutes = /^\/(docs(\/.*)?|\*)?$/;

/** Throws when something could be reached that nobody decided about. */
export const checkPolicies = (routes: readonly Route[], registered: readonly Registered[]): void => {
  const faults = policyFaults(routes, registered);
  if (faults.length > 0) throw new Error(`the API does not start:\n${faults.join('\n')}`);
};

/** Routes without a policy, and routes that did not come from a controller. */
export const policyFaults = (routes: readonly Route[], registered: readonly Registered[]): readonly string[] => {
  const known = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  return [
    ...routes
      .filter(({ policy }) => policy === undefined)
      .map(({ method, path, handler }) => `${method} ${path} (${handler}) carries neither @Allow nor @Public`),
    ...registered
      // fastify answers HEAD by the GET route of the same path, guard included.
      .filter(({ method, path }) => method !== 'HEAD' && !known.has(`${method} ${path}`) && !plainRoutes.test(path))
      .map(({ method, path }) => `${method} ${path} is not the route of a known controller`),
  ];
};

const pathsOf = (metadata: unknown): readonly string[] =>
  (Array.isArray(metadata) ? metadata : [metadata]).map((path) => (typeof path === 'string' ? path : ''));

const joined = (...parts: readonly string[]): string =>
  `/${parts.flatMap((part) => part.split('/').filter((piece) => piece !== '')).join('/')}`;
