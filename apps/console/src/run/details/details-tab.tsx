import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';
import type { Schemas } from '#client/client.js';
import { CopyButton } from '../../parts/copy-button.js';
import { CopyId } from '../../parts/copy-id.js';
import { Facts } from '../../parts/facts.js';
import hidden from '../../parts/hidden.module.css';
import { JsonText } from '../../parts/json-text.js';
import link from '../../parts/link.module.css';
import { Panel } from '../../parts/panel.js';
import { formatDuration } from '../../parts/time-format.js';
import { TimeText } from '../../parts/time-text.js';
import type { TabProps } from '../run-page.js';
import styles from './details-tab.module.css';

/** Ids, times, what was pinned by which hash, and the run as the API gives it. */
const DetailsTab = ({ run }: TabProps) => (
  <div className={styles.grid}>
    <Panel title="Ids">
      <Facts
        names="8rem"
        facts={[
          ['Run', <CopyId key="id" id={run.id} of="run" />],
          ['Campaign', <CopyId key="id" id={run.campaign.id} of="campaign" />],
          ['Goal', <CopyId key="id" id={run.goal.id} of="goal" />],
          ['Segment', run.segment === null ? null : <CopyId key="id" id={run.segment.id} of="segment" />],
          ['Sender', run.sender === null ? null : <CopyId key="id" id={run.sender.id} of="sender" />],
          ['Parent run', run.parent === null ? null : <CopyId key="id" id={run.parent.runId} of="parent run" />],
          [
            'Schedule',
            run.schedule === null ? null : (
              <Fragment key="id">
                <CopyId id={run.schedule.id} of="schedule" />{' '}
                <Link
                  to="/schedules/$scheduleId"
                  params={{ scheduleId: run.schedule.id }}
                  className={`${link.link} ${link.strong}`}
                >
                  Its log of starts
                </Link>
              </Fragment>
            ),
          ],
        ]}
      />
    </Panel>
    <Panel title="Timings">
      <Facts
        names="8rem"
        facts={[
          ['Requested', <TimeText key="time" instant={run.createdAt} as="minutes" />],
          ['To start at', run.startAt && <TimeText key="time" instant={run.startAt} as="minutes" />],
          ['Queued', run.queuedAt && <TimeText key="time" instant={run.queuedAt} as="minutes" />],
          ['Started', run.startedAt && <TimeText key="time" instant={run.startedAt} as="minutes" />],
          ['Ended', run.endedAt && <TimeText key="time" instant={run.endedAt} as="minutes" />],
          ['Lateness', duration(run.timings.latenessMs)],
          ['Preparation', duration(run.timings.preparationMs)],
          ['Running', duration(run.timings.runningMs)],
          ['Last progress', <TimeText key="time" instant={run.lastProgressAt} as="minutes" />],
        ]}
      />
    </Panel>
    <Panel title="Metadata" note="labels that were passed with the run">
      {Object.keys(run.metadata).length === 0 ? (
        <p className={styles.none}>None</p>
      ) : (
        <Facts
          names="8rem"
          facts={Object.entries(run.metadata).map(([name, value]) => [name, <bdi key="value">{value}</bdi>])}
        />
      )}
    </Panel>
    <div className={styles.wide}>
      <ManifestPanel manifest={run.manifest} />
    </div>
    <div className={styles.wide}>
      <Panel
        title="The run as the API gives it"
        note={run.moment === null ? undefined : `as of event ${run.moment.number}`}
      >
        <JsonText label={`run ${run.id}`} value={run} />
      </Panel>
    </div>
  </div>
);

export default DetailsTab;

const duration = (ms: number | null): string | null => (ms === null ? null : formatDuration(ms));

const pins = ['campaign', 'goal', 'segment', 'sender'] as const;

/** What the run used, each by its hash: runs of equal manifests differ only in what the world did. */
const ManifestPanel = ({ manifest }: { readonly manifest: Schemas['Run']['manifest'] }) => (
  <Panel title="Manifest" note="what the run used, each by its hash" flush={manifest !== null}>
    {manifest === null ? (
      <p className={styles.none}>It is made when the run starts.</p>
    ) : (
      <div className={styles.scroll}>
        <table className={styles.table}>
          <caption className={hidden.hidden}>What the run used</caption>
          <thead>
            <tr>
              <th scope="col">Part</th>
              <th scope="col">What</th>
              <th scope="col">Hash</th>
            </tr>
          </thead>
          <tbody>
            {pins.map((name) => {
              const pin = manifest[name];
              return <Line key={name} part={name} what={pin === null ? null : `v${pin.version}`} hash={pin?.hash} />;
            })}
            <Line part="audience" what={`${manifest.audience.count} recipients`} hash={manifest.audience.digest} />
            <Line part="variables" what={manifest.variables === null ? null : 'passed'} hash={manifest.variables} />
            <Line part="provider" what={manifest.provider.name} hash={manifest.provider.hash} />
            {Object.entries(manifest.policies).map(([name, value]) => (
              <Line
                key={name}
                part={name}
                what={typeof value === 'string' ? value : JSON.stringify(value)}
                hash={undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
    )}
  </Panel>
);

interface LineProps {
  readonly part: string;
  readonly what: string | null;
  readonly hash: string | null | undefined;
}

const Line = ({ part, what, hash }: LineProps) => (
  <tr>
    <th scope="row">{part}</th>
    <td>{what ?? 'none'}</td>
    <td>
      {hash === null || hash === undefined ? null : (
        <span className={styles.hash}>
          <code>{hash}</code>
          <CopyButton text={hash} label={`Copy the hash of ${part}`} />
        </span>
      )}
    </td>
  </tr>
);
