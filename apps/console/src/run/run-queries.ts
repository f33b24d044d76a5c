import { infiniteQueryOptions, type Query, queryOptions } from '@tanstack/react-query';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import type { CommunicationStatus } from '../parts/statuses.js';
import { failedStatuses } from './overview/failure-groups.js';
import { outcomeTypes } from './overview/progress-series.js';

/** Absent: the run as it is now. */
export interface Moment {
  readonly at?: number | undefined;
}

const query = ({ at }: Moment) => (at === undefined ? {} : { at: String(at) });

/** The past does not change. */
const freshness = ({ at }: Moment) => (at === undefined ? {} : { staleTime: Number.POSITIVE_INFINITY });

/** While another moment or filter of the same run is read, what was there stays, and is dimmed. */
const keepOf =
  (id: string) =>
  <Data>(before: Data | undefined, query: Query<Data> | undefined): Data | undefined =>
    query?.queryKey[1] === id ? before : undefined;

/** Every query about a run begins so: one invalidation reaches all of them. */
export const runKey = (id: string) => ['run', id] as const;

export const runQuery = (id: string, moment: Moment = {}) =>
  queryOptions({
    queryKey: [...runKey(id), 'itself', moment.at ?? 'now'],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/runs/{id}', { params: { path: { id }, query: query(moment) }, signal })),
    placeholderData: keepOf(id),
    ...freshness(moment),
  });

/** How long its history is, and which types of events it has. */
export const historyHeadQuery = (id: string) =>
  queryOptions({
    queryKey: [...runKey(id), 'history', 'head'],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/runs/{id}/history', { params: { path: { id }, query: { limit: 1 } }, signal })),
  });

/** Every type of event in a run's own stream. */
export const runEventTypes = [
  'RunRequested',
  'RunScheduled',
  'RunRescheduled',
  'RunRepinned',
  'RunQueued',
  'RunPreparing',
  'RunStarted',
  'RunApprovalRequested',
  'RunPauseRequested',
  'RunPaused',
  'RunResumed',
  'RunCancellationRequested',
  'RunCancelled',
  'RunCompleted',
  'RunFailed',
  'RunMissed',
] as const;

/** The turns of a run's life, each with its number. */
export const milestonesQuery = (id: string) =>
  queryOptions({
    queryKey: [...runKey(id), 'history', 'milestones'],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/v1/runs/{id}/history', {
          params: { path: { id }, query: { type: [...runEventTypes], limit: 200 } },
          signal,
        }),
      ),
  });

/** The run's own revisions beside the campaign's versions. */
export const versionsQuery = (id: string, moment: Moment) =>
  queryOptions({
    queryKey: [...runKey(id), 'versions', moment.at ?? 'now'],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/runs/{id}/versions', { params: { path: { id }, query: query(moment) }, signal })),
    placeholderData: keepOf(id),
    ...freshness(moment),
  });

export interface CommunicationsAsked extends Moment {
  readonly status?: readonly CommunicationStatus[] | undefined;
  readonly contact?: string | undefined;
  readonly address?: string | undefined;
}

const communicationsPage = 200;

