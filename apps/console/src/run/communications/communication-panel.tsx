import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Schemas } from '#client/client.js';
import { CopyId } from '../../parts/copy-id.js';
import { CopyButton } from '../../parts/copy-button.js';
import link from '../../parts/link.module.css';
import { SidePanel } from '../../parts/split.js';
import { Unread } from '../../parts/states.js';
import { CommunicationStatusPill } from '../../parts/status-pill.js';
import { TimeText } from '../../parts/time-text.js';
import { reasonOf } from '../overview/failure-groups.js';
import { communicationQuery, runQuery } from '../run-queries.js';
import { contactName } from './communication-columns.js';
import styles from './communication-panel.module.css';
import { Message } from './message.js';
import { RepliesTo } from './replies-to.js';
import { SettleOne } from './settle-one.js';
import { Trail } from './trail.js';
import { UsedVariables } from './used-variables.js';

interface CommunicationPanelProps {
  readonly id: string;
  /** The moment of the run that the list shows; absent: now. */
  readonly moment?: { readonly number: number; readonly at: string } | null;
  onClose(): void;
}

/** One message: what it said, what it was made of, everything that happened to it. */
export const CommunicationPanel = ({ id, moment = null, onClose }: CommunicationPanelProps) => {
  const read = useQuery(communicationQuery(id));
  const { data } = read;
  const run = useQuery(runQuery(id.slice(0, id.indexOf('.'))));
  if (data === undefined)
    return (
      <SidePanel label="Message" title="Message" onClose={onClose}>
        <Unread of={read} lines={8} />
      </SidePanel>
    );
  const place = `${data.batch}.${data.index}`;
  return (
    <SidePanel label={`Message to ${contactName(data)}`} title={<bdi>{contactName(data)}</bdi>} onClose={onClose}>
      <div className={styles.status}>
        <CommunicationStatusPill status={data.status} />
        <span>{outcomeOf(data)}</span>
        <Link
          to="/communications/$communicationId/explain"
          params={{ communicationId: data.id }}
          className={`${link.link} ${styles.why}`}
        >
          <Search size={14} aria-hidden /> Why?
        </Link>
      </div>
      {moment === null ? null : (
        <p className={styles.note}>
          The list is of event {moment.number}; these details are of now, later steps are marked.
        </p>
      )}
      {moment === null && data.status === 'unknown' ? <SettleOne communication={data} /> : null}
      <Message communication={data} />
      <dl className={styles.facts}>
        <Fact name="Contact">
          {data.contact.externalId === null ? (
            'erased'
          ) : (
            <Link to="/contacts/$externalId" params={{ externalId: data.contact.externalId }} className={link.link}>
              <bdi>{data.contact.externalId}</bdi>
            </Link>
          )}
        </Fact>
        <Fact name="Address">{data.contact.address === null ? 'gone' : <bdi>{data.contact.address}</bdi>}</Fact>
        <Fact name="Campaign">
          <Link to="/campaigns/$campaignId" params={{ campaignId: data.campaignId }} className={link.link}>
            <bdi>{run.data?.campaign.name ?? data.campaignId.slice(0, 8)}</bdi>
          </Link>
        </Fact>
        <Fact name="Campaign version">
          <Link
            to="/runs/$runId/$tab"
            params={{ runId: data.runId, tab: 'instructions' }}
            search={{ of: place }}
            className={link.link}
          >
            {run.data === undefined ? 'Its' : `v${run.data.campaign.version}, its`} instructions
          </Link>
        </Fact>
        <Fact name="Attempts">{data.attempt}</Fact>
        {data.messageId === null ? null : (
          <Fact name="Message-ID">
            <code className={styles.code}>{data.messageId}</code>
            <CopyButton text={data.messageId} label="Copy the Message-ID" />
          </Fact>
        )}
        {data.answer === null ? null : (
          <Fact name="Provider">
            <bdi>
              {data.code} {data.answer}
            </bdi>
          </Fact>
        )}
        <Fact name="Communication">
          <CopyId id={data.id} of="communication" />
        </Fact>
      </dl>
      <UsedVariables rendering={data.rendering} erased={data.erased} />
      <RepliesTo replies={data.replies} />
      <Trail entries={data.trail} upTo={moment?.at ?? null} />
    </SidePanel>
  );
};

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

const outcomeOf = (communication: Schemas['Communication']): ReactNode => {
  const { status, settledAt, until } = communication;
  if (until !== null && (status === 'held' || status === 'deferred' || status === 'draft'))
    return (
      <>
        until <TimeText instant={until} as="minutes" />
      </>
    );
  if (status === 'accepted' || status === 'delivered')
    return settledAt === null ? null : <TimeText instant={settledAt} as="seconds" />;
  return status === 'planned' || status === 'claimed' ? null : <bdi>{reasonOf(communication)}</bdi>;
};
