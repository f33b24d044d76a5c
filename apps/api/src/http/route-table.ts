import { Injectable, RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { type Policy, policyKey } from './access.js';

/** One route of a controller. */
export interface Route {
  readonly method: string;
  /** As declared, with `:name` parameters. */
  readonly path: string;
  readonly policy: Policy | undefined;
  readonly handler: string;
}

/** A route as the HTTP server knows it. */
export interface Registered {
  readonly method: string;
  readonly path: string;
}

/** Every route of the API with its policy. */
@Injectable()
export class RouteTable {
  constructor(private readonly discovery: DiscoveryService) {}

  routes(): readonly Route[] {
    return routesOf(this.discovery);
  }

  /** Throws when something could be reached that nobody decided about. */
  check(registered: readonly Registered[]): void {
    const faults = policyFaults(this.routes(), registered);
    if (faults.length > 0) throw new Error(`the API does not start:\n${faults.join('\n')}`);
  }
}

/** Every route that a controller declares, in the order of paths. */
const routesOf = (discovery: DiscoveryService): readonly Route[] =>
  discovery
    .getControllers()
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? routesOfController(metatype) : []))
    .toSorted((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1));

const routesOfController = (controller: Type | NewableFunction): Route[] => {
  const prototype: object = controller.prototype;
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler: unknown = Reflect.get(prototype, name);
    if (typeof handler !== 'function') return [];
    const method: unknown = Reflect.getMetadata(METHOD_METADATA, handler);
    if (typeof method !== 'number') return [];
    const policy: Policy | undefined = Reflect.getMetadata(policyKey, handler);
    return pathsOf(Reflect.getMetadata(PATH_METADATA, controller)).flatMap((prefix) =>
      pathsOf(Reflect.getMetadata(PATH_METADATA, handler)).map((path) => ({
        method: RequestMethod[method] ?? String(method),
        path: joined(prefix, path),
        policy,
        handler: `${controller.name}.${name}`,
      })),
    );
  });
};

/** Routes that belong to no controller: the documentation page and its files. */
const plainRoutes = /^\/docs(\/|$)/;

/** What keeps the API from starting: routes without a policy, and routes that did not come from a controller. */
export const policyFaults = (routes: readonly Route[], registered: readonly Registered[]): readonly string[] => {
  const known = new Set(routes.map(({ method, path }) => `${method} ${path}`));
  return [
    ...routes
      .filter(({ policy }) => policy === undefined)
      .map(({ method, path, handler }) => `${method} ${path} (${handler}) carries neither @Allow nor @Public`),
    ...registered
      // fastify answers HEAD by the GET route of the same path, guard included.
      .filter(({ method, path }) => method !== 'HEAD' && !known.has(`${method} ${path}`) && !plainRoutes.test(path))
      .map(({ method, path }) => `${method} ${path} is not the route of a controller`),
  ];
};

const pathsOf = (metadata: unknown): readonly string[] =>
  (Array.isArray(metadata) ? metadata : [metadata]).map((path) => (typeof path === 'string' ? path : ''));

const joined = (...parts: readonly string[]): string =>
  `/${parts.flatMap((part) => part.split('/').filter((piece) => piece !== '')).join('/')}`;
