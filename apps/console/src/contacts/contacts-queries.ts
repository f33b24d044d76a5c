import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import type { ContactsSearch } from './contacts-search.js';

export type Contact = Schemas['Contact'];
export type ImportReport = Schemas['ImportReport'];
export type ImportFault = Schemas['ImportFault'];

export const contactListQuery = (search: ContactsSearch) =>
  queryOptions({
    queryKey: ['contacts', 'list', search],
    queryFn: ({ signal }) => answered(api.GET('/v1/contacts', { params: { query: search }, signal })),
    placeholderData: keepPreviousData,
  });

const importsShown = 50;
/** An import that runs is looked at so often: its progress is no event. */
const lookMs = 1_000;

export const importsQuery = queryOptions({
  queryKey: ['imports', 'list'],
  queryFn: ({ signal }) =>
    answered(api.GET('/v1/contacts/imports', { params: { query: { limit: importsShown } }, signal })),
  refetchInterval: ({ state: { data } }) => (data?.items.some(({ state }) => state === 'running') ? lookMs : false),
});

/** How far an import is that this page has just begun. */
export const newestImportQuery = queryOptions({
  queryKey: ['imports', 'newest'],
  queryFn: ({ signal }) => answered(api.GET('/v1/contacts/imports', { params: { query: { limit: 1 } }, signal })),
  refetchInterval: lookMs,
});

const faultsPage = 200;

/** A report with all of its refused rows, page by page. */
export const importQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['imports', id],
    queryFn: ({ signal, pageParam }) =>
      answered(
        api.GET('/v1/contacts/imports/{id}', {
          params: { path: { id }, query: { limit: faultsPage, ...(pageParam === null ? {} : { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state: { data } }) => (data?.pages[0]?.state === 'running' ? lookMs : false),
  });
