import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Schemas } from '#client/client.js';
import { useZone } from '../../frame/zone.js';
import link from '../../parts/link.module.css';
import { runStatuses } from '../../parts/statuses.js';
import { formatInstant } from '../../parts/time-format.js';
import { runsOfCampaignQuery } from '../run-queries.js';
import styles from './explain-tab.module.css';

interface AgainstProps {
  readonly runId: string;
  readonly campaignId: string;
  readonly against: Schemas['Explanation']['against'];
  /** Undefined: the previous run. */
  onChoose(runId: string | undefined): void;
}

/** The run that this one is compared with: the previous one unless another is chosen. */
export const Against = ({ runId, campaignId, against, onChoose }: AgainstProps) => {
  const runs = useQuery(runsOfCampaignQuery(campaignId));
  const { name: zone } = useZone();
  const others = (runs.data?.items ?? []).filter(({ id }) => id !== runId);
  const asked = against?.chosen === 'asked' ? against.runId : '';
  return (
    <span className={styles.against}>
      <label>
        Against{' '}
        <select
          className={styles.select}
          value={asked}
          onChange={({ target: { value } }) => onChoose(value === '' ? undefined : value)}
        >
          <option value="">the previous run</option>
          {asked === '' || others.some(({ id }) => id === asked) ? null : (
            <option value={asked}>run {asked.slice(0, 8)}</option>
          )}
          {others.map(({ id, createdAt, status, campaign: { version } }) => (
            <option key={id} value={id}>
              {formatInstant(createdAt, zone, 'minutes')}, v{version}, {runStatuses[status].label} ({id.slice(0, 8)})
            </option>
          ))}
        </select>
      </label>
      {against === null ? null : (
        <Link to="/runs/compare" search={{ a: against.runId, b: runId }} className={link.link}>
          Side by side
        </Link>
      )}
    </span>
  );
};
