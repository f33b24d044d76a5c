import { Link } from '@tanstack/react-router';
import { GitCompareArrows, Hourglass, TriangleAlert } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import type { Schemas } from '#client/client.js';
import { PageHeader } from '../../frame/page-header.js';
import { CopyId } from '../../parts/copy-id.js';
import { Aside, HeaderFact, HeaderFacts, HeaderSentence } from '../../parts/header-facts.js';
import { RunStatusPill } from '../../parts/status-pill.js';
import { TimeText } from '../../parts/time-text.js';
import styles from './run-header.module.css';
import { count, runSentence, type Sentence } from './run-sentence.js';
import { waitWords } from './wait-words.js';

type Run = Schemas['Run'];

/** What the run is, what it is at, and what it waits for. */
export const RunHeader = ({ run, actions }: { readonly run: Run; readonly actions: ReactNode }) => (
  <PageHeader
    title={run.campaign.name ?? 'Run of a campaign'}
    beside={<RunStatusPill status={run.status} />}
    actions={actions}
  >
    <HeaderSentence>
      <Words sentence={runSentence(run)} />
    </HeaderSentence>
    <Waits waits={run.waitingFor} />
    <HeaderFacts>
      <HeaderFact name="Campaign">
        <Link to="/campaigns/$campaignId" params={{ campaignId: run.campaign.id }} className={styles.link}>
          <bdi>{run.campaign.name ?? run.campaign.id.slice(0, 8)}</bdi>
        </Link>
        <Link
          to="/runs/$runId/$tab"
          params={{ runId: run.id, tab: 'versions' }}
          search={({ at }) => (at === undefined ? {} : { at })}
          className={styles.link}
        >
          v{run.campaign.version}
        </Link>
        {run.follow === 'latest' ? <Aside>follows the latest until it starts</Aside> : null}
        <Drift run={run} />
      </HeaderFact>
      <HeaderFact name="Type">{run.type}</HeaderFact>
      <HeaderFact name="Channel">{run.channel}</HeaderFact>
      <HeaderFact name="Goal">
        <Link to="/goals/$goalId" params={{ goalId: run.goal.id }} className={styles.link}>
          <bdi>{run.goal.definition?.name ?? run.goal.id.slice(0, 8)}</bdi>
        </Link>{' '}
        <Aside>v{run.goal.version}</Aside>
      </HeaderFact>
      <HeaderFact name="Trigger">{run.trigger}</HeaderFact>
      <HeaderFact name="Requested">
        <TimeText instant={run.createdAt} /> <Aside>by {run.requestedBy}</Aside>
      </HeaderFact>
      {run.parent === null ? null : (
        <HeaderFact name={run.parent.relation === 'retry' ? 'Retry of' : 'Again as'}>
          <RunLink id={run.parent.runId} />
        </HeaderFact>
      )}
      <HeaderFact name="Run">
        <CopyId id={run.id} of="run" />
      </HeaderFact>
    </HeaderFacts>
  </PageHeader>
);

const RunLink = ({ id }: { readonly id: string }) => (
  <Link to="/runs/$runId/$tab" params={{ runId: id, tab: 'overview' }} className={styles.link}>
    <code>{id.slice(0, 8)}</code>
  </Link>
);

const Drift = ({ run }: { readonly run: Run }) => {
  const { version, headVersion } = run.campaign;
  if (!run.differsFromCampaign || headVersion === null) return null;
  return (
    <Link
      to="/runs/$runId/$tab"
      params={{ runId: run.id, tab: 'versions' }}
      search={({ at }) => ({ ...(at === undefined ? {} : { at }), from: version, to: headVersion })}
      className={styles.drift}
      title={run.note ?? undefined}
    >
      <GitCompareArrows size={13} aria-hidden />
      campaign has changed since: now v{headVersion}
    </Link>
  );
};

const Words = ({ sentence }: { readonly sentence: Sentence }) =>
  sentence.map((part, place) =>
    typeof part === 'string' ? (
      part
    ) : (
      // Sentences have a moment or two, always in the same places.
      <Fragment key={place}>
        <TimeText instant={part.at} as="minutes" /> (<TimeText instant={part.at} as="relative" />)
      </Fragment>
    ),
  );

const Waits = ({ waits }: { readonly waits: readonly Schemas['Wait'][] }) =>
  waits.length === 0 ? null : (
    <ul className={styles.waits} aria-label="What it waits for">
      {waits.map(({ kind, since, until, count: waiting, releasedBy }) => {
        const { label, trouble } = waitWords[kind];
        const Icon = trouble ? TriangleAlert : Hourglass;
        return (
          <li key={`${kind} ${releasedBy}`} className={trouble ? styles.trouble : styles.wait}>
            <Icon size={13} aria-hidden />
            <strong>{label}</strong>
            {waiting > 0 ? <span>{count(waiting)} waiting</span> : null}
            {since === null ? null : (
              <span>
                since <TimeText instant={since} />
              </span>
            )}
            {until === null ? null : (
              <span>
                until <TimeText instant={until} />
              </span>
            )}
            <span>Released by {releasedBy}</span>
          </li>
        );
      })}
    </ul>
  );
