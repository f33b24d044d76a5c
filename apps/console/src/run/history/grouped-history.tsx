import { Link } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import { Button } from '../../parts/button.js';
import { TimeText } from '../../parts/time-text.js';
import { eventSummary } from './event-summary.js';
import { groupsOf } from './groups.js';
import styles from './history.module.css';

interface GroupedHistoryProps {
  readonly items: readonly Schemas['HistoryItem'][];
  readonly more: boolean;
  onMore(): void;
}

/** A history of many messages, one line each; its events when opened. */
export const GroupedHistory = ({ items, more, onMore }: GroupedHistoryProps) => (
  <div className={styles.groups}>
    {groupsOf(items).map(({ key, label, items: own }) => (
      <details key={key} className={styles.group} open={key.startsWith('run-')}>
        <summary className={styles.summary}>
          <strong>{label}</strong>
          <span className={styles.delta}>{own.length === 1 ? '1 event' : `${own.length} events`}</span>
          <span className={styles.chain}>{[...new Set(own.map(({ type }) => type))].slice(0, 5).join(' · ')}</span>
        </summary>
        <ol>
          {own.map((item) => (
            <li key={item.number} className={styles.event}>
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
              <span className={styles.type}>{item.type}</span>
              <span className={styles.says}>{eventSummary(item)}</span>
              <TimeText instant={item.occurredAt} as="seconds" />
            </li>
          ))}
        </ol>
      </details>
    ))}
    {more ? <Button onClick={onMore}>Show more events</Button> : null}
  </div>
);
