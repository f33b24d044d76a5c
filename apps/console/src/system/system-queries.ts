import { queryOptions } from '@tanstack/react-query';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';

/** These are not told as events: they are asked for. */
const everyMs = 3_000;

export type Projection = Schemas['ProjectionList']['items'][number];
export type Worker = Schemas['WorkerList']['items'][number];
export type Hold = Schemas['HoldInForce'];
export type Key = Schemas['AccessKey'];

export const systemKey = ['system'] as const;

export const readyQuery = queryOptions({
  queryKey: [...systemKey, 'ready'],
  queryFn: ({ signal }) => answered(api.GET('/health/ready', { signal })),
  refetchInterval: everyMs,
});

export const projectionsQuery = queryOptions({
  queryKey: [...systemKey, 'projections'],
  queryFn: ({ signal }) => answered(api.GET('/v1/projections', { signal })),
  refetchInterval: everyMs,
});

export const workersQuery = queryOptions({
  queryKey: [...systemKey, 'workers'],
  queryFn: ({ signal }) => answered(api.GET('/v1/workers', { signal })),
  refetchInterval: everyMs,
});

/** It changes nothing: it says what the log has that nobody holds. */
export const queueQuery = queryOptions({
  queryKey: [...systemKey, 'queue'],
  queryFn: ({ signal }) => answered(api.POST('/v1/queue/reconcile', { signal })),
  refetchInterval: everyMs,
});

export const parkedQuery = queryOptions({
  queryKey: [...systemKey, 'parked'],
  queryFn: ({ signal }) => answered(api.GET('/v1/parked', { signal })),
  refetchInterval: everyMs,
});

export const holdsQuery = queryOptions({
  queryKey: [...systemKey, 'holds'],
  queryFn: ({ signal }) => answered(api.GET('/v1/holds', { signal })),
  refetchInterval: everyMs,
});

const heldRunsShown = 200;

export const heldRunsQuery = queryOptions({
  queryKey: [...systemKey, 'held-runs'],
  queryFn: ({ signal }) => answered(api.GET('/v1/holds/runs', { params: { query: { limit: heldRunsShown } }, signal })),
  refetchInterval: everyMs,
});

export const keysQuery = queryOptions({
  queryKey: [...systemKey, 'keys'],
  queryFn: ({ signal }) => answered(api.GET('/v1/keys', { signal })),
});

export const configurationQuery = queryOptions({
  queryKey: [...systemKey, 'configuration'],
  queryFn: ({ signal }) => answered(api.GET('/v1/configuration', { signal })),
  staleTime: 60_000,
});
