import cards from '../runs/run-cards.module.css';
import { TimeText } from '../parts/time-text.js';
import { channelWords } from '../runs/words.js';
import { CampaignName } from './campaign-columns.js';
import type { CampaignRow } from './campaign-queries.js';
import { CampaignStatusPill } from './campaign-status.js';

interface CampaignCardsProps {
  readonly rows: readonly CampaignRow[];
  readonly stale: boolean;
}

/** The list on a narrow screen: a card for each campaign. */
export const CampaignCards = ({ rows, stale }: CampaignCardsProps) => (
  <ul className={cards.cards} aria-label="Campaigns" aria-busy={stale} data-stale={stale}>
    {rows.map((campaign) => (
      <li key={campaign.id} className={cards.card} data-row={campaign.id}>
        <div className={cards.line}>
          <CampaignStatusPill status={campaign.status} />
          <span className={cards.kind}>{channelWords[campaign.definition.channel]}</span>
        </div>
        <CampaignName campaign={campaign} />
        <p className={cards.when}>
          <span>
            Changed <TimeText instant={campaign.updatedAt} as="compact" /> by {campaign.updatedBy}
          </span>
        </p>
      </li>
    ))}
  </ul>
);
