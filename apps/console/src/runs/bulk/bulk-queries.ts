import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';
import { queryOf, type RunsSearch } from '../runs-search.js';

export type BulkBody = Schemas['BulkBody'];

/** Which runs: some by id, or all that a filter lets through. */
export type Chosen =
  | { readonly kind: 'some'; readonly ids: readonly string[] }
  | { readonly kind: 'all'; readonly search: RunsSearch; readonly asOf: string };

/** What the list filters by, without how it is shown. */
export const selectionOf = (chosen: Chosen): Pick<BulkBody, 'runs' | 'filter' | 'asOf'> => {
  if (chosen.kind === 'some') return { runs: [...chosen.ids] };
  const {
    sort: _sort,
    direction: _direction,
    limit: _limit,
    after: _after,
    ...filter
  } = queryOf(chosen.search, Date.parse(chosen.asOf));
  return { filter, asOf: chosen.asOf };
};

export const previewQuery = (body: BulkBody) =>
  queryOptions({
    queryKey: ['bulk', 'preview', body],
    queryFn: ({ signal }) => answered(api.POST('/v1/bulk/preview', { body, signal })),
    staleTime: 0,
    // Of the time that was typed before, until the answer for this one is here.
    placeholderData: keepPreviousData,
  });

/** Asked every second until it has ended. */
export const jobQuery = (id: string) =>
  queryOptions({
    queryKey: ['bulk', 'job', id],
    queryFn: ({ signal }) => answered(api.GET('/v1/bulk/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && state.data.endedAt !== null ? false : 1_000),
  });

export const startBulk = (body: BulkBody, key: string) =>
  answered(api.POST('/v1/bulk', { params: { header: { 'Idempotency-Key': key } }, body }));

export const abortBulk = (id: string) =>
  answered(api.POST('/v1/bulk/{id}/abort', { params: { path: { id } }, body: {} }));
