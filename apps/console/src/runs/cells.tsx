import { Link } from '@tanstack/react-router';
import { CalendarClock, GitBranch } from 'lucide-react';
import { LedgerBar } from '../parts/ledger.js';
import { isEnded } from '../parts/statuses.js';
import { formatDuration } from '../parts/time-format.js';
import { TimeText } from '../parts/time-text.js';
import { useNow } from '../parts/use-now.js';
import hidden from '../parts/hidden.module.css';
import styles from './runs.module.css';
import type { RunRow } from './runs-queries.js';

/** Nothing, said so. */
export const None = () => (
  <span className={styles.none}>
    <span aria-hidden>–</span>
    <span className={hidden.hidden}>none</span>
  </span>
);

export const nameOf = ({ campaign, id }: RunRow): string => campaign.name ?? `Run ${id}`;

export const CampaignLink = ({ run }: { readonly run: RunRow }) => (
  <span className={styles.campaign}>
    <Link to="/runs/$runId/$tab" params={{ runId: run.id, tab: 'overview' }} className={styles.name}>
      {nameOf(run)}
    </Link>
    <Link
      to="/campaigns/$campaignId"
      params={{ campaignId: run.campaign.id }}
      className={styles.version}
      aria-label={`v${run.campaign.version} of the campaign ${run.campaign.name ?? ''}`}
      title="The campaign"
    >
      v{run.campaign.version}
    </Link>
    {run.differsFromCampaign ? (
      <span className={styles.drift} title={`The campaign is at v${run.campaign.headVersion} now`}>
        <GitBranch size={12} aria-hidden />
        now v{run.campaign.headVersion}
      </span>
    ) : null}
    {run.test ? <span className={styles.tag}>test</span> : null}
  </span>
);

/** How far a run is: its account as a bar, and what was accepted of all. */
export const Progress = ({ run: { ledger, status, drafts } }: { readonly run: RunRow }) => {
  if (ledger.audience === 0) return <None />;
  return (
    <span className={styles.progress} data-running={!isEnded(status)}>
      <LedgerBar ledger={ledger} />
      {drafts > 0 && !isEnded(status) ? (
        <span className={styles.drafts}>{drafts.toLocaleString()} to approve</span>
      ) : (
        <span className={styles.amount}>
          {ledger.accepted.toLocaleString()}
          <span className={styles.of}> / {ledger.audience.toLocaleString()}</span>
        </span>
      )}
    </span>
  );
};

/** When it started, or will. */
export const StartText = ({ run: { startedAt, startAt, status } }: { readonly run: RunRow }) => {
  if (startedAt !== null) return <TimeText instant={startedAt} as="compact" />;
  if (startAt === null) return <None />;
  return (
    <span
      className={isEnded(status) ? styles.quiet : styles.planned}
      title={isEnded(status) ? 'Was planned' : 'Planned'}
    >
      <CalendarClock size={13} aria-hidden />
      <TimeText instant={startAt} as="compact" />
    </span>
  );
};

/** Of a run that has not ended, it ticks. */
export const DurationText = ({ run }: { readonly run: RunRow }) => {
  const ticking = run.startedAt !== null && !isEnded(run.status);
  const now = useNow(ticking);
  if (run.durationMs !== null) return formatDuration(run.durationMs);
  if (!ticking || run.startedAt === null) return <None />;
  return formatDuration(Math.max(0, Math.floor((now - Date.parse(run.startedAt)) / 1_000) * 1_000));
};
