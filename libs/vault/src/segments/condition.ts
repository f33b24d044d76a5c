import type { SegmentFilter } from '#domain/segment/messages.js';

type AttributeFilter = Extract<SegmentFilter, { attribute: string }>;

/** A condition on `vault.contacts c`, never null, with the values it refers to as $1, $2, … */
export interface Condition {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** The filter as SQL; every name and value in it is a parameter. No filter lets everybody through. */
export const conditionOf = (filter: SegmentFilter | undefined): Condition => {
  const values: unknown[] = [];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  return { sql: filter === undefined ? 'true' : sqlOf(filter, parameter), values };
};

type Parameter = (value: unknown) => string;

const sqlOf = (filter: SegmentFilter, parameter: Parameter): string => {
  if ('all' in filter) return joined(filter.all, ' and ', 'true', parameter);
  if ('any' in filter) return joined(filter.any, ' or ', 'false', parameter);
  if ('not' in filter) return `not ${sqlOf(filter.not, parameter)}`;
  if ('tag' in filter) return `(c.tags @> array[${parameter(filter.tag)}::text])`;
  if ('timeZone' in filter) return `(c.time_zone is not distinct from ${parameter(filter.timeZone)})`;
  if ('consent' in filter) return consent(filter.consent, parameter);
  return attribute(filter, parameter);
};

const joined = (filters: readonly SegmentFilter[], word: string, none: string, parameter: Parameter): string =>
  filters.length === 0 ? none : `(${filters.map((each) => sqlOf(each, parameter)).join(word)})`;

const consent = (
  { channel, state }: Extract<SegmentFilter, { consent: unknown }>['consent'],
  parameter: Parameter,
): string =>
  state === 'unknown'
    ? `(not c.consent ? ${parameter(channel)}::text)`
    : `(c.consent ->> ${parameter(channel)}::text is not distinct from ${parameter(state)})`;

/** The attribute in question, as jsonb and as text. */
interface Attribute {
  readonly json: string;
  readonly text: string;
  /** The value compared with, as text (numbers in plain decimal notation). */
  readonly wanted: string;
}

/**
 * A number compares with numbers only. Everything else compares as text, with texts, numbers and booleans; lists
 * are equal to nothing, but contain their elements. An attribute that is not there satisfies `not-equals` alone.
 */
const attribute = ({ attribute: name, op, value }: AttributeFilter, parameter: Parameter): string => {
  const key = `${parameter(name)}::text`;
  const json = `(c.attributes -> ${key})`;
  if (op === 'exists') return `coalesce(jsonb_typeof${json} <> 'null', false)`;
  if (value === undefined) throw new TypeError(`${op} needs a value`);
  const text = `(c.attributes ->> ${key})`;
  const wanted = `${parameter(String(value))}::text`;
  const compare = typeof value === 'number' ? numberOperators : textOperators;
  return compare[op]({ json, text, wanted });
};

type Operators = Record<Exclude<AttributeFilter['op'], 'exists'>, (attribute: Attribute) => string>;

// `case` decides before it casts: nothing else keeps PostgreSQL from casting first.
const asNumber =
  (operator: '=' | '<' | '>') =>
  ({ json, wanted }: Attribute): string =>
    `(case jsonb_typeof${json} when 'number' then ${json}::numeric ${operator} ${wanted}::numeric else false end)`;

const asText =
  (operator: '=' | '<' | '>') =>
  ({ json, text, wanted }: Attribute): string =>
    `coalesce(jsonb_typeof${json} in ('string', 'number', 'boolean') and ${text} ${operator} ${wanted} collate "C", false)`;

const contains = ({ json, text, wanted }: Attribute): string =>
  `(case when jsonb_typeof${json} in ('string', 'number', 'boolean') then strpos(${text}, ${wanted}) > 0
     when jsonb_typeof${json} = 'array' then exists (select 1 from jsonb_array_elements${json} element
       where jsonb_typeof(element) in ('string', 'number', 'boolean') and element #>> '{}' = ${wanted})
     else false end)`;

const numberOperators: Operators = {
  equals: asNumber('='),
  'not-equals': (attribute) => `not ${asNumber('=')(attribute)}`,
  greater: asNumber('>'),
  less: asNumber('<'),
  contains,
};

const textOperators: Operators = {
  equals: asText('='),
  'not-equals': (attribute) => `not ${asText('=')(attribute)}`,
  greater: asText('>'),
  less: asText('<'),
  contains,
};
