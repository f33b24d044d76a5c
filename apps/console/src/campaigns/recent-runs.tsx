import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sentenceOf } from '../parts/ledger.js';
import { Unread } from '../parts/states.js';
import { RunStatusPill } from '../parts/status-pill.js';
import { TimeText } from '../parts/time-text.js';
import { typeWords } from '../runs/words.js';
import { campaignRunsQuery } from './campaign-queries.js';
import styles from './campaigns.module.css';

interface RecentRunsProps {
  readonly campaignId: string;
  readonly limit: number;
}

/** The newest runs of a campaign, and the way to all of them. */
export const RecentRuns = ({ campaignId, limit }: RecentRunsProps) => {
  const read = useQuery(campaignRunsQuery(campaignId, limit));
  const { data } = read;
  if (data === undefined) return <Unread of={read} lines={limit} />;
  if (data.items.length === 0) return <p className={styles.quiet}>It has not run yet.</p>;
  return (
    <>
      <ul className={styles.list} aria-label="Newest runs">
        {data.items.map(({ id, status, type, campaign, createdAt, ledger }) => (
          <li key={id} className={styles.item}>
            <RunStatusPill status={status} />
            <Link to="/runs/$runId/$tab" params={{ runId: id, tab: 'overview' }} className={styles.link}>
              {typeWords[type]}, v{campaign.version}
            </Link>
            <span className={styles.end}>
              {ledger.audience === 0 ? null : <span title={sentenceOf(ledger)}>{share(ledger)} · </span>}
              <TimeText instant={createdAt} as="compact" />
            </span>
          </li>
        ))}
      </ul>
      {data.next === null ? null : (
        <p>
          <Link to="/runs" search={{ campaign: [campaignId] }} className={styles.link}>
            All runs of it
          </Link>
        </p>
      )}
    </>
  );
};

const share = ({ accepted, audience }: { readonly accepted: number; readonly audience: number }): string =>
  `${accepted.toLocaleString()} / ${audience.toLocaleString()}`;
