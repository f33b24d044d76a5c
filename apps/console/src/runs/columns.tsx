import { Link } from '@tanstack/react-router';
import { GitCompareArrows, ListRestart } from 'lucide-react';
import { CopyId, shortId } from '../parts/copy-id.js';
import type { Column } from '../parts/data-table.js';
import { skippedOf } from '../parts/ledger.js';
import { RunStatusPill } from '../parts/status-pill.js';
import { TimeText } from '../parts/time-text.js';
import { CampaignLink, DurationText, None, Progress, StartText } from './cells.js';
import type { RunRow } from './runs-queries.js';
import { type ColumnName, columnNames } from './runs-search.js';
import { channelWords, typeWords } from './words.js';
import styles from './runs.module.css';

const count = (amount: number) => (amount === 0 ? <None /> : amount.toLocaleString());

/** Every column there is. The campaign is what names a run: it can be moved, but not left out. */
export const catalog: Readonly<Record<ColumnName, Column<RunRow> & { readonly fixed?: boolean }>> = {
  status: {
    id: 'status',
    label: 'Status',
    sort: 'status',
    cell: ({ status }) => <RunStatusPill status={status} />,
  },
  campaign: {
    id: 'campaign',
    label: 'Campaign',
    sort: 'campaign',
    fixed: true,
    grow: true,
    cell: (run) => <CampaignLink run={run} />,
  },
  type: {
    id: 'type',
    label: 'Type',
    cell: ({ type, parent }) => (
      <span className={styles.quiet}>
        {typeWords[type]}
        {parent === null ? null : (
          <Link
            to="/runs/$runId/$tab"
            params={{ runId: parent.runId, tab: 'overview' }}
            className={styles.parent}
            aria-label={parent.relation === 'retry' ? 'The run it retries' : 'The run it repeats'}
            title={parent.relation === 'retry' ? 'The run it retries' : 'The run it repeats'}
          >
            {parent.relation === 'retry' ? (
              <ListRestart size={13} aria-hidden />
            ) : (
              <GitCompareArrows size={13} aria-hidden />
            )}
          </Link>
        )}
      </span>
    ),
  },
  channel: {
    id: 'channel',
    label: 'Channel',
    cell: ({ channel }) => <span className={styles.quiet}>{channelWords[channel]}</span>,
  },
  progress: { id: 'progress', label: 'Progress', cell: (run) => <Progress run={run} /> },
  created: {
    id: 'created',
    label: 'Created',
    sort: 'created',
    cell: ({ createdAt }) => <TimeText instant={createdAt} as="compact" />,
  },
  start: { id: 'start', label: 'Start', sort: 'started', cell: (run) => <StartText run={run} /> },
  duration: {
    id: 'duration',
    label: 'Duration',
    sort: 'duration',
    align: 'end',
    cell: (run) => <DurationText run={run} />,
  },
  id: { id: 'id', label: 'Run', cell: ({ id }) => <CopyId id={id} of="run" /> },
  goal: {
    id: 'goal',
    label: 'Goal',
    cell: ({ goal }) => (
      <span className={styles.quiet}>
        <Link
          to="/goals/$goalId"
          params={{ goalId: goal.id }}
          className={styles.version}
          aria-label={`${shortId(goal.id)}, the goal of the run`}
        >
          <code>{shortId(goal.id)}</code>
        </Link>{' '}
        v{goal.version}
      </span>
    ),
  },
  failed: {
    id: 'failed',
    label: 'Refused or unknown',
    align: 'end',
    cell: ({ ledger }) => count(ledger.refused + ledger.unknown),
  },
  skipped: { id: 'skipped', label: 'Skipped', align: 'end', cell: ({ ledger }) => count(skippedOf(ledger)) },
  replies: { id: 'replies', label: 'Replies', align: 'end', cell: ({ replies }) => count(replies.human ?? 0) },
  ended: {
    id: 'ended',
    label: 'Ended',
    sort: 'ended',
    cell: ({ endedAt }) => (endedAt === null ? <None /> : <TimeText instant={endedAt} as="compact" />),
  },
  scheduled: {
    id: 'scheduled',
    label: 'Scheduled for',
    sort: 'scheduled',
    cell: ({ startAt }) => (startAt === null ? <None /> : <TimeText instant={startAt} as="compact" />),
  },
  trigger: { id: 'trigger', label: 'Trigger', cell: ({ trigger }) => <span className={styles.quiet}>{trigger}</span> },
};

export const defaultColumns: readonly ColumnName[] = columnNames.slice(0, 8);
