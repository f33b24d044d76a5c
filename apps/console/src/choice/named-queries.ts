import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import { isEnded, type RunStatus, runStatuses } from '../parts/statuses.js';
import { channelWords } from '../runs/words.js';

/** What one can be chosen of by a name. */
export type NamedKind = 'campaign' | 'goal' | 'segment' | 'sender' | 'run';

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  /** A moment that tells those of one name apart. */
  readonly at?: string;
}

type Find = (name: string, signal: AbortSignal) => Promise<readonly Named[]>;

const queryOf = (name: string) => ({ limit: 50, ...(name === '' ? {} : { name }) });
const activeOf = (name: string) => ({ ...queryOf(name), status: 'active' as const });

const named = (items: readonly { readonly id: string; readonly name: string }[]): readonly Named[] =>
  items.map(({ id, name }) => ({ id, name, note: '' }));

const campaignsBy = async (name: string, signal: AbortSignal) =>
  (await answered(api.GET('/v1/campaigns', { params: { query: queryOf(name) }, signal }))).items;

const open = (Object.keys(runStatuses) as RunStatus[]).filter((status) => !isEnded(status));

/** Runs have no name of their own: the newest that have not ended, of campaigns whose name begins so. */
const runsBy: Find = async (name, signal) => {
  const campaign = name === '' ? [] : (await campaignsBy(name, signal)).map(({ id }) => id);
  if (name !== '' && campaign.length === 0) return [];
  const query = { status: open, limit: 50, ...(campaign.length === 0 ? {} : { campaign }) };
  const { items } = await answered(api.GET('/v1/runs', { params: { query }, signal }));
  return items.map(({ id, campaign: of, status, createdAt, startAt, startedAt }) => ({
    id,
    name: of.name ?? of.id,
    note: runStatuses[status].label,
    at: startedAt ?? startAt ?? createdAt,
  }));
};

const finders = {
  campaign: async (name, signal) =>
    (await campaignsBy(name, signal))
      .filter(({ status }) => status !== 'archived')
      .map(({ id, name: words, status }) => ({ id, name: words, note: status })),
  goal: async (name, signal) =>
    named((await answered(api.GET('/v1/goals', { params: { query: activeOf(name) }, signal }))).items),
  segment: async (name, signal) =>
    named((await answered(api.GET('/v1/segments', { params: { query: activeOf(name) }, signal }))).items),
  sender: async (name, signal) =>
    (await answered(api.GET('/v1/senders', { params: { query: activeOf(name) }, signal }))).items.map(
      ({ id, name: words, definition }) => ({ id, name: words, note: channelWords[definition.channel] }),
    ),
  run: runsBy,
} satisfies Record<NamedKind, Find>;

/** Some of a kind, by the beginning of their name. */
export const namedQuery = (kind: NamedKind, name: string) =>
  queryOptions({
    queryKey: ['choosable', kind, name],
    queryFn: ({ signal }): Promise<readonly Named[]> => finders[kind](name, signal),
    placeholderData: keepPreviousData,
  });
