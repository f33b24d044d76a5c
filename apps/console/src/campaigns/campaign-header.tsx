import type { ReactNode } from 'react';
import { PageHeader } from '../frame/page-header.js';
import { CopyId } from '../parts/copy-id.js';
import { TimeText } from '../parts/time-text.js';
import header from '../run/header/run-header.module.css';
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
      {summary === '' ? null : <p className={header.sentence}>{summary}</p>}
      <dl className={header.facts}>
        <Fact name="Version">
          v{version}{' '}
          <span className={header.aside}>
            <TimeText instant={publishedAt} /> by {publishedBy}
          </span>
        </Fact>
        <Fact name="Channel">{channelWords[definition.channel]}</Fact>
        <Fact name="Goal">
          <ReferredName kind="goal" id={definition.goal} />
        </Fact>
        <Fact name="Segment">
          <ReferredName kind="segment" id={definition.segment} />
        </Fact>
        <Fact name="Sender">
          <ReferredName kind="sender" id={definition.sender} />
        </Fact>
        <Fact name="Campaign">
          <CopyId id={id} of="campaign" />
        </Fact>
      </dl>
    </PageHeader>
  );
};

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div className={header.fact}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);
