import { queryOptions } from '@tanstack/react-query';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';

/** The page waits for what somebody does elsewhere: in a terminal, in another tab. */
const everyMs = 2_000;

const first = { limit: 1 } as const;

/** The first of each thing that a first run needs; null: there is none yet. */
export const beginningsQuery = queryOptions({
  queryKey: ['first-run', 'beginnings'],
  queryFn: async ({ signal }) => {
    const params = { query: first };
    const [contacts, goals, segments, senders, campaigns, runs] = await Promise.all([
      answered(api.GET('/v1/contacts', { params, signal })),
      answered(api.GET('/v1/goals', { params, signal })),
      answered(api.GET('/v1/segments', { params, signal })),
      answered(api.GET('/v1/senders', { params, signal })),
      answered(api.GET('/v1/campaigns', { params, signal })),
      answered(api.GET('/v1/runs', { params, signal })),
    ]);
    return {
      contact: contacts.items[0]?.externalId ?? null,
      goal: goals.items[0]?.id ?? null,
      segment: segments.items[0]?.id ?? null,
      sender: senders.items[0]?.id ?? null,
      campaign: campaigns.items[0] ?? null,
      run: runs.items[0] ?? null,
    };
  },
  refetchInterval: ({ state: { data } }) => (data?.run == null ? everyMs : false),
});

export const keysNowQuery = queryOptions({
  queryKey: ['first-run', 'keys'],
  queryFn: ({ signal }) => answered(api.GET('/v1/keys', { signal })),
  refetchInterval: everyMs,
});
