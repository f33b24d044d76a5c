import { Link } from '@tanstack/react-router';
import { Reply } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { CommunicationStatusPill } from '../../parts/status-pill.js';
import { TimeText } from '../../parts/time-text.js';
import type { VirtualColumn } from '../../parts/virtual-table.js';
import { reasonOf } from '../overview/failure-groups.js';
import styles from './communications.module.css';

type Communication = Schemas['CommunicationSummary'];

interface Options {
  /** Value of `open` in the URL that shows its details. */
  readonly of: (communication: Communication) => string;
  readonly chosen?: ReadonlySet<string>;
  readonly onChoose?: (chosen: ReadonlySet<string>) => void;
  /** The list is of several runs: each row says of which. */
  readonly ofRuns?: boolean;
}

export const contactName = ({ contact }: Pick<Communication, 'contact'>): string =>
  contact.name ?? contact.externalId ?? 'Erased contact';

export const communicationColumns = ({
  of,
  chosen,
  onChoose,
  ofRuns = false,
}: Options): readonly VirtualColumn<Communication>[] => [
  {
    id: 'recipient',
    header: 'Recipient',
    cell: (row) => (
      <span className={styles.recipient}>
        {chosen !== undefined && onChoose !== undefined && row.status === 'unknown' ? (
          <input
            type="checkbox"
            className={styles.check}
            aria-label={`Choose the message to ${contactName(row)}`}
            checked={chosen.has(row.id)}
            onChange={(event) => {
              const next = new Set(chosen);
              if (event.target.checked) next.add(row.id);
              else next.delete(row.id);
              onChoose(next);
            }}
          />
        ) : null}
        <Link
          to="."
          search={(before) => ({ ...before, open: of(row) })}
          replace
          resetScroll={false}
          className={styles.name}
        >
          <bdi>{contactName(row)}</bdi>
        </Link>
        <bdi className={styles.address}>{row.contact.address}</bdi>
      </span>
    ),
  },
  ...(ofRuns ? [runColumn] : []),
  { id: 'status', header: 'Status', width: '9rem', cell: ({ status }) => <CommunicationStatusPill status={status} /> },
  {
    id: 'settled',
    header: 'Last change',
    width: '8.5rem',
    optional: true,
    cell: ({ reportedAt, settledAt, claimedAt, plannedAt }) => (
      <TimeText instant={reportedAt ?? settledAt ?? claimedAt ?? plannedAt} />
    ),
  },
  {
    id: 'attempt',
    header: 'Attempt',
    width: '5rem',
    numeric: true,
    optional: true,
    cell: ({ attempt }) => attempt,
  },
  {
    id: 'answer',
    header: 'Answer or reason',
    optional: true,
    cell: (row) => (wordsOf(row) === '' ? null : <bdi title={wordsOf(row)}>{wordsOf(row)}</bdi>),
  },
  {
    id: 'replied',
    header: 'Replied',
    width: '8rem',
    optional: true,
    cell: ({ repliedAt }) =>
      repliedAt === null ? null : (
        <span className={styles.replied}>
          <Reply size={13} aria-hidden /> <TimeText instant={repliedAt} />
        </span>
      ),
  },
];

const runColumn: VirtualColumn<Communication> = {
  id: 'run',
  header: 'Run',
  width: '7rem',
  optional: true,
  cell: ({ runId }) => (
    <Link to="/runs/$runId/$tab" params={{ runId, tab: 'overview' }} className={styles.name}>
      <code>{runId.slice(0, 8)}</code>
    </Link>
  ),
};

const fine: readonly Communication['status'][] = ['planned', 'approved', 'claimed', 'accepted', 'delivered', 'draft'];

const wordsOf = (row: Communication): string => (fine.includes(row.status) ? (row.answer ?? '') : reasonOf(row));
