import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { referredQuery } from '../campaigns/campaign-queries.js';
import link from '../parts/link.module.css';
import { CampaignName } from '../schedules/campaign-name.js';

/** What a hold stops, by its name and with a link to it where it has a page. */
export const HoldScopeText = ({ scope }: { readonly scope: string }) => {
  const [kind, id = ''] = scope.split(':');
  if (kind === 'all') return <strong>everything</strong>;
  if (kind === 'channel') return <span>channel {id}</span>;
  if (kind === 'run')
    return (
      <span>
        run{' '}
        <Link to="/runs/$runId/$tab" params={{ runId: id, tab: 'overview' }} className={`${link.link} ${link.strong}`}>
          <code>{id.slice(0, 8)}</code>
        </Link>
      </span>
    );
  if (kind === 'campaign')
    return (
      <span>
        campaign{' '}
        <Link to="/campaigns/$campaignId" params={{ campaignId: id }} className={`${link.link} ${link.strong}`}>
          <CampaignName id={id} />
        </Link>
      </span>
    );
  return (
    <span>
      sender{' '}
      <Link to="/senders/$senderId" params={{ senderId: id }} className={`${link.link} ${link.strong}`}>
        <SenderName id={id} />
      </Link>
    </span>
  );
};

/** The id until its name is there. */
const SenderName = ({ id }: { readonly id: string }) => (
  <bdi>{useQuery(referredQuery('sender', id)).data?.name ?? id.slice(0, 8)}</bdi>
);
