import { categories } from '#readmodel/vocabulary.js';
import { asObject } from '../http/json.js';
import type { EventTypesView } from './documents.js';
import { type Schemas, schemasOf } from './type-schemas.js';

/** Every type of event with the schema of its data, from the types of the domain. */
export const eventTypeSchemas = (root: string): EventTypesView => {
  const schemas = schemasOf(root, 'libs/domain/src/events.ts', 'EventsByCategory');
  const items = categories.flatMap((category) =>
    messagesIn(schemas[category], schemas).map(({ type, data }) => ({ type, category, schema: data })),
  );
  const used = new Set(items.flatMap(({ schema }) => [...reachable(schema, schemas)]));
  return localised({
    items: items.toSorted((a, b) => (a.type < b.type ? -1 : 1)),
    definitions: Object.fromEntries(Object.entries(schemas).filter(([name]) => used.has(name))),
  });
};

interface MessageSchema {
  readonly type: string;
  readonly data: object;
}

/** Walks unions of unions down to the messages. */
const messagesIn = (schema: unknown, schemas: Schemas): readonly MessageSchema[] => {
  const object = asObject(schema);
  const name = nameIn(object);
  if (name !== undefined) return messagesIn(schemas[name], schemas);
  const branches = object?.['anyOf'];
  if (Array.isArray(branches)) return branches.flatMap((branch) => messagesIn(branch, schemas));
  const properties = asObject(object?.['properties']);
  const type = asObject(properties?.['type'])?.['const'];
  const data = asObject(properties?.['data']);
  return typeof type === 'string' && data !== null ? [{ type, data }] : [];
};

const nameIn = (schema: Readonly<Record<string, unknown>> | null): string | undefined => {
  const ref = schema?.['$ref'];
  return typeof ref === 'string' ? ref.slice(ref.lastIndexOf('/') + 1) : undefined;
};

const reachable = (schema: unknown, schemas: Schemas, seen = new Set<string>()): ReadonlySet<string> => {
  if (Array.isArray(schema)) {
    for (const each of schema) reachable(each, schemas, seen);
    return seen;
  }
  const object = asObject(schema);
  if (object === null) return seen;
  const name = nameIn(object);
  if (name !== undefined && !seen.has(name)) {
    seen.add(name);
    reachable(schemas[name], schemas, seen);
  }
  for (const member of Object.values(object)) reachable(member, schemas, seen);
  return seen;
};

/** The document of event types stands on its own: its references point into itself. */
const localised = (view: EventTypesView): EventTypesView => {
  const parsed: EventTypesView = JSON.parse(JSON.stringify(view).replaceAll('#/components/schemas/', '#/definitions/'));
  return parsed;
};
