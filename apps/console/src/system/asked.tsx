import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, Skeleton } from '../parts/states.js';
import { useStandingError } from '../parts/use-standing-error.js';

interface AskedProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly lines?: number;
  children(data: Data): ReactNode;
}

/** What was asked for, or why it is not there. What was shown stays while the same is asked again in vain. */
export const Asked = <Data,>({ query, lines = 5, children }: AskedProps<Data>) => {
  const error = useStandingError(query);
  if (query.data !== undefined) return children(query.data);
  return error === null ? (
    <Skeleton lines={lines} />
  ) : (
    <ErrorState error={error} onRetry={() => void query.refetch()} />
  );
};
