import type { Schemas } from '#client/client.js';
import { TimeText } from '../../parts/time-text.js';
import { eventSummary } from '../history/event-summary.js';
import styles from './communication-panel.module.css';

interface TrailProps {
  readonly entries: readonly Schemas['TrailEntry'][];
  /** The moment that the page shows; null: now. */
  readonly upTo: string | null;
}

/** Everything that happened to one message, in the order of the log. */
export const Trail = ({ entries, upTo }: TrailProps) => (
  <section className={styles.section} aria-labelledby="trail">
    <h3 id="trail" className={styles.heading}>
      Its trail
    </h3>
    <ol className={styles.trail}>
      {entries.map(({ type, stream, revision, occurredAt, actor, reason, data }) => {
        const later = upTo !== null && occurredAt > upTo;
        return (
          <li key={`${stream} ${revision}`} className={later ? `${styles.entry} ${styles.later}` : styles.entry}>
            <strong>{type}</strong>
            <span>{eventSummary({ type, data })}</span>
            <span className={styles.quiet}>
              <TimeText instant={occurredAt} as="seconds" /> by {actor}
              {reason === null ? '' : `: ${reason}`}
              {later ? ' (after the moment shown)' : ''}
            </span>
          </li>
        );
      })}
    </ol>
  </section>
);
