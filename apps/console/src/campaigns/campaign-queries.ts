import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, answeredWith, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import type { CampaignsSearch } from './campaigns-search.js';

export type CampaignRow = Schemas['DefinitionHead_Campaign'];
export type Campaign = Schemas['Campaign'];
export type CampaignDefinition = Schemas['CampaignDefinition'];

/** What the API is asked for a page of campaigns. */
export const queryOf = ({ open: _open, ...asked }: CampaignsSearch) => asked;

export const campaignListQuery = (search: CampaignsSearch) => {
  const query = queryOf(search);
  return queryOptions({
    queryKey: ['campaigns', 'list', query],
    queryFn: ({ signal }) => answered(api.GET('/v1/campaigns', { params: { query }, signal })),
    placeholderData: keepPreviousData,
  });
};

/** Every query about a campaign begins so: one invalidation reaches all of them. */
export const campaignKey = (id: string) => ['campaign', id] as const;

export interface CampaignAsRead {
  readonly campaign: Campaign;
  /** Names the state that was read: an edit is made on it. */
  readonly etag: string;
}

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: [...campaignKey(id), 'itself'],
    queryFn: async ({ signal }): Promise<CampaignAsRead> => {
      const { body, headers } = await answeredWith(api.GET('/v1/campaigns/{id}', { params: { path: { id } }, signal }));
      return { campaign: body, etag: headers.get('etag') ?? '' };
    },
  });

export const campaignVersionsQuery = (id: string) =>
  queryOptions({
    queryKey: [...campaignKey(id), 'versions'],
    queryFn: ({ signal }) => answered(api.GET('/v1/campaigns/{id}/versions', { params: { path: { id } }, signal })),
  });

/** What was published does not change. */
export const campaignVersionQuery = (id: string, version: number) =>
  queryOptions({
    queryKey: [...campaignKey(id), 'version', version],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/campaigns/{id}/versions/{version}', { params: { path: { id, version } }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const campaignDiffQuery = (id: string, a: number, b: number) =>
  queryOptions({
    queryKey: [...campaignKey(id), 'diff', a, b],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/campaigns/{id}/versions/{a}/diff/{b}', { params: { path: { id, a, b } }, signal })),
    enabled: a !== b,
    staleTime: Number.POSITIVE_INFINITY,
  });

export const preflightQuery = (id: string, test: boolean) =>
  queryOptions({
    queryKey: [...campaignKey(id), 'preflight', test],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/v1/campaigns/{id}/preflight', {
          params: { path: { id }, query: test ? { test: 'true' } : {} },
          signal,
        }),
      ),
    staleTime: 5_000,
  });

export const campaignLessonsQuery = (id: string) =>
  queryOptions({
    queryKey: [...campaignKey(id), 'lessons'],
    queryFn: ({ signal }) => answered(api.GET('/v1/lessons', { params: { query: { campaign: id } }, signal })),
  });

/** The newest runs of it. */
export const campaignRunsQuery = (id: string, limit: number) =>
  queryOptions({
    queryKey: [...campaignKey(id), 'runs', limit],
    queryFn: ({ signal }) => answered(api.GET('/v1/runs', { params: { query: { campaign: [id], limit } }, signal })),
  });

export type Referred = 'goal' | 'segment' | 'sender';

/** What a campaign refers to, for its name. */
export const referredQuery = (kind: Referred, id: string) =>
  queryOptions({
    queryKey: ['referred', kind, id],
    queryFn: async ({ signal }): Promise<{ readonly name: string; readonly status: string }> => {
      const params = { path: { id } };
      const { definition, status } =
        kind === 'goal'
          ? await answered(api.GET('/v1/goals/{id}', { params, signal }))
          : kind === 'segment'
            ? await answered(api.GET('/v1/segments/{id}', { params, signal }))
            : await answered(api.GET('/v1/senders/{id}', { params, signal }));
      return { name: definition.name, status };
    },
    staleTime: 30_000,
  });
