import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Megaphone } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { CampaignStatusPill } from '../campaigns/campaign-status.js';
import campaigns from '../campaigns/campaigns.module.css';
import panels from '../parts/panel-grid.module.css';
import { Panel } from '../parts/panel.js';
import { EmptyState, Unread } from '../parts/states.js';
import { RunStatusPill } from '../parts/status-pill.js';
import { TimeText } from '../parts/time-text.js';
import { type LibraryKind, libraryWords } from './library-kinds.js';
import { usedByQuery } from './library-queries.js';

interface ItemUsesProps {
  readonly kind: LibraryKind;
  readonly id: string;
}

/** Who would notice a change: campaigns that point to it, and runs that pinned a version of it. */
export const ItemUses = ({ kind, id }: ItemUsesProps) => {
  const read = useQuery(usedByQuery(kind, id));
  const { data } = read;
  if (data === undefined) return <Unread of={read} lines={6} />;
  const { one } = libraryWords[kind];
  if (data.campaigns.length === 0 && data.runs.length === 0)
    return (
      <EmptyState icon={Megaphone} title={`Nobody uses this ${one} yet`}>
        A campaign chooses it in its editor. What changes here then changes its next runs.
      </EmptyState>
    );
  return (
    <div className={panels.grid}>
      <Panel title="Campaigns" note="their newest versions point to it">
        <Campaigns uses={data} />
      </Panel>
      <Panel title="Runs" note="each keeps the version that it pinned; newest first">
        <Runs uses={data} one={one} />
      </Panel>
    </div>
  );
};

type Uses = Schemas['UsedBy'];

const Campaigns = ({ uses }: { readonly uses: Uses }) =>
  uses.campaigns.length === 0 ? (
    <p className={campaigns.quiet}>No campaign points to it now.</p>
  ) : (
    <>
      <ul className={campaigns.list} aria-label="Campaigns that use it">
        {uses.campaigns.map(({ id, name, status, version }) => (
          <li key={id} className={campaigns.item}>
            <CampaignStatusPill status={status} />
            <Link
              to="/campaigns/$campaignId/$tab"
              params={{ campaignId: id, tab: 'overview' }}
              className={campaigns.link}
            >
              <bdi>{name}</bdi>
            </Link>
            <span className={campaigns.end}>v{version}</span>
          </li>
        ))}
      </ul>
      {uses.moreCampaigns ? <p className={campaigns.quiet}>And more campaigns than are shown here.</p> : null}
    </>
  );

const Runs = ({ uses, one }: { readonly uses: Uses; readonly one: string }) => {
  const names = new Map(uses.campaigns.map(({ id, name }) => [id, name]));
  return uses.runs.length === 0 ? (
    <p className={campaigns.quiet}>No run has pinned it yet.</p>
  ) : (
    <>
      <ul className={campaigns.list} aria-label="Runs that pinned it">
        {uses.runs.map(({ id, campaignId, version, status, createdAt }) => (
          <li key={id} className={campaigns.item}>
            <RunStatusPill status={status} />
            <Link to="/runs/$runId/$tab" params={{ runId: id, tab: 'overview' }} className={campaigns.link}>
              <bdi>{names.get(campaignId) ?? 'A campaign that uses another one now'}</bdi>
            </Link>
            <span className={campaigns.end}>
              {one} v{version} · <TimeText instant={createdAt} as="compact" />
            </span>
          </li>
        ))}
      </ul>
      {uses.moreRuns ? <p className={campaigns.quiet}>And older runs than these.</p> : null}
    </>
  );
};
