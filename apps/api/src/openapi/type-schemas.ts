import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { asObject } from '../http/json.js';

type Schema = Readonly<Record<string, unknown>>;

/** JSON Schemas by name; references read `#/components/schemas/<name>`. */
export type Schemas = Readonly<Record<string, Schema>>;

export const refTo = (name: string): string => `#/components/schemas/${name}`;

/**
 * The schemas of an exported interface's members, named like the members, and of everything they refer to. Objects
 * may hold more than is known of them: that is how answers grow.
 */
export const schemasOf = (root: string, file: string, type: string): Schemas => {
  const generated = createGenerator({
    path: join(root, file),
    tsconfig: join(root, 'tsconfig.json'),
    type,
    expose: 'export',
    jsDoc: 'basic',
    functions: 'hide',
    encodeRefs: false,
    skipTypeCheck: true,
    additionalProperties: true,
  }).createSchema(type);
  const definitions: Readonly<Record<string, unknown>> = {
    ...generated.definitions,
    // A branded string: no JSON value is a string and an object at once, though TypeScript has a use for it.
    Position: { type: 'string', description: 'A place in the log. Opaque.' },
    // Spelt out it would refer to itself, which generators of types do not like.
    Json: { description: 'Any JSON value' },
  };
  const members = asObject(asObject(definitions[type])?.['properties']) ?? {};
  const names = namesOf(members, definitions);
  const found = new Map<string, Schema>();
  const sources = new Map<string, unknown>();
  const take = (name: string, schema: unknown): void => {
    if (sources.has(name) && sources.get(name) !== schema) throw new Error(`two types want the schema name ${name}`);
    if (found.has(name)) return;
    sources.set(name, schema);
    found.set(name, {});
    found.set(name, schemaOf(rewritten(schema, (definition) => reach(definition))));
  };
  /** The component for a definition, which is made when it is first asked for. */
  const reach = (definition: string): string => {
    const target = followed(definition, definitions);
    const name = names.get(target) ?? identifier(target);
    take(name, definitions[target]);
    return refTo(name);
  };
  for (const [name, member] of Object.entries(members)) {
    const target = definitionIn(member);
    const followedTo = target === undefined ? undefined : followed(target, definitions);
    take(name, followedTo !== undefined && names.get(followedTo) === name ? definitions[followedTo] : member);
  }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
};

/** A definition that is a member of the interface goes by the member's name. */
const namesOf = (
  members: Readonly<Record<string, unknown>>,
  definitions: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  for (const [name, member] of Object.entries(members)) {
    const target = definitionIn(member);
    if (target === undefined) continue;
    const end = followed(target, definitions);
    if (!names.has(end)) names.set(end, name);
  }
  return names;
};

const prefix = '#/definitions/';

const definitionIn = (schema: unknown): string | undefined => {
  const ref = asObject(schema)?.['$ref'];
  return typeof ref === 'string' ? ref.slice(prefix.length) : undefined;
};

/** Where a chain of definitions that only name another one ends. */
const followed = (definition: string, definitions: Readonly<Record<string, unknown>>): string => {
  const next = definitionIn(definitions[definition]);
  return next === undefined ? definition : followed(next, definitions);
};

/** `ListView<DefinitionHead<"goal">>` → `ListViewOfDefinitionHeadOfGoal`. */
const identifier = (name: string): string =>
  name
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('_');

const rewritten = (schema: unknown, reach: (definition: string) => string): unknown => {
  if (Array.isArray(schema)) return schema.map((each: unknown) => rewritten(each, reach));
  const object = asObject(schema);
  if (object === null) return schema;
  return Object.fromEntries(
    Object.entries(object).map(([name, member]) =>
      name === '$ref' && typeof member === 'string'
        ? [name, reach(member.slice(prefix.length))]
        : [name, rewritten(member, reach)],
    ),
  );
};

const schemaOf = (value: unknown): Schema => asObject(value) ?? {};
