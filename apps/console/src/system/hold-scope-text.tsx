import { Link } from '@tanstack/react-router';
import styles from './system.module.css';

/** What a hold stops, with a link to it where it has a page. */
export const HoldScopeText = ({ scope }: { readonly scope: string }) => {
  const [kind, id = ''] = scope.split(':');
  const short = <code>{id.slice(0, 8)}</code>;
  if (kind === 'all') return <strong>everything</strong>;
  if (kind === 'channel') return <span>channel {id}</span>;
  if (kind === 'run')
    return (
      <span>
        run{' '}
        <Link to="/runs/$runId/$tab" params={{ runId: id, tab: 'overview' }} className={styles.link}>
          {short}
        </Link>
      </span>
    );
  if (kind === 'campaign')
    return (
      <span>
        campaign{' '}
        <Link to="/campaigns/$campaignId" params={{ campaignId: id }} className={styles.link}>
          {short}
        </Link>
      </span>
    );
  return (
    <span>
      sender{' '}
      <Link to="/senders/$senderId" params={{ senderId: id }} className={styles.link}>
        {short}
      </Link>
    </span>
  );
};
