import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Pin } from 'lucide-react';
import { useState } from 'react';
import type { Schemas } from '#client/client.js';
import { Panel } from '../../parts/panel.js';
import { ErrorState, Skeleton } from '../../parts/states.js';
import { TimeText } from '../../parts/time-text.js';
import { eventSummary } from '../history/event-summary.js';
import type { TabProps } from '../run-page.js';
import { versionsQuery } from '../run-queries.js';
import { VersionDiff } from './version-diff.js';
import styles from './versions-tab.module.css';

const route = getRouteApi('/frame/runs/$runId/$tab');

/** The run's own revisions beside the campaign's versions, with the one it pinned. */
const VersionsTab = ({ run, at }: TabProps) => {
  const { data, isError, error, isPlaceholderData, refetch } = useQuery(versionsQuery(run.id, { at }));
  if (data === undefined)
    return isError ? <ErrorState error={error} onRetry={() => void refetch()} /> : <Skeleton lines={8} />;
  return (
    <div className={styles.grid} data-stale={isPlaceholderData}>
      <Panel title="Versions of the campaign" note={`${run.campaign.name ?? ''}, newest first`} flush>
        <CampaignVersions campaign={data.campaign} />
      </Panel>
      <Panel title="Revisions of this run" note="everything that was decided about it, newest first" flush>
        <Revisions revisions={data.revisions} />
      </Panel>
      <div className={styles.wide}>
        <Comparison campaign={data.campaign} />
      </div>
    </div>
  );
};

export default VersionsTab;

type Campaign = Schemas['RunVersions']['campaign'];

const CampaignVersions = ({ campaign }: { readonly campaign: Campaign }) => (
  <ol className={styles.list} reversed>
    {campaign.versions.map(({ version, summary, publishedAt, publishedBy, reason, pinned }) => (
      <li key={version} className={pinned ? `${styles.item} ${styles.pinned}` : styles.item}>
        <span className={styles.version}>v{version}</span>
        <div className={styles.words}>
          <span className={styles.summary}>{summary === '' ? 'No summary' : summary}</span>
          <span className={styles.note}>
            <TimeText instant={publishedAt} as="minutes" /> by {publishedBy}
            {reason === null ? '' : `: ${reason}`}
          </span>
        </div>
        {pinned ? (
          <span className={styles.pin}>
            <Pin size={12} aria-hidden /> this run
          </span>
        ) : null}
      </li>
    ))}
  </ol>
);

/** A run that sends for hours settles its batches thousands of times: the first of a row stands for all. */
const Revisions = ({ revisions }: { readonly revisions: readonly Schemas['RunRevision'][] }) => {
  const [all, setAll] = useState(false);
  const shown = all ? revisions : revisions.filter(({ type }) => type !== 'BatchesSettled');
  return (
    <>
      <ol className={styles.list} reversed>
        {shown.toReversed().map(({ revision, type, at, actor, reason, data }) => (
          <li key={revision} className={styles.item}>
            <span className={styles.version}>{revision}</span>
            <div className={styles.words}>
              <span className={styles.summary}>
                {type} <span className={styles.note}>{eventSummary({ type, data })}</span>
              </span>
              <span className={styles.note}>
                <TimeText instant={at} as="seconds" /> by {actor}
                {reason === null ? '' : `: ${reason}`}
              </span>
            </div>
          </li>
        ))}
      </ol>
      {shown.length === revisions.length && !all ? null : (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Leave settled batches out' : `Settled batches too: ${revisions.length - shown.length} more`}
        </button>
      )}
    </>
  );
};

const Comparison = ({ campaign }: { readonly campaign: Campaign }) => {
  const { from, to } = route.useSearch();
  const navigate = useNavigate({ from: '/runs/$runId/$tab' });
  const newest = campaign.versions[0]?.version ?? campaign.pinned;
  const [a, b] = [from ?? campaign.pinned, to ?? newest];
  return (
    <VersionDiff
      campaignId={campaign.id}
      versions={campaign.versions.map(({ version }) => version)}
      a={a}
      b={b}
      onChoose={(next) =>
        void navigate({
          to: '.',
          search: (before) => ({ ...before, from: next.a, to: next.b }),
          replace: true,
          resetScroll: false,
        })
      }
    />
  );
};
