import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense, useEffect } from 'react';
import type { Schemas } from '#client/client.js';
import { useShortcuts } from '../frame/shortcuts.js';
import { announce } from '../parts/announcer.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { ErrorState, Skeleton } from '../parts/states.js';
import { runStatuses } from '../parts/statuses.js';
import tabStyles from '../parts/tab-links.module.css';
import { UnreadPage } from '../parts/unread-page.js';
import { RunActions } from './actions/run-actions.js';
import { RunHeader } from './header/run-header.js';
import { MomentBar } from './moment/moment-bar.js';
import styles from './run-page.module.css';
import { historyHeadQuery, milestonesQuery, runKey, runQuery } from './run-queries.js';
import { tabParts } from './run-tab-parts.js';
import { type RunTab, runTabs } from './run-tabs.js';

const route = getRouteApi('/frame/runs/$runId/$tab');

export interface TabProps {
  /** As of the moment that the page shows. */
  readonly run: Schemas['Run'];
  /** Number in the history; absent: now. */
  readonly at: number | undefined;
}

const tabs: Readonly<Record<RunTab, ComponentType<TabProps>>> = {
  overview: lazy(tabParts.overview),
  communications: lazy(tabParts.communications),
  replies: lazy(tabParts.replies),
  instructions: lazy(tabParts.instructions),
  versions: lazy(tabParts.versions),
  history: lazy(tabParts.history),
  explain: lazy(tabParts.explain),
  details: lazy(tabParts.details),
};

/** One run, now or as it was at any event of its history. */
export const RunPage = () => {
  const { runId, tab } = route.useParams();
  const { at } = route.useSearch();
  const run = useQuery(runQuery(runId, { at }));
  const head = useQuery(historyHeadQuery(runId));
  const milestones = useQuery(milestonesQuery(runId));
  useLiveQueries({ keys: [runKey(runId)], run: runId, paused: at !== undefined });
  useTabKeys(runId);
  useStatusAnnounced(run.data);
  if (run.data === undefined) return <UnreadPage of={run} title="Run" what="run" />;
  const Tab = tabs[tab];
  const last = head.data?.last ?? at ?? 0;
  const query = at === undefined ? {} : { at };
  return (
    <>
      <RunHeader
        run={run.data}
        actions={
          <>
            <RunActions run={run.data} past={at !== undefined} />
            <ApiButton
              requests={[
                { what: 'This run', method: 'GET', path: `/v1/runs/${runId}`, query },
                { what: 'Its history', method: 'GET', path: `/v1/runs/${runId}/history`, query },
              ]}
            />
          </>
        }
      />
      <MomentBar at={at} last={last} instant={run.data.moment?.at ?? null} milestones={milestones.data?.items ?? []} />
      <nav className={tabStyles.tabs} aria-label="Parts of the run">
        {runTabs.map(({ id, label }) => (
          <Link
            key={id}
            to="/runs/$runId/$tab"
            params={{ runId, tab: id }}
            search={at === undefined ? {} : { at }}
            className={tabStyles.tab}
            activeOptions={{ exact: true, includeSearch: false }}
          >
            {label}
            <Count value={countOf(id, run.data, at === undefined ? last : at)} />
          </Link>
        ))}
      </nav>
      <div
        className={run.isPlaceholderData ? `${styles.body} ${styles.stale}` : styles.body}
        data-moment={run.isPlaceholderData ? undefined : (run.data.moment?.number ?? 'now')}
        data-status={run.data.status}
      >
        {run.isError ? <ErrorState error={run.error} onRetry={() => void run.refetch()} /> : null}
        <Suspense fallback={<Skeleton lines={6} />}>
          <Tab key={tab} run={run.data} at={at} />
        </Suspense>
      </div>
    </>
  );
};

const Count = ({ value }: { readonly value: number | undefined }) =>
  value === undefined ? null : <span className={tabStyles.count}>{value.toLocaleString()}</span>;

const countOf = (tab: RunTab, run: Schemas['Run'], events: number): number | undefined => {
  if (tab === 'communications') return run.ledger.audience;
  if (tab === 'replies') return Object.values(run.replies).reduce((sum: number, each) => sum + (each ?? 0), 0);
  if (tab === 'versions') return run.revision + 1;
  return tab === 'history' ? events : undefined;
};

const useTabKeys = (runId: string): void => {
  const navigate = useNavigate();
  useShortcuts(
    runTabs.map(({ id, label, key }) => ({
      keys: key,
      label,
      group: 'Run',
      run: () =>
        void navigate({
          to: '/runs/$runId/$tab',
          params: { runId, tab: id },
          search: ({ at }) => (at === undefined ? {} : { at }),
        }),
    })),
  );
};

const useStatusAnnounced = (run: Schemas['Run'] | undefined): void => {
  const status = run?.status;
  useEffect(() => {
    if (status !== undefined) announce(`Status: ${runStatuses[status].label}`);
  }, [status]);
};
