import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from '../../parts/button.js';
import link from '../../parts/link.module.css';
import { ErrorState, Skeleton } from '../../parts/states.js';
import styles from './bulk.module.css';
import { abortBulk, jobQuery } from './bulk-queries.js';
import { runsInWords } from './bulk-words.js';

/** How far a job has come; it goes on without this page. */
export const BulkJob = ({ id }: { readonly id: string }) => {
  const { data: job, error, refetch } = useQuery(jobQuery(id));
  const client = useQueryClient();
  const abort = useMutation({
    mutationFn: () => abortBulk(id),
    onSettled: () => client.invalidateQueries({ queryKey: jobQuery(id).queryKey }),
  });
  if (job === undefined)
    return error === null ? <Skeleton lines={2} /> : <ErrorState error={error} onRetry={() => void refetch()} />;
  const { done, refused, failed, left } = job.progress;
  return (
    <div className={styles.ask}>
      <progress
        className={styles.progress}
        max={job.count}
        value={job.count - left}
        aria-label="Runs that had their turn"
      />
      <p role="status">
        {job.endedAt === null ? `${runsInWords(left)} to go. ` : job.status === 'aborted' ? 'Aborted. ' : 'Done. '}
        {done.toLocaleString()} done, {refused.toLocaleString()} refused, {failed.toLocaleString()} failed.
      </p>
      {job.endedAt === null ? (
        <Button look="danger" disabled={abort.isPending || job.status === 'aborting'} onClick={() => abort.mutate()}>
          {job.status === 'aborting' ? 'Aborting…' : 'Abort'}
        </Button>
      ) : null}
      <p className={styles.note}>
        It goes on when this is closed.{' '}
        <Link to="/bulk/$bulkId" params={{ bulkId: id }} className={link.link}>
          What each run answered
        </Link>
      </p>
    </div>
  );
};
