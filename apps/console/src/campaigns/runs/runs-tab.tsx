import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { PlayCircle } from 'lucide-react';
import { DataTable } from '../../parts/data-table.js';
import page from '../../parts/page.module.css';
import { useRowKeys } from '../../parts/row-keys.js';
import { EmptyState, Unread } from '../../parts/states.js';
import { useMedia } from '../../parts/use-media.js';
import { catalog } from '../../runs/columns.js';
import { campaignRunsQuery } from '../campaign-queries.js';
import type { TabProps } from '../campaign-page.js';
import styles from '../campaigns.module.css';
import { RecentRuns } from '../recent-runs.js';
import type { ColumnName } from '../../runs/runs-search.js';

const columns: readonly ColumnName[] = ['status', 'campaign', 'type', 'progress', 'created', 'start', 'duration'];

const shown = 50;

/** Runs of this campaign, the newest first; the list of runs filters them further. */
const RunsTab = ({ id }: TabProps) => {
  const read = useQuery(campaignRunsQuery(id, shown));
  const { data } = read;
  const narrow = useMedia('narrow');
  useRowKeys({ of: 'run' });
  if (data === undefined) return <Unread of={read} lines={8} />;
  if (data.items.length === 0)
    return (
      <EmptyState icon={PlayCircle} title="It has not run yet">
        What it starts, and what is scheduled, appears here.
      </EmptyState>
    );
  return (
    <div className={page.page}>
      {narrow ? (
        <RecentRuns campaignId={id} limit={shown} />
      ) : (
        <DataTable
          caption="Runs of this campaign"
          columns={columns.map((name) => catalog[name])}
          rows={data.items}
          idOf={(run) => run.id}
          nameOf={(run) => `run ${run.id}`}
        />
      )}
      <p className={page.foot}>
        <span>
          {data.next === null ? '' : 'The newest '}
          {data.items.length} {data.items.length === 1 ? 'run' : 'runs'}
        </span>
        <Link to="/runs" search={{ campaign: [id] }} className={styles.link}>
          In the list of runs, with filters
        </Link>
      </p>
    </div>
  );
};

export default RunsTab;
