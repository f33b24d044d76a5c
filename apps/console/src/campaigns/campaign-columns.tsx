import { Link } from '@tanstack/react-router';
import type { Column } from '../parts/data-table.js';
import { TimeText } from '../parts/time-text.js';
import { channelWords } from '../runs/words.js';
import type { CampaignRow } from './campaign-queries.js';
import { CampaignStatusPill } from './campaign-status.js';
import { ReferredName } from './referred-name.js';
import styles from './campaigns.module.css';

export const CampaignName = ({ campaign }: { readonly campaign: CampaignRow }) => (
  <span className={styles.cell}>
    <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }} className={styles.name}>
      {campaign.name}
    </Link>
    <span className={styles.version}>v{campaign.version}</span>
  </span>
);

export const campaignColumns: readonly Column<CampaignRow>[] = [
  { id: 'status', label: 'Status', cell: ({ status }) => <CampaignStatusPill status={status} /> },
  {
    id: 'name',
    label: 'Campaign',
    sort: 'name',
    grow: true,
    cell: (campaign) => <CampaignName campaign={campaign} />,
  },
  { id: 'channel', label: 'Channel', cell: ({ definition: { channel } }) => channelWords[channel] },
  { id: 'goal', label: 'Goal', cell: ({ definition: { goal } }) => <ReferredName kind="goal" id={goal} /> },
  {
    id: 'changed',
    label: 'Changed',
    cell: ({ updatedAt, updatedBy }) => (
      <span>
        <TimeText instant={updatedAt} as="compact" /> <span className={styles.quiet}>by {updatedBy}</span>
      </span>
    ),
  },
];
