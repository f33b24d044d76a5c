import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Schemas } from '#client/client.js';
import { campaignDiffQuery } from '../../campaigns/campaign-queries.js';
import panels from '../../parts/panel-grid.module.css';
import { Panel } from '../../parts/panel.js';
import { Unread } from '../../parts/states.js';
import { Numbered, NumberedList } from '../../parts/versions/numbered-list.js';
import { VersionDiff } from '../../parts/versions/version-diff.js';
import { VersionList } from '../../parts/versions/version-list.js';
import { eventSummary } from '../history/event-summary.js';
import type { TabProps } from '../run-page.js';
import { versionsQuery } from '../run-queries.js';
import { byArea } from './areas.js';
import styles from './versions-tab.module.css';

const route = getRouteApi('/frame/runs/$runId/$tab');

/** The run's own revisions beside the campaign's versions, with the one it pinned. */
const VersionsTab = ({ run, at }: TabProps) => {
  const read = useQuery(versionsQuery(run.id, { at }));
  const { data, isPlaceholderData } = read;
  if (data === undefined) return <Unread of={read} lines={8} />;
  return (
    <div className={panels.grid} data-stale={isPlaceholderData}>
      <Panel title="Versions of the campaign" note={`${run.campaign.name ?? ''}, newest first`} flush>
        <VersionList versions={data.campaign.versions} />
      </Panel>
      <Panel title="Revisions of this run" note="everything that was decided about it, newest first" flush>
        <Revisions revisions={data.revisions} />
      </Panel>
      <div className={panels.wide}>
        <Comparison campaign={data.campaign} />
      </div>
    </div>
  );
};

export default VersionsTab;

/** A run that sends for hours settles its batches thousands of times: the first of a row stands for all. */
const Revisions = ({ revisions }: { readonly revisions: readonly Schemas['RunRevision'][] }) => {
  const [all, setAll] = useState(false);
  const shown = all ? revisions : revisions.filter(({ type }) => type !== 'BatchesSettled');
  return (
    <>
      <NumberedList>
        {shown.toReversed().map(({ revision, type, at, actor, reason, data }) => (
          <Numbered
            key={revision}
            number={String(revision)}
            summary={type}
            detail={eventSummary({ type, data })}
            at={at}
            as="seconds"
            by={actor}
            reason={reason}
          />
        ))}
      </NumberedList>
      {shown.length === revisions.length && !all ? null : (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Leave settled batches out' : `Settled batches too: ${revisions.length - shown.length} more`}
        </button>
      )}
    </>
  );
};

const Comparison = ({ campaign }: { readonly campaign: Schemas['RunVersions']['campaign'] }) => {
  const { from, to } = route.useSearch();
  const newest = campaign.versions[0]?.version ?? campaign.pinned;
  const [a, b] = [from ?? campaign.pinned, to ?? newest];
  const answer = useQuery(campaignDiffQuery(campaign.id, a, b));
  return (
    <VersionDiff
      noun="campaign"
      versions={campaign.versions.map(({ version }) => version)}
      a={a}
      b={b}
      answer={answer}
      areasOf={byArea}
    />
  );
};
