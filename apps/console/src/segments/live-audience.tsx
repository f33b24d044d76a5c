import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answered, ProblemAnswer } from '#client/client.js';
import { api } from '../api/client.js';
import { Panel } from '../parts/panel.js';
import { ErrorState, Skeleton } from '../parts/states.js';
import { Audience } from './audience.js';
import styles from './live-audience.module.css';
import type { Filter } from './segment-words.js';

/** How long typing rests before the contacts are asked. */
const restMs = 300;

/** Who would be in it, as the filter is written now. */
export const LiveAudience = ({ filter }: { readonly filter: Filter | undefined }) => {
  const [rested, setRested] = useState(filter);
  useEffect(() => {
    const timer = setTimeout(() => setRested(filter), restMs);
    return () => clearTimeout(timer);
  }, [filter]);
  const audience = useQuery({
    queryKey: ['library', 'segments', 'preview', rested ?? null],
    queryFn: ({ signal }) =>
      answered(
        api.POST('/v1/segments/preview', {
          body: { ...(rested === undefined ? {} : { filter: rested }), sample: 8 },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  });
  const old = audience.isPlaceholderData || rested !== filter;
  return (
    <Panel title="Audience" note="of what is written here, now">
      {audience.isError ? (
        audience.error instanceof ProblemAnswer && audience.error.response.status < 500 ? (
          <p className={styles.unfinished}>A condition is not filled in yet.</p>
        ) : (
          <ErrorState error={audience.error} onRetry={() => void audience.refetch()} />
        )
      ) : audience.data === undefined ? (
        <Skeleton lines={4} label="Loading the audience" />
      ) : (
        <div data-stale={old} aria-live="polite">
          <Audience audience={audience.data} />
        </div>
      )}
    </Panel>
  );
};
