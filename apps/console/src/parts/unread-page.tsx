import type { UseQueryResult } from '@tanstack/react-query';
import { PageHeader } from '../frame/page-header.js';
import { ErrorState, Skeleton } from './states.js';

interface UnreadPageProps {
  /** The question whose answer the page is about. */
  readonly of: Pick<UseQueryResult, 'isError' | 'error' | 'refetch'>;
  /** Its heading when there is no answer. */
  readonly title: string;
  /** What is waited for: `campaign`. */
  readonly what: string;
}

/** In place of a page whose matter has not been read, with a heading all the same. */
export const UnreadPage = ({ of, title, what }: UnreadPageProps) =>
  of.isError ? (
    <>
      <PageHeader title={title} />
      <ErrorState error={of.error} onRetry={() => void of.refetch()} />
    </>
  ) : (
    <Skeleton lines={8} label={`Loading the ${what}`} page />
  );
