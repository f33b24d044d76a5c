import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import type { BulkSearch, RowResult } from './bulk-search.js';

const pageSize = 50;

export const jobsQuery = ({ status, after }: BulkSearch) =>
  queryOptions({
    queryKey: ['bulk', 'list', status, after],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/v1/bulk', {
          params: {
            query: {
              limit: pageSize,
              ...(status === undefined ? {} : { status: [...status] }),
              ...(after === undefined ? {} : { after }),
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    // A job goes on without an event for each of its runs.
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ endedAt }) => endedAt === null) === true ? 1_000 : false,
  });

const rowsPage = 200;

/** Every list of what the runs of a job answered begins so. */
export const rowsKey = (id: string) => ['bulk', 'rows', id] as const;

/** `live`: the job goes on, and its rows with it. */
export const jobRowsQuery = (id: string, result: RowResult | undefined, live: boolean) =>
  infiniteQueryOptions({
    queryKey: [...rowsKey(id), result ?? 'all'],
    queryFn: ({ signal, pageParam }) =>
      answered(
        api.GET('/v1/bulk/{id}/results', {
          params: {
            path: { id },
            query: {
              limit: rowsPage,
              ...(result === undefined ? {} : { result: [result] }),
              ...(pageParam === null ? {} : { after: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: live ? 2_000 : false,
  });
