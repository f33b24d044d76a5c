import type { ReactNode } from 'react';
import { PageHeader } from '../frame/page-header.js';
import { CopyId } from '../parts/copy-id.js';
import { Aside, HeaderFact, HeaderFacts, HeaderSentence } from '../parts/header-facts.js';
import { TimeText } from '../parts/time-text.js';
import { channelWords } from '../runs/words.js';
import type { Campaign } from './campaign-queries.js';
import { CampaignStatusPill } from './campaign-status.js';
import { ReferredName } from './referred-name.js';

interface CampaignHeaderProps {
  readonly campaign: Campaign;
  readonly actions: ReactNode;
}

/** What the campaign is, who published it last, and what it points to. */
export const CampaignHeader = ({ campaign, actions }: CampaignHeaderProps) => {
  const { id, definition, status, version, publishedAt, publishedBy, summary } = campaign;
  return (
    <PageHeader title={definition.name} beside={<CampaignStatusPill status={status} />} actions={actions}>
      {summary === '' ? null : <HeaderSentence>{summary}</HeaderSentence>}
      <HeaderFacts>
        <HeaderFact name="Version">
          v{version}{' '}
          <Aside>
            <TimeText instant={publishedAt} /> by {publishedBy}
          </Aside>
        </HeaderFact>
        <HeaderFact name="Channel">{channelWords[definition.channel]}</HeaderFact>
        <HeaderFact name="Goal">
          <ReferredName kind="goal" id={definition.goal} />
        </HeaderFact>
        <HeaderFact name="Segment">
          <ReferredName kind="segment" id={definition.segment} />
        </HeaderFact>
        <HeaderFact name="Sender">
          <ReferredName kind="sender" id={definition.sender} />
        </HeaderFact>
        <HeaderFact name="Campaign">
          <CopyId id={id} of="campaign" />
        </HeaderFact>
      </HeaderFacts>
    </PageHeader>
  );
};
