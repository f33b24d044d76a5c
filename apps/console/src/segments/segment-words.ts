import type { Schemas } from '#client/client.js';
import { channelWords } from '../runs/words.js';

export type Filter = Schemas['SegmentFilter'];
export type AttributeFilter = Extract<Filter, { readonly attribute: string }>;

export const operatorWords = {
  equals: 'is',
  'not-equals': 'is not',
  contains: 'contains',
  greater: 'is greater than',
  less: 'is less than',
  exists: 'is there',
} as const satisfies Record<AttributeFilter['op'], string>;

const quoted = (value: unknown): string => (typeof value === 'string' ? `“${value}”` : String(value));

const channelName = (channel: string): string =>
  Object.entries(channelWords).find(([name]) => name === channel)?.[1] ?? channel;

/** A filter as a sentence says it. */
export const filterWords = (filter: Filter | undefined): string => {
  if (filter === undefined) return 'Everybody';
  if ('all' in filter) return joined(filter.all, ' and ');
  if ('any' in filter) return joined(filter.any, ' or ');
  if ('not' in filter) return `not (${filterWords(filter.not)})`;
  if ('tag' in filter) return `tagged ${quoted(filter.tag)}`;
  if ('timeZone' in filter) return `lives in ${filter.timeZone}`;
  if ('consent' in filter) return `${channelName(filter.consent.channel)} consent is ${filter.consent.state}`;
  const { attribute, op, value } = filter;
  return op === 'exists' ? `${attribute} is there` : `${attribute} ${operatorWords[op]} ${quoted(value)}`;
};

const joined = (filters: readonly Filter[], word: string): string =>
  filters.map((each) => ('all' in each || 'any' in each ? `(${filterWords(each)})` : filterWords(each))).join(word);

/** What people call a member of a segment. */
export const segmentMember = (path: string): string =>
  path.startsWith('/name') ? 'Name' : path.startsWith('/filter') ? 'Filter' : 'Other';

/** Half of one filter and half of another would be for people nobody meant. */
export const segmentWholes = ['/filter'] as const;
