import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { answered, ProblemAnswer, type Schemas } from '#client/client.js';
import { api } from '../../api/client.js';
import { type CampaignDefinition, campaignKey } from '../campaign-queries.js';

/** How long writing rests before the definition is tried, ms. */
const restMs = 500;

/** A value once it has not changed for a while. */
export const useRested = <T>(value: T): T => {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
};

/** What a definition would come to that is not published. Nothing is recorded or sent. */
export const trialQuery = (id: string, definition: CampaignDefinition, contacts: readonly string[]) =>
  queryOptions({
    queryKey: [...campaignKey(id), 'trial', definition, contacts],
    queryFn: ({ signal }) =>
      answered(
        api.POST('/v1/campaigns/{id}/trial', {
          params: { path: { id } },
          body: { ...definition, contacts: [...contacts] },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    // Segments and senders change without this page.
    staleTime: 30_000,
    gcTime: 60_000,
  });

export interface Checked {
  /** What keeps it from being published. */
  readonly faults: readonly Schemas['Fault'][];
  /** What a run of it would come to; null: not known, or it could not be published. */
  readonly trial: Schemas['CampaignTrial'] | null;
  /** What is shown is of what was written a moment ago. */
  readonly behind: boolean;
  /** The API could not be asked. */
  readonly error: unknown;
}

/** The definition as it is written is tried whenever writing rests; until the next answer is here the last one stands. */
export const useChecked = (id: string, definition: CampaignDefinition): Checked => {
  const rested = useRested(definition);
  const { data, error, isPlaceholderData, isPending } = useQuery(trialQuery(id, rested, []));
  const isAnswered = !isPending && !isPlaceholderData;
  const last = useRef<Omit<Checked, 'behind'>>({ faults: [], trial: null, error: null });
  if (isAnswered) {
    const refused = error instanceof ProblemAnswer && error.response.status < 500;
    last.current = {
      faults: refused ? faultsOf(error) : [],
      trial: refused ? null : (data ?? null),
      error: refused ? null : error,
    };
  }
  return { ...last.current, behind: !isAnswered || rested !== definition };
};

const faultsOf = ({ problem: { errors, detail } }: ProblemAnswer): readonly Schemas['Fault'][] =>
  errors ?? [{ detail }];
