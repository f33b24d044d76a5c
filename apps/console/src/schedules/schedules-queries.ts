import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, answeredWith, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { type Period, periods, type SchedulesSearch, type ScheduleSearch } from './schedules-search.js';

export type Schedule = Schemas['Schedule'];
export type ScheduleRow = Schemas['ScheduleList']['items'][number];
export type Occurrence = Schemas['OccurrenceList']['items'][number];
export type PreviewedTime = Schemas['PreviewedTime'];
export type ScheduleBody = Schemas['ScheduleBody'];

export const scheduleListQuery = (search: SchedulesSearch) =>
  queryOptions({
    queryKey: ['schedules', 'list', search],
    queryFn: ({ signal }) => answered(api.GET('/v1/schedules', { params: { query: search }, signal })),
    placeholderData: keepPreviousData,
  });

/** Every query about a schedule begins so: one invalidation reaches all of them. */
export const scheduleKey = (id: string) => ['schedule', id] as const;

export const scheduleQuery = (id: string) =>
  queryOptions({
    queryKey: [...scheduleKey(id), 'itself'],
    queryFn: async ({ signal }) => {
      const { body, headers } = await answeredWith(api.GET('/v1/schedules/{id}', { params: { path: { id } }, signal }));
      return { schedule: body, etag: headers.get('etag') ?? '' };
    },
  });

const timesShown = 10;

export const timesQuery = (id: string) =>
  queryOptions({
    queryKey: [...scheduleKey(id), 'times'],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/schedules/{id}/times', { params: { path: { id }, query: { count: timesShown } }, signal })),
  });

/** When a schedule would come that is not stored. */
export const previewQuery = (body: ScheduleBody) =>
  queryOptions({
    queryKey: ['schedules', 'preview', body],
    queryFn: ({ signal }) =>
      answered(api.POST('/v1/schedules/preview', { params: { query: { count: timesShown } }, body, signal })),
    placeholderData: keepPreviousData,
  });

const dayMs = 86_400_000;
const minuteMs = 60_000;

export const defaultPeriod: Period = '30d';

/** The last days up to now, in whole minutes: what is asked stays the same for so long. */
export const rangeOf = (period: Period, now: number): { readonly from: string; readonly to: string } => {
  const minute = Math.floor(now / minuteMs) * minuteMs;
  return {
    from: new Date(minute - periods[period] * dayMs).toISOString(),
    to: new Date(minute + minuteMs).toISOString(),
  };
};

export const punctualityQuery = (id: string, period: Period) =>
  queryOptions({
    queryKey: [...scheduleKey(id), 'punctuality', period],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/v1/schedules/{id}/punctuality', {
          params: { path: { id }, query: rangeOf(period, Date.now()) },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  });

/** What the API is asked for the log of starts; a file has the same. */
export const occurrencesAsked = ({ outcome, onTime, within = defaultPeriod }: ScheduleSearch, now: number) => ({
  ...(outcome === undefined ? {} : { outcome: [...outcome] }),
  ...(onTime === undefined ? {} : { onTime }),
  from: rangeOf(within, now).from,
});

const occurrencesPage = 100;

export const occurrencesQuery = (id: string, search: ScheduleSearch) =>
  infiniteQueryOptions({
    queryKey: [...scheduleKey(id), 'occurrences', search],
    // The pages of one list are of one range: a cursor belongs to the question that it came from.
    queryFn: ({ signal, pageParam: { query, after } }) =>
      answered(
        api.GET('/v1/schedules/{id}/occurrences', {
          params: { path: { id }, query: { ...query, limit: occurrencesPage, ...(after === null ? {} : { after }) } },
          signal,
        }),
      ).then((page) => ({ ...page, query })),
    initialPageParam: { query: occurrencesAsked(search, Date.now()), after: null as string | null },
    getNextPageParam: ({ next, query }) => (next === null ? undefined : { query, after: next }),
    placeholderData: keepPreviousData,
  });

export const backfillQuery = (id: string, range: { readonly from: string; readonly to: string }) =>
  queryOptions({
    queryKey: [...scheduleKey(id), 'backfill', range],
    queryFn: ({ signal }) =>
      answered(api.GET('/v1/schedules/{id}/backfill', { params: { path: { id }, query: range }, signal })),
    placeholderData: keepPreviousData,
  });
