import type { Filter } from './segment-words.js';

/** The kinds of conditions as people speak of them. */
export const conditionKinds = {
  all: 'All of these',
  any: 'One of these or more',
  not: 'Not',
  tag: 'Has the tag',
  consent: 'Consent',
  timeZone: 'Lives in the time zone',
  attribute: 'Attribute',
} as const;

export type ConditionKind = keyof typeof conditionKinds;

export const conditionKindNames = Object.keys(conditionKinds) as readonly ConditionKind[];

export const kindOf = (filter: Filter): ConditionKind => conditionKindNames.find((kind) => kind in filter) ?? 'all';

/** One to fill in. */
export const newCondition = (kind: ConditionKind): Filter => {
  switch (kind) {
    case 'all':
      return { all: [{ tag: '' }] };
    case 'any':
      return { any: [{ tag: '' }] };
    case 'not':
      return { not: { tag: '' } };
    case 'tag':
      return { tag: '' };
    case 'consent':
      return { consent: { channel: 'email', state: 'granted' } };
    case 'timeZone':
      return { timeZone: '' };
    case 'attribute':
      return { attribute: '', op: 'equals', value: '' };
  }
};

/** Another kind in its place; what a group holds goes along into the next group. */
export const asKind = (filter: Filter, kind: ConditionKind): Filter => {
  const inside = 'all' in filter ? filter.all : 'any' in filter ? filter.any : 'not' in filter ? [filter.not] : null;
  if (inside === null)
    return kind === 'all'
      ? { all: [filter] }
      : kind === 'any'
        ? { any: [filter] }
        : kind === 'not'
          ? { not: filter }
          : newCondition(kind);
  if (kind === 'all') return { all: inside };
  if (kind === 'any') return { any: inside };
  if (kind === 'not') return { not: inside.length === 1 && inside[0] !== undefined ? inside[0] : { all: inside } };
  return newCondition(kind);
};

/** What was typed, as a filter compares it: a number where it reads as one, and `true` and `false`. */
export const valueOf = (text: string): string | number | boolean => {
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() !== '' && String(Number(text)) === text ? Number(text) : text;
};
