import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ListChecks } from 'lucide-react';
import { PageHeader } from '../frame/page-header.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { PageLinks } from '../parts/list/list-foot.js';
import { NoneSo } from '../parts/list/none-so.js';
import page from '../parts/page.module.css';
import { useRowKeys } from '../parts/row-keys.js';
import { SegmentedChoice } from '../parts/segmented-choice.js';
import { EmptyState, ErrorState, Skeleton } from '../parts/states.js';
import { Pill } from '../parts/status-pill.js';
import { TimeText } from '../parts/time-text.js';
import { useStandingError } from '../parts/use-standing-error.js';
import { WithTimes } from '../parts/with-times.js';
import styles from './bulk.module.css';
import { jobsQuery } from './job-queries.js';
import { actionWords, type BulkJob, lookOf } from './job-words.js';

const route = getRouteApi('/frame/bulk');

const columns: readonly Column<BulkJob>[] = [
  { id: 'status', label: 'Status', cell: (job) => <Pill look={lookOf(job)} /> },
  {
    id: 'action',
    label: 'What it does',
    grow: true,
    cell: ({ id, action }) => (
      <Link to="/bulk/$bulkId" params={{ bulkId: id }} className={styles.name}>
        <WithTimes text={actionWords(action)} />
      </Link>
    ),
  },
  { id: 'count', label: 'Runs', align: 'end', cell: ({ count }) => count.toLocaleString() },
  { id: 'done', label: 'Done', align: 'end', cell: ({ progress }) => progress.done.toLocaleString() },
  { id: 'refused', label: 'Refused', align: 'end', cell: ({ progress }) => progress.refused.toLocaleString() },
  { id: 'failed', label: 'Failed', align: 'end', cell: ({ progress }) => progress.failed.toLocaleString() },
  { id: 'left', label: 'Left', align: 'end', cell: ({ progress }) => progress.left.toLocaleString() },
  { id: 'by', label: 'Asked by', cell: ({ requestedBy }) => <bdi className={styles.quiet}>{requestedBy}</bdi> },
  { id: 'created', label: 'Asked', cell: ({ createdAt }) => <TimeText instant={createdAt} as="compact" /> },
];

/** What was done to many runs at once, the newest first. */
export const BulkPage = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const list = useQuery(jobsQuery(search));
  const error = useStandingError(list);
  const { after, status } = search;
  const open = status?.join() === 'running,aborting';
  useLiveQueries({ keys: [['bulk', 'list']], everyMs: 2_000 });
  useRowKeys({ of: 'job' });
  return (
    <div className={page.page}>
      <PageHeader
        title="Bulk jobs"
        actions={
          <ApiButton requests={[{ what: 'These jobs', method: 'GET', path: '/v1/bulk', query: { ...search } }]} />
        }
      />
      <div className={page.tools}>
        <SegmentedChoice
          label="Which jobs"
          value={open ? 'open' : 'all'}
          choices={[
            { value: 'all', label: 'All' },
            { value: 'open', label: 'Not ended' },
          ]}
          onChoose={(next: 'all' | 'open') =>
            void navigate({ search: next === 'open' ? { status: ['running', 'aborting'] } : {} })
          }
        />
      </div>
      {error !== null ? (
        <ErrorState error={error} onRetry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <Skeleton lines={8} label="Reading the jobs" />
      ) : list.data.items.length === 0 ? (
        status === undefined && after === undefined ? (
          <EmptyState icon={ListChecks} title="No bulk job yet">
            <p>
              Select several runs in the <Link to="/runs">list of runs</Link>, and say what is to be done with all of
              them.
            </p>
          </EmptyState>
        ) : (
          <NoneSo title="No job is so" clear="Show all jobs" onClear={() => void navigate({ search: {} })} />
        )
      ) : (
        <>
          <DataTable
            caption="Bulk jobs, the newest first"
            columns={columns}
            rows={list.data.items}
            idOf={({ id }) => id}
            nameOf={({ action }) => actionWords(action)}
            stale={list.isPlaceholderData}
          />
          <PageLinks many="jobs" search={search} next={list.data.next} />
        </>
      )}
    </div>
  );
};
