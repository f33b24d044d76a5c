import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Navigate } from '@tanstack/react-router';
import { GitCompareArrows } from 'lucide-react';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import { PageHeader } from '../frame/page-header.js';
import { EmptyState, ErrorState, Skeleton, Unread } from '../parts/states.js';
import { runBeforeQuery, runQuery } from '../run/run-queries.js';
import { Comparison } from './comparison.js';

const route = getRouteApi('/frame/runs/compare');

/** Two runs side by side. */
export const ComparePage = () => {
  const { a, b } = route.useSearch();
  if (b === undefined)
    return (
      <>
        <PageHeader title="Compare runs" />
        <EmptyState icon={GitCompareArrows} title="No run to compare">
          Open a run and choose “Compare with the previous run”.
        </EmptyState>
      </>
    );
  return a === undefined ? <WithPrevious b={b} /> : <Compared key={`${a} ${b}`} a={a} b={b} />;
};

/** Finds the run before, and goes on with both in the URL. */
const WithPrevious = ({ b }: { readonly b: string }) => {
  const run = useQuery(runQuery(b));
  const { campaign, createdAt } = run.data ?? {};
  const runs = useQuery({ ...runBeforeQuery(campaign?.id ?? '', createdAt ?? ''), enabled: run.data !== undefined });
  if (run.isError)
    return (
      <>
        <PageHeader title="Compare runs" />
        <ErrorState error={run.error} onRetry={() => void run.refetch()} />
      </>
    );
  if (run.data === undefined || runs.data === undefined) return <Skeleton lines={6} label="Loading the runs" page />;
  const [previous] = runs.data.items;
  return previous === undefined ? (
    <EmptyState icon={GitCompareArrows} title="There is no run before it">
      It is the first run of its campaign.
    </EmptyState>
  ) : (
    <Navigate to="/runs/compare" search={{ a: previous.id, b }} replace />
  );
};

const Compared = ({ a, b }: { readonly a: string; readonly b: string }) => {
  const read = useQuery({
    queryKey: ['compare', a, b],
    queryFn: ({ signal }) => answered(api.GET('/v1/runs/compare', { params: { query: { a, b } }, signal })),
  });
  const { data } = read;
  if (data === undefined)
    return (
      <>
        <PageHeader title="Compare runs" />
        <Unread of={read} lines={12} />
      </>
    );
  return <Comparison data={data} />;
};
