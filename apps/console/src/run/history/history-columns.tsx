import { Link } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import { formatDuration } from '../../parts/time-format.js';
import { TimeText } from '../../parts/time-text.js';
import type { VirtualColumn } from '../../parts/virtual-table.js';
import { eventSummary } from './event-summary.js';
import styles from './history.module.css';

type Item = Schemas['HistoryItem'];

export interface HistoryRow {
  readonly item: Item;
  /** The event before it, as far as it is in the list. */
  readonly before: Item | null;
}

export const historyColumns = (order: 'newest' | 'oldest'): readonly VirtualColumn<HistoryRow>[] => [
  {
    id: 'number',
    header: order === 'newest' ? '# ↓' : '# ↑',
    width: '4.5rem',
    cell: ({ item }) => (
      <Link
        to="."
        search={(before) => ({ ...before, event: item.number })}
        replace
        resetScroll={false}
        className={styles.number}
        aria-label={`Event ${item.number}, ${item.type}`}
      >
        {item.number}
      </Link>
    ),
  },
  {
    id: 'time',
    header: 'Time',
    width: '13rem',
    cell: ({ item, before }) => (
      <span>
        <TimeText instant={item.occurredAt} as="seconds" />
        <span className={styles.delta}>
          {before === null ? '' : ` +${formatDuration(Date.parse(item.occurredAt) - Date.parse(before.occurredAt))}`}
        </span>
      </span>
    ),
  },
  { id: 'type', header: 'Event', width: '12rem', cell: ({ item }) => <span className={styles.type}>{item.type}</span> },
  {
    id: 'summary',
    header: 'What it says',
    optional: true,
    cell: ({ item }) => {
      const words = [eventSummary(item), item.reason].filter((part) => part !== null && part !== '').join('; ');
      return <bdi title={words}>{words}</bdi>;
    },
  },
  {
    id: 'actor',
    header: 'Actor',
    width: '11rem',
    optional: true,
    cell: ({ item }) => <bdi title={`${item.actor}, ${item.source}`}>{item.actor}</bdi>,
  },
];
