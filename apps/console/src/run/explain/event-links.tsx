import { Link, type LinkProps } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import styles from './explanation-table.module.css';

type ShownBy = Schemas['ShownBy'];

/** So many say enough; the rest is in the history. */
const mostLinks = 4;

/** The events that show what a row says, each with the page where it stands. */
export const EventLinks = ({ events }: { readonly events: readonly ShownBy[] }) =>
  events.length === 0 ? null : (
    <span className={styles.events}>
      {events.slice(0, mostLinks).map((event) => {
        const { type, runId, number, stream, revision, actor, occurredAt } = event;
        const place = placeOf(event);
        const words = `${type} by ${actor}, ${occurredAt}`;
        return place === null ? (
          <span key={`${stream} ${revision}`} className={styles.event} title={words}>
            {type}
          </span>
        ) : (
          <Link
            key={`${stream} ${revision}`}
            {...place}
            className={styles.event}
            title={words}
            aria-label={
              runId === null || number === null ? words : `Event ${number}, ${type}, of run ${runId.slice(0, 8)}`
            }
          >
            {number === null ? type : `#${number}`}
          </Link>
        );
      })}
      {events.length > mostLinks ? <span className={styles.more}>and {events.length - mostLinks} more</span> : null}
    </span>
  );

/** In the history of its run, or among the versions of what it published; null: no page shows it. */
const placeOf = ({ runId, number, stream }: ShownBy): LinkProps | null => {
  if (runId !== null)
    return number === null
      ? null
      : { to: '/runs/$runId/$tab', params: { runId, tab: 'history' }, search: { event: number } };
  const at = stream.indexOf('-');
  const [category, id] = [stream.slice(0, at), stream.slice(at + 1)];
  if (category === 'campaign')
    return { to: '/campaigns/$campaignId/$tab', params: { campaignId: id, tab: 'versions' } };
  if (category === 'goal') return { to: '/goals/$goalId/$tab', params: { goalId: id, tab: 'versions' } };
  if (category === 'segment') return { to: '/segments/$segmentId/$tab', params: { segmentId: id, tab: 'versions' } };
  if (category === 'sender') return { to: '/senders/$senderId/$tab', params: { senderId: id, tab: 'versions' } };
  return category === 'hold' ? { to: '/system/$part', params: { part: 'holds' } } : null;
};
