import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { type ComponentType, lazy, Suspense } from 'react';
import { useShortcuts } from '../frame/shortcuts.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { Skeleton } from '../parts/states.js';
import { TabLinks } from '../parts/tab-links.js';
import { UnreadPage } from '../parts/unread-page.js';
import { CampaignActions } from './actions/campaign-actions.js';
import { CampaignHeader } from './campaign-header.js';
import { campaignKey, campaignQuery, type CampaignAsRead } from './campaign-queries.js';
import { type CampaignTab, campaignTabs } from './campaign-tabs.js';
import styles from './campaigns.module.css';

const route = getRouteApi('/frame/campaigns/$campaignId/$tab');

export interface TabProps extends CampaignAsRead {
  readonly id: string;
}

const tabs: Readonly<Record<CampaignTab, ComponentType<TabProps>>> = {
  overview: lazy(() => import('./overview/overview-tab.js')),
  edit: lazy(() => import('./editor/edit-tab.js')),
  versions: lazy(() => import('./versions/versions-tab.js')),
  runs: lazy(() => import('./runs/runs-tab.js')),
};

/** One campaign: what is published, how it came to be, and what came of it. */
export const CampaignPage = () => {
  const { campaignId, tab } = route.useParams();
  const read = useQuery(campaignQuery(campaignId));
  const { data } = read;
  useLiveQueries({ keys: [campaignKey(campaignId)], everyMs: 2_000 });
  useTabKeys(campaignId);
  if (data === undefined) return <UnreadPage of={read} title="Campaign" what="campaign" />;
  const Tab = tabs[tab];
  return (
    <>
      <CampaignHeader
        campaign={data.campaign}
        actions={
          <>
            <CampaignActions campaign={data.campaign} />
            <ApiButton
              requests={[
                { what: 'This campaign', method: 'GET', path: `/v1/campaigns/${campaignId}` },
                { what: 'Its versions', method: 'GET', path: `/v1/campaigns/${campaignId}/versions` },
                { what: 'Whether it could run now', method: 'GET', path: `/v1/campaigns/${campaignId}/preflight` },
              ]}
            />
          </>
        }
      />
      <TabLinks
        label="Parts of the campaign"
        tabs={campaignTabs.map(({ id, label }) => ({
          label,
          to: '/campaigns/$campaignId/$tab' as const,
          params: { campaignId, tab: id },
          count: id === 'versions' ? data.campaign.version : undefined,
        }))}
      />
      <div className={styles.body}>
        <Suspense fallback={<Skeleton lines={6} />}>
          <Tab key={`${campaignId} ${tab}`} id={campaignId} campaign={data.campaign} etag={data.etag} />
        </Suspense>
      </div>
    </>
  );
};

const useTabKeys = (campaignId: string): void => {
  const navigate = useNavigate();
  useShortcuts(
    campaignTabs.map(({ id, label, key }) => ({
      keys: key,
      label,
      group: 'Campaign',
      run: () => void navigate({ to: '/campaigns/$campaignId/$tab', params: { campaignId, tab: id } }),
    })),
  );
};
