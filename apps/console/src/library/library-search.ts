import { numberIn, oneOf, present, textIn } from '../api/search-params.js';
import { lookIn } from '../parts/look.js';

const statuses = ['active', 'archived'] as const;

/** Everything that a list of goals, segments or senders shows by choice. */
export const librarySearch = (raw: Record<string, unknown>) =>
  present({
    status: oneOf(raw['status'], statuses),
    /** What names begin with. */
    name: textIn(raw['name']),
    direction: oneOf(raw['direction'], ['desc']),
    after: textIn(raw['after']),
  });

export type LibrarySearch = ReturnType<typeof librarySearch>;

/** Everything that the page of one of them shows by choice; a tab reads its own. */
export const itemSearch = (raw: Record<string, unknown>) =>
  present({
    // Versions: the two that are compared, and the one that is read
    from: numberIn(raw['from'], 1),
    to: numberIn(raw['to'], 1),
    version: numberIn(raw['version'], 1),
    diff: lookIn(raw, 'diff'),
    // Attainment: by which version of the goal, and how it is shown
    by: numberIn(raw['by'], 1),
    as: oneOf(raw['as'], ['table']),
  });

export type ItemSearch = ReturnType<typeof itemSearch>;

const itemTabIds = ['overview', 'edit', 'versions', 'used-by'] as const;
export type ItemTab = (typeof itemTabIds)[number];

export const itemTabs: readonly { readonly id: ItemTab; readonly label: string; readonly key: string }[] = [
  { id: 'overview', label: 'Overview', key: 'o' },
  { id: 'edit', label: 'Edit', key: 'e' },
  { id: 'versions', label: 'Versions', key: 'v' },
  { id: 'used-by', label: 'Used by', key: 'u' },
];

export const itemTabOf = (text: string): ItemTab => itemTabIds.find((id) => id === text) ?? 'overview';
