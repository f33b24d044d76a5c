import { Link } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import { Pill, RunStatusPill } from '../parts/status-pill.js';
import { TimeText } from '../parts/time-text.js';
import type { VirtualColumn } from '../parts/virtual-table.js';
import { inWords } from '../runs/bulk/bulk-words.js';
import styles from './bulk.module.css';
import { resultLooks } from './job-words.js';

type Row = Schemas['BulkResultRow'];

export const rowColumns: readonly VirtualColumn<Row>[] = [
  {
    id: 'run',
    header: 'Run',
    cell: ({ runId, run }) => (
      <span className={styles.cell}>
        {run === null ? (
          <code>{runId}</code>
        ) : (
          <>
            <Link to="/runs/$runId/$tab" params={{ runId, tab: 'overview' }}>
              <bdi>{run.campaign.name ?? `Run ${runId}`}</bdi>
            </Link>
            <span className={styles.quiet}>v{run.campaign.version}</span>
          </>
        )}
      </span>
    ),
  },
  {
    id: 'result',
    header: 'Answer',
    width: '8rem',
    cell: ({ result }) => <Pill look={resultLooks[result ?? 'open']} />,
  },
  {
    id: 'why',
    header: 'Why',
    cell: ({ detail, code, made }) =>
      made === null ? (
        <bdi title={inWords(detail ?? code ?? '')} className={styles.answer}>
          {inWords(detail ?? code ?? '')}
        </bdi>
      ) : (
        <Link to="/runs/$runId/$tab" params={{ runId: made, tab: 'overview' }} className={styles.link}>
          the new run
        </Link>
      ),
  },
  {
    id: 'now',
    header: 'The run now',
    width: '12.5rem',
    optional: true,
    cell: ({ run }) => (run === null ? 'not there' : <RunStatusPill status={run.status} />),
  },
  {
    id: 'start',
    header: 'Starts',
    width: '7.5rem',
    optional: true,
    cell: ({ run }) => (run === null || run.startAt === null ? null : <TimeText instant={run.startAt} as="compact" />),
  },
  {
    id: 'settled',
    header: 'Turn',
    width: '5.5rem',
    optional: true,
    cell: ({ settledAt }) => (settledAt === null ? null : <TimeText instant={settledAt} as="compact" />),
  },
];
