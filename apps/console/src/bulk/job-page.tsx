import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { FilterX, OctagonX } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useSession } from '../api/session.js';
import { viewerRefusal } from '../api/viewer-refusal.js';
import { PageHeader } from '../frame/page-header.js';
import { ApiButton } from '../parts/api-button.js';
import { Button } from '../parts/button.js';
import { ConfirmDialog } from '../parts/confirm-dialog.js';
import { CopyId } from '../parts/copy-id.js';
import { HeaderFact, HeaderFacts } from '../parts/header-facts.js';
import { EndlessTable } from '../parts/list/endless-table.js';
import { EmptyState, Unread } from '../parts/states.js';
import { Pill } from '../parts/status-pill.js';
import { TimeText } from '../parts/time-text.js';
import { ExportMenu } from '../runs/export/export-menu.js';
import { abortBulk, jobQuery } from '../runs/bulk/bulk-queries.js';
import { runsInWords } from '../runs/bulk/bulk-words.js';
import styles from './bulk.module.css';
import { jobRowsQuery, rowsKey } from './job-queries.js';
import { rowColumns } from './job-rows.js';
import { actionWords, type BulkJob, lookOf } from './job-words.js';
import { ResultChoice } from './result-choice.js';
import { searchOfFilter } from './selected-runs.js';

const route = getRouteApi('/frame/bulk/$bulkId');

/** One action on many runs: how far it is, and what each run answered. */
export const JobPage = () => {
  const { bulkId } = route.useParams();
  const job = useQuery(jobQuery(bulkId));
  if (job.data === undefined)
    return (
      <>
        <PageHeader title="Bulk job" />
        <Unread of={job} lines={8} />
      </>
    );
  return <Job job={job.data} />;
};

const Job = ({ job }: { readonly job: BulkJob }) => {
  const { id, action, count, progress, requestedBy, createdAt, endedAt, reason, abortedBy, detail } = job;
  return (
    <div className={styles.page}>
      <PageHeader
        title={`${actionTitle(action)}: ${runsInWords(count)}`}
        beside={<Pill look={lookOf(job)} />}
        actions={
          <>
            {endedAt === null ? <Abort job={job} /> : null}
            <ApiButton
              requests={[
                { what: 'This job', method: 'GET', path: `/v1/bulk/${id}` },
                { what: 'What each run answered', method: 'GET', path: `/v1/bulk/${id}/results` },
              ]}
            />
          </>
        }
      >
        <HeaderFacts>
          {action.kind === 'reschedule' ? (
            <HeaderFact name="New start">
              <TimeText instant={action.startAt} as="minutes" />
            </HeaderFact>
          ) : null}
          <HeaderFact name="Asked">
            <TimeText instant={createdAt} as="minutes" />
          </HeaderFact>
          <HeaderFact name="By">{requestedBy}</HeaderFact>
          <HeaderFact name="Reason">{reason ?? 'none given'}</HeaderFact>
          <HeaderFact name="Selection">
            <Selection job={job} />
          </HeaderFact>
          {endedAt === null ? null : (
            <HeaderFact name="Ended">
              <TimeText instant={endedAt} as="minutes" />
            </HeaderFact>
          )}
          {abortedBy === null ? null : <HeaderFact name="Aborted by">{abortedBy}</HeaderFact>}
          {detail === null ? null : <HeaderFact name="Ended because">{detail}</HeaderFact>}
          <HeaderFact name="Job">
            <CopyId id={id} of="job" />
          </HeaderFact>
        </HeaderFacts>
      </PageHeader>
      <section className={styles.progress} aria-label="Progress">
        <progress max={count} value={count - progress.left} aria-label="Runs that had their turn" />
        <p role="status">
          {endedAt === null
            ? `${runsInWords(progress.left)} to go`
            : progress.left === 0
              ? 'Every run had its turn'
              : `${runsInWords(progress.left)} had no turn`}
          : {progress.done.toLocaleString()} done, {progress.refused.toLocaleString()} refused,{' '}
          {progress.failed.toLocaleString()} failed.
        </p>
      </section>
      <Rows job={job} />
    </div>
  );
};

const Rows = ({ job }: { readonly job: BulkJob }) => {
  const { result } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(jobRowsQuery(job.id, result, job.endedAt === null));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const client = useQueryClient();
  const ended = job.endedAt !== null;
  useEffect(() => {
    // They were read while it went on: the last answers came after that.
    if (ended) void client.invalidateQueries({ queryKey: rowsKey(job.id) });
  }, [client, ended, job.id]);
  return (
    <>
      <div className={styles.tools}>
        <ResultChoice
          job={job}
          chosen={result}
          onChoose={(next) => void navigate({ search: next === undefined ? {} : { result: next }, replace: true })}
        />
        <ExportMenu
          label="Export the answers"
          path={`/v1/bulk/${job.id}/results/export`}
          query={result === undefined ? {} : { result }}
        />
      </div>
      <EndlessTable
        list={list}
        skeleton={{ lines: 8, label: 'Reading what they answered' }}
        empty={
          <EmptyState
            icon={FilterX}
            title={result === undefined ? 'What they answered is not kept here' : 'None of them'}
          >
            {result === undefined
              ? 'A selection is work in hand: an installation that was set up anew from its log has only the counts.'
              : 'No run of the job is so.'}
          </EmptyState>
        }
        caption="What each run answered"
        columns={rowColumns}
        rows={rows}
        keyOf={({ place }) => String(place)}
      />
    </>
  );
};

const Abort = ({ job }: { readonly job: BulkJob }) => {
  const [open, setOpen] = useState(false);
  const forbidden = viewerRefusal(useSession()?.role);
  const client = useQueryClient();
  const abort = useMutation({
    mutationFn: () => abortBulk(job.id),
    onSettled: () => client.invalidateQueries({ queryKey: ['bulk'] }),
  });
  const aborting = job.status === 'aborting';
  return (
    <>
      <Button
        look="danger"
        icon={OctagonX}
        refusal={forbidden ?? (aborting ? 'It is told to stop already' : undefined)}
        onClick={() => setOpen(true)}
      >
        {aborting ? 'Aborting…' : 'Abort'}
      </Button>
      {open ? (
        <ConfirmDialog
          open
          onOpenChange={setOpen}
          title="Abort the job"
          action="Abort"
          danger
          onConfirm={async () => {
            await abort.mutateAsync();
          }}
        >
          <p>
            No further run has its turn: {runsInWords(job.progress.left)} were left a moment ago. Those that had it stay
            as they are.
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  );
};

const Selection = ({ job: { selection } }: { readonly job: BulkJob }) =>
  selection.kind === 'chosen' ? (
    'chosen one by one'
  ) : (
    <Link to="/runs" search={searchOfFilter(selection.filter)} className={styles.link}>
      all that matched these filters
    </Link>
  );

const actionTitle = (action: BulkJob['action']): string =>
  action.kind === 'reschedule' ? 'Reschedule' : actionWords(action);