export const communicationsQuery = (id: string, asked: CommunicationsAsked) =>
  infiniteQueryOptions({
    queryKey: [...runKey(id), 'communications', asked],
    queryFn: ({ signal, pageParam }) =>
      answered(
        api.GET('/v1/runs/{id}/communications', {
          params: {
            path: { id },
            query: {
              limit: communicationsPage,
              ...query(asked),
              ...(asked.status === undefined ? {} : { status: [...asked.status] }),
              ...(asked.contact === undefined ? {} : { contact: asked.contact }),
              ...(asked.address === undefined ? {} : { address: asked.address }),
              ...(pageParam === null ? {} : { after: pageParam }),
            },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepOf(id),
    ...freshness(asked),
  });

export const communicationQuery = (id: string) =>
  queryOptions({
    queryKey: [...runKey(id.slice(0, id.indexOf('.'))), 'communication', id],
    queryFn: ({ signal }) => answered(api.GET('/v1/communications/{id}', { params: { path: { id } }, signal })),
  });

const repliesPage = 100;

export const repliesQuery = (id: string, moment: Moment) =>
  infiniteQueryOptions({
    queryKey: [...runKey(id), 'replies', moment.at ?? 'now'],
    queryFn: ({ signal, pageParam }) =>
      answered(
        api.GET('/v1/runs/{id}/replies', {
          params: {
            path: { id },
            query: { limit: repliesPage, ...query(moment), ...(pageParam === null ? {} : { after: pageParam }) },
          },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepOf(id),
    ...freshness(moment),
  });

export const instructionsQuery = (id: string, communication?: string) =>
  queryOptions({
    queryKey: [...runKey(id), 'instructions', communication ?? 'run'],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/v1/runs/{id}/instructions', {
          params: { path: { id }, query: communication === undefined ? {} : { communication } },
          signal,
        }),
      ),
    placeholderData: keepOf(id),
  });

/** Runs of a campaign, the newest first. */
export const runsOfCampaignQuery = (campaign: string) =>
  queryOptions({
    queryKey: ['runs', 'of-campaign', campaign],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/runs', { params: { query: { campaign: [campaign], limit: 50 } }, signal })),
  });

/** Of the runs of a campaign, the newest one that was requested before that; tests are none. */
export const runBeforeQuery = (campaign: string, createdAt: string) =>
  queryOptions({
    queryKey: ['runs', 'before', campaign, createdAt],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/v1/runs', {
          params: { query: { campaign: [campaign], test: 'false', createdTo: createdAt, limit: 1 } },
          signal,
        }),
      ),
  });

const historyPage = 500;
/** A run with more outcomes than this tells its progress batch by batch. */
const mostOutcomes = 3_000;

/** The events that a run's progress is drawn from, all of them, page by page. */
export const outcomesQuery = (id: string, { audience }: { readonly audience: number }, moment: Moment) => {
  const type = audience > mostOutcomes ? ['BatchesSettled'] : [...outcomeTypes];
  return infiniteQueryOptions({
    queryKey: [...runKey(id), 'history', 'outcomes', type, moment.at ?? 'now'],
    queryFn: ({ signal, pageParam }) =>
      answered(
        api.GET('/v1/runs/{id}/history', {
          params: { path: { id }, query: { type, limit: historyPage, after: pageParam, ...query(moment) } },
          signal,
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ more, items }) => (more ? items.at(-1)?.number : undefined),
    placeholderData: keepOf(id),
    ...freshness(moment),
  });
};

/** The first of those who did not get the message. */
export const failuresQuery = (id: string, moment: Moment) =>
  queryOptions({
    queryKey: [...runKey(id), 'communications', 'failures', moment.at ?? 'now'],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/v1/runs/{id}/communications', {
          params: { path: { id }, query: { status: [...failedStatuses], limit: communicationsPage, ...query(moment) } },
          signal,
        }),
      ),
    placeholderData: keepOf(id),
    ...freshness(moment),
  });

export interface HistoryAsked extends Moment {
  readonly order: 'newest' | 'oldest';
  readonly type?: readonly string[] | undefined;
}

const entriesPage = 200;

/** The history from either end. */
export const historyQuery = (id: string, asked: HistoryAsked) =>
  infiniteQueryOptions({
    queryKey: [...runKey(id), 'history', 'entries', asked],
    queryFn: ({ signal, pageParam }) =>
      answered(
        api.GET('/v1/runs/{id}/history', {
          params: {
            path: { id },
            query: {
              limit: entriesPage,
              ...(asked.order === 'oldest' ? { after: pageParam } : { before: pageParam }),
              ...(asked.type === undefined ? {} : { type: [...asked.type] }),
              ...query(asked),
            },
          },
          signal,
        }),
      ),
    initialPageParam: asked.order === 'oldest' ? 0 : 1_000_000_000,
    getNextPageParam: ({ more, items }) => (more ? items.at(-1)?.number : undefined),
    placeholderData: keepOf(id),
    ...freshness(asked),
  });

/** One event by its number. */
export const eventQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: [...runKey(id), 'history', 'event', number],
    queryFn: async ({ signal }) => {
      const page = await answered(
        api.GET('/v1/runs/{id}/history', { params: { path: { id }, query: { after: number - 1, limit: 1 } }, signal }),
      );
      return page.items.find((item) => item.number === number) ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

/** The state before and after an event, as the server folds it. */
export const stepQuery = (id: string, number: number) =>
  queryOptions({
    queryKey: [...runKey(id), 'step', number],
    queryFn: async ({ signal }) => {
      const replay = await answered(
        api.GET('/v1/runs/{id}/replay', {
          params: { path: { id }, query: { at: String(number), after: number - 1, limit: 1 } },
          signal,
        }),
      );
      return replay.steps[0] ?? null;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });

export const explanationQuery = (id: string, against: string | undefined) =>
  queryOptions({
    queryKey: [...runKey(id), 'explain', against ?? 'previous'],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/v1/runs/{id}/explain', {
          params: { path: { id }, query: against === undefined ? {} : { against } },
          signal,
        }),
      ),
    placeholderData: keepOf(id),
  });
