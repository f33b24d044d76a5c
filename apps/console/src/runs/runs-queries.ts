import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { queryOf, type RunsSearch } from './runs-search.js';

export type RunRow = Schemas['RunSummary'];

export const runsQuery = (search: RunsSearch) => {
  const { columns: _columns, view: _view, ...asked } = search;
  return queryOptions({
    queryKey: ['runs', 'list', asked],
    queryFn: ({ signal }) => answered(api.GET('/v1/runs', { params: { query: queryOf(asked, Date.now()) }, signal })),
    placeholderData: keepPreviousData,
  });
};

/** The API counts by one campaign, one type, one channel at most: other filters leave the counters as they are. */
export const countersQuery = ({ campaign, type, channel }: RunsSearch) => {
  const query = {
    ...(campaign?.length === 1 && campaign[0] !== undefined ? { campaign: campaign[0] } : {}),
    ...(type?.length === 1 && type[0] !== undefined ? { type: type[0] } : {}),
    ...(channel?.length === 1 && channel[0] !== undefined ? { channel: channel[0] } : {}),
  };
  return queryOptions({
    queryKey: ['runs', 'counters', query],
    queryFn: ({ signal }) => answered(api.GET('/v1/runs/counters', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

/** For choosing among them, by name. */
export const campaignsQuery = (name: string) =>
  queryOptions({
    queryKey: ['campaigns', 'choice', name],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/v1/campaigns', { params: { query: { limit: 50, ...(name === '' ? {} : { name }) } }, signal }),
      ),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

export const goalsQuery = (name: string) =>
  queryOptions({
    queryKey: ['goals', 'choice', name],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/goals', { params: { query: { limit: 50, ...(name === '' ? {} : { name }) } }, signal })),
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });

/** Names of definitions, for the words of a filter. */
export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', id],
    queryFn: ({ signal }) => answered(api.GET('/v1/campaigns/{id}', { params: { path: { id } }, signal })),
    staleTime: 60_000,
  });

export const goalQuery = (id: string) =>
  queryOptions({
    queryKey: ['goals', id],
    queryFn: ({ signal }) => answered(api.GET('/v1/goals/{id}', { params: { path: { id } }, signal })),
    staleTime: 60_000,
  });
