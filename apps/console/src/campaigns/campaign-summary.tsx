import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CopyId } from '../parts/copy-id.js';
import { Fact, FactList } from '../parts/fact-list.js';
import { SidePanel } from '../parts/split.js';
import { Unread } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import { channelWords } from '../runs/words.js';
import { campaignQuery } from './campaign-queries.js';
import { CampaignStatusPill } from './campaign-status.js';
import { RecentRuns } from './recent-runs.js';
import { ReferredName } from './referred-name.js';
import { Findings } from './overview/findings.js';
import styles from './campaigns.module.css';

interface CampaignSummaryProps {
  readonly id: string;
  onClose(): void;
}

/** A campaign beside the list: what it is, whether it could run, and how it ran. */
export const CampaignSummary = ({ id, onClose }: CampaignSummaryProps) => {
  const read = useQuery(campaignQuery(id));
  const { data } = read;
  if (data === undefined)
    return (
      <SidePanel label="Campaign" title="Campaign" onClose={onClose}>
        <Unread of={read} lines={6} />
      </SidePanel>
    );
  const { definition, status, version, summary, publishedAt, publishedBy } = data.campaign;
  return (
    <SidePanel
      label={`Campaign ${definition.name}`}
      title={
        <Link to="/campaigns/$campaignId" params={{ campaignId: id }} className={styles.name}>
          {definition.name}
        </Link>
      }
      onClose={onClose}
    >
      <FactList>
        <Fact name="Status">
          <CampaignStatusPill status={status} />
        </Fact>
        <Fact name="Published">
          v{version}, <TimeText instant={publishedAt} /> by {publishedBy}
        </Fact>
        {summary === '' ? null : <Fact name="What changed">{summary}</Fact>}
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
        <Fact name="Id">
          <CopyId id={id} of="campaign" />
        </Fact>
      </FactList>
      <section className={styles.section} aria-labelledby="could-it-run">
        <h3 id="could-it-run" className={styles.heading}>
          Preflight
        </h3>
        <Findings campaignId={id} />
      </section>
      <section className={styles.section} aria-labelledby="how-it-ran">
        <h3 id="how-it-ran" className={styles.heading}>
          Newest runs
        </h3>
        <RecentRuns campaignId={id} limit={5} />
      </section>
    </SidePanel>
  );
};
