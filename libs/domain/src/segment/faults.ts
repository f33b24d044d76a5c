import { channelKinds } from '../campaign/messages.js';
import { type Fault, fault, pointerTo } from '../kernel/fault.js';
import { lineFaults, type TextFaultCode, textFaults } from '../kernel/text.js';
import type { SegmentFilter } from './messages.js';

/**
 * - `wrong-type`, `unknown-field`, `unknown-word`: not one of the conditions that exist.
 * - `too-deep`, `too-many`: more than a query should carry.
 * - `required`: a member that the condition needs.
 */
export type SegmentFaultCode =
  | TextFaultCode
  | 'wrong-type'
  | 'unknown-field'
  | 'unknown-word'
  | 'too-deep'
  | 'too-many';

type Faults = readonly Fault<SegmentFaultCode>[];

export const deepestFilter = 10;
const mostConditions = 500;

export const segmentOperators = ['equals', 'not-equals', 'contains', 'greater', 'less', 'exists'] as const;
const consentStates = ['granted', 'withdrawn', 'unknown'] as const;

/** Everything that is wrong with a segment. The filter may be any JSON: it comes from outside as it is. */
export const faultsOfSegment = (segment: { readonly name: string; readonly filter?: unknown }): Faults => [
  ...lineFaults('/name', segment.name, 200),
  ...(segment.filter === undefined ? [] : faultsOfFilter(segment.filter, '/filter')),
];

/** Whether any JSON value is a filter that can be run. */
export const isSegmentFilter = (value: unknown): value is SegmentFilter => faultsOfFilter(value).length === 0;

export const faultsOfFilter = (filter: unknown, pointer = ''): Faults => {
  const faults = conditionFaults(filter, pointer, 1);
  return countConditions(filter) <= mostConditions
    ? faults
    : [...faults, fault(pointer, 'too-many', `has more than ${mostConditions} conditions`)];
};

const conditionFaults = (condition: unknown, pointer: string, depth: number): Faults => {
  if (!isObject(condition)) return [fault(pointer, 'wrong-type', 'must be an object')];
  if (depth > deepestFilter) return [fault(pointer, 'too-deep', `lies deeper than ${deepestFilter} levels`)];
  const kind = conditionKinds.find((name) => Object.hasOwn(condition, name));
  if (kind === undefined) {
    return [fault(pointer, 'unknown-word', `must have one of ${conditionKinds.join(', ')}`)];
  }
  const { members, check }: { members: readonly string[]; check: Check } = conditions[kind];
  const strangers = Object.keys(condition).filter((name) => !members.includes(name));
  return [
    ...strangers.map((name) => fault(pointer + pointerTo(name), 'unknown-field', `does not belong to "${kind}"`)),
    ...check(condition, pointer, depth),
  ];
};

type Condition = { readonly [name: string]: unknown };
type Check = (condition: Condition, pointer: string, depth: number) => Faults;

const listOf =
  (name: 'all' | 'any'): Check =>
  (condition, pointer, depth) => {
    const list = condition[name];
    if (!isList(list)) return [fault(`${pointer}/${name}`, 'wrong-type', 'must be a list')];
    if (list.length === 0) return [fault(`${pointer}/${name}`, 'required', 'must not be empty')];
    return list.flatMap((each, index) => conditionFaults(each, `${pointer}/${name}/${index}`, depth + 1));
  };

const textOf =
  (name: 'tag' | 'timeZone' | 'attribute'): Check =>
  (condition, pointer) => {
    const text = condition[name];
    return typeof text === 'string'
      ? lineFaults(`${pointer}/${name}`, text, 200)
      : [fault(`${pointer}/${name}`, 'wrong-type', 'must be a text')];
  };

const oneOf = (value: unknown, words: readonly string[], pointer: string): Faults =>
  typeof value === 'string' && words.includes(value)
    ? []
    : [fault(pointer, 'unknown-word', `must be one of ${words.join(', ')}`)];

const attribute: Check = (condition, pointer, depth) => {
  const { op, value } = condition;
  const faults = [...textOf('attribute')(condition, pointer, depth), ...oneOf(op, segmentOperators, `${pointer}/op`)];
  if (op === 'exists') {
    return value === undefined
      ? faults
      : [...faults, fault(`${pointer}/value`, 'unknown-field', '"exists" has no value')];
  }
  if (value === undefined) return [...faults, fault(`${pointer}/value`, 'required', 'must be given')];
  if (typeof value === 'string') return [...faults, ...textFaults(`${pointer}/value`, value, 1000)];
  return typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
    ? faults
    : [...faults, fault(`${pointer}/value`, 'wrong-type', 'must be a text, a number or a boolean')];
};

const consent: Check = ({ consent: wanted }, pointer) => {
  if (!isObject(wanted)) return [fault(`${pointer}/consent`, 'wrong-type', 'must be an object')];
  return [
    ...Object.keys(wanted)
      .filter((name) => name !== 'channel' && name !== 'state')
      .map((name) => fault(`${pointer}/consent${pointerTo(name)}`, 'unknown-field', 'does not belong to "consent"')),
    ...oneOf(wanted['channel'], channelKinds, `${pointer}/consent/channel`),
    ...oneOf(wanted['state'], consentStates, `${pointer}/consent/state`),
  ];
};

const conditionKinds = ['all', 'any', 'not', 'tag', 'consent', 'timeZone', 'attribute'] as const;

/** What each kind of condition may hold. */
const conditions = {
  all: { members: ['all'], check: listOf('all') },
  any: { members: ['any'], check: listOf('any') },
  not: { members: ['not'], check: ({ not }, pointer, depth) => conditionFaults(not, `${pointer}/not`, depth + 1) },
  tag: { members: ['tag'], check: textOf('tag') },
  consent: { members: ['consent'], check: consent },
  timeZone: { members: ['timeZone'], check: textOf('timeZone') },
  attribute: { members: ['attribute', 'op', 'value'], check: attribute },
} satisfies Record<(typeof conditionKinds)[number], { readonly members: readonly string[]; readonly check: Check }>;

/** Counts no deeper than filters may be: what lies below is refused as too deep. */
const countConditions = (filter: unknown, depth = 1): number => {
  if (!isObject(filter) || depth > deepestFilter) return 1;
  const { all, any, not } = filter;
  const parts = [...(isList(all) ? all : []), ...(isList(any) ? any : []), ...(not === undefined ? [] : [not])];
  return parts.reduce<number>((sum, part) => sum + countConditions(part, depth + 1), 1);
};

const isObject = (value: unknown): value is Condition =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);
