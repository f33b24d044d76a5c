import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, ChevronRight, History } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { CopyButton } from '../../parts/copy-button.js';
import { Fact, FactList } from '../../parts/fact-list.js';
import { JsonText } from '../../parts/json-text.js';
import { SidePanel } from '../../parts/split.js';
import { EmptyState, Unread } from '../../parts/states.js';
import { TimeText } from '../../parts/time-text.js';
import { eventQuery, stepQuery } from '../run-queries.js';
import { BeforeAfter } from './before-after.js';
import styles from './history.module.css';

interface EventPanelProps {
  readonly runId: string;
  readonly number: number;
  readonly last: number;
  onShow(number: number): void;
  onClose(): void;
}

/** One event: payload, metadata, and the state of the run before and after it. */
export const EventPanel = ({ runId, number, last, onShow, onClose }: EventPanelProps) => {
  const event = useQuery(eventQuery(runId, number));
  const step = useQuery(stepQuery(runId, number));
  return (
    <SidePanel label={`Event ${number}`} title={`Event ${number} of ${last}`} onClose={onClose}>
      <div className={styles.steps}>
        <button
          type="button"
          className={styles.step}
          aria-label="The event before"
          disabled={number <= 1}
          onClick={() => onShow(number - 1)}
        >
          <ChevronLeft size={16} aria-hidden />
        </button>
        <button
          type="button"
          className={styles.step}
          aria-label="The next event"
          disabled={number >= last}
          onClick={() => onShow(number + 1)}
        >
          <ChevronRight size={16} aria-hidden />
        </button>
        <Link
          to="/runs/$runId/$tab"
          params={{ runId, tab: 'overview' }}
          search={{ at: number }}
          className={styles.travel}
        >
          <History size={14} aria-hidden /> The run at this event
        </Link>
        <CopyButton
          text={`${window.location.origin}/runs/${runId}/history?event=${number}`}
          label={`Copy a link to event ${number}`}
        />
      </div>
      {event.data === undefined ? (
        <Unread of={event} lines={6} />
      ) : event.data === null ? (
        <EmptyState icon={History} title={`There is no event ${number}`} />
      ) : (
        <EventDetails event={event.data} />
      )}
      {step.data === undefined || step.data === null ? null : <BeforeAfter step={step.data} />}
    </SidePanel>
  );
};

const EventDetails = ({ event }: { readonly event: Schemas['HistoryItem'] }) => (
  <>
    <FactList names="5rem">
      <Fact name="Type">{event.type}</Fact>
      <Fact name="When">
        <TimeText instant={event.occurredAt} as="seconds" />
      </Fact>
      <Fact name="Actor">
        <bdi>{event.actor}</bdi>, by {event.source}
      </Fact>
      {event.reason === null ? null : (
        <Fact name="Reason">
          <bdi>{event.reason}</bdi>
        </Fact>
      )}
      <Fact name="Stream">
        <code>{event.stream}</code> @{event.revision}
      </Fact>
    </FactList>
    <section className={styles.part} aria-label="Payload">
      <h3 className={styles.heading}>Payload</h3>
      <JsonText label={`payload of event ${event.number}`} value={event.data} />
    </section>
    <section className={styles.part} aria-label="Metadata">
      <h3 className={styles.heading}>Metadata</h3>
      <JsonText label={`metadata of event ${event.number}`} value={event.metadata} />
    </section>
  </>
);
