import { readFileSync } from 'node:fs';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { interpolated } from './interpolation.js';
import { count, flag, isMapping, listOf, mapOf, matching, only, orNothing, scalar, text } from './shape.js';

/** A service as it would be started. */
export interface ComposeService {
  readonly image: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | number>>;
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly restart?: string;
  readonly deploy?: { readonly replicas: number };
  readonly networks?: Readonly<Record<string, { readonly ipv4_address?: string } | null>>;
}

export interface Compose {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: readonly string[];
}

const duration = matching(/^\d+s$/);

/** The part of the Compose Specification that these files use: whatever else stands there is a fault. */
const service = only({
  image: text,
  build: text,
  command: listOf(text),
  environment: mapOf(scalar),
  profiles: listOf(text),
  ports: listOf(matching(/^[\d.]+:\d+(-\d+)?:\d+$/)),
  volumes: listOf(matching(/^[a-z][a-z0-9-]*:\/[\w/]+$/)),
  healthcheck: only({
    test: listOf(text),
    interval: duration,
    timeout: duration,
    start_period: duration,
    retries: count,
    disable: flag,
  }),
  depends_on: mapOf(only({ condition: matching(/^service_(healthy|completed_successfully)$/) })),
  restart: matching(/^(no|unless-stopped)$/),
  stop_grace_period: duration,
  deploy: only({ replicas: count }),
  networks: mapOf(orNothing(only({ ipv4_address: matching(/^\d+(\.\d+){3}$/) }))),
  init: flag,
  read_only: flag,
  tmpfs: listOf(text),
  cap_drop: listOf(text),
  security_opt: listOf(text),
});

const file = only({
  name: matching(/^[a-z][a-z0-9-]*$/),
  services: mapOf(service),
  volumes: mapOf(orNothing(only({}))),
  networks: mapOf(only({ ipam: only({ config: listOf(only({ subnet: text })) }) })),
});

export class ComposeFaults extends Error {
  override readonly name = 'ComposeFaults';
}

/** Reads Compose files, each later one laid over those before it. Throws `ComposeFaults` on whatever is not as it should be. */
export const readCompose = (paths: readonly string[], env: Readonly<Record<string, string>>): Compose => {
  const merged = paths.map((path) => parsed(path, env)).reduce((below, above) => laidOver(below, above), {});
  const { services = {}, volumes = {} } = merged as {
    services?: Record<string, ComposeService>;
    volumes?: Record<string, unknown>;
  };
  return { services, volumes: Object.keys(volumes) };
};

const parsed = (path: string, env: Readonly<Record<string, string>>): Readonly<Record<string, unknown>> => {
  const found: unknown = load(readFileSync(path, 'utf8'), { schema: CORE_SCHEMA.withTags(mergeTag) });
  const filled = interpolated(found, env);
  if (!isMapping(filled)) throw new ComposeFaults(`${path} is no mapping`);
  // What begins with x- is for anchors.
  const kept = Object.fromEntries(Object.entries(filled).filter(([name]) => !name.startsWith('x-')));
  const faults = file(kept, path);
  if (faults.length > 0) throw new ComposeFaults(faults.join('\n'));
  return kept;
};

/** As Compose merges files: mappings name by name, anything else is replaced. (Lists would be joined; no file relies on it.) */
const laidOver = (
  below: Readonly<Record<string, unknown>>,
  above: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> => {
  const merged: Record<string, unknown> = { ...below };
  for (const [name, value] of Object.entries(above)) {
    const before = merged[name];
    if (Array.isArray(before)) throw new ComposeFaults(`${name}: a list in a file that is laid over another`);
    merged[name] = isMapping(before) && isMapping(value) ? laidOver(before, value) : value;
  }
  return merged;
};

/** The services that a use of the file starts: those of the profile, and those without one. */
export const startedBy = ({ services }: Compose, profile: string | null): Readonly<Record<string, ComposeService>> =>
  Object.fromEntries(
    Object.entries(services).filter(
      ([, { profiles }]) => profiles === undefined || (profile !== null && profiles.includes(profile)),
    ),
  );
