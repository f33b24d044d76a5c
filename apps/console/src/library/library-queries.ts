import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { libraryCalls, type LibraryCalls } from './library-calls.js';
import type { DefinitionOf, ItemOf, LibraryKind, RowOf } from './library-kinds.js';
import type { LibrarySearch } from './library-search.js';

const callsOf = <Kind extends LibraryKind>(kind: Kind): LibraryCalls<Kind> => libraryCalls[kind];

export const listKey = (kind: LibraryKind) => ['library', kind, 'list'] as const;

export const libraryListQuery = <Kind extends LibraryKind>(kind: Kind, search: LibrarySearch) =>
  queryOptions({
    queryKey: [...listKey(kind), search],
    queryFn: ({ signal }): Promise<{ readonly items: readonly RowOf<Kind>[]; readonly next: string | null }> =>
      callsOf(kind).list(search, signal),
    placeholderData: keepPreviousData,
  });

/** Every query about one of them begins so: one invalidation reaches all of them. */
export const itemKey = (kind: LibraryKind, id: string) => ['library', kind, 'one', id] as const;

export interface AsRead<Kind extends LibraryKind> {
  readonly item: ItemOf<Kind>;
  /** Names the state that was read: an edit is made on it. */
  readonly etag: string;
}

export const readItem = async <Kind extends LibraryKind>(
  kind: Kind,
  id: string,
  signal?: AbortSignal,
): Promise<AsRead<Kind>> => {
  const { body, headers } = await callsOf(kind).get(id, signal);
  return { item: body, etag: headers.get('etag') ?? '' };
};

export const itemQuery = <Kind extends LibraryKind>(kind: Kind, id: string) =>
  queryOptions({
    queryKey: [...itemKey(kind, id), 'itself'],
    queryFn: ({ signal }) => readItem(kind, id, signal),
  });

export const versionsQuery = (kind: LibraryKind, id: string) =>
  queryOptions({
    queryKey: [...itemKey(kind, id), 'versions'],
    queryFn: ({ signal }) => callsOf(kind).versions(id, signal),
  });

/** What was published does not change. */
const forEver = { staleTime: Number.POSITIVE_INFINITY };

export const versionQuery = <Kind extends LibraryKind>(kind: Kind, id: string, version: number) =>
  queryOptions({
    queryKey: [...itemKey(kind, id), 'version', version],
    queryFn: ({ signal }): Promise<{ readonly definition: DefinitionOf<Kind> }> =>
      callsOf(kind).version(id, version, signal),
    ...forEver,
  });

export const diffQuery = (kind: LibraryKind, id: string, a: number, b: number) =>
  queryOptions({
    queryKey: [...itemKey(kind, id), 'diff', a, b],
    queryFn: ({ signal }) => callsOf(kind).diff(id, a, b, signal),
    enabled: a !== b,
    ...forEver,
  });

export const usedByQuery = (kind: LibraryKind, id: string) =>
  queryOptions({
    queryKey: [...itemKey(kind, id), 'used by'],
    queryFn: ({ signal }) => callsOf(kind).usedBy(id, signal),
  });
