import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Schemas } from '#client/client.js';
import { Panel } from '../parts/panel.js';
import { SegmentedChoice } from '../parts/segmented-choice.js';
import { Unread } from '../parts/states.js';
import { formatDuration } from '../parts/time-format.js';
import { reasonWords } from './schedule-looks.js';
import { punctualityQuery } from './schedules-queries.js';
import { type Period, periodNames, periods } from './schedules-search.js';
import styles from './schedules.module.css';

interface PunctualityPanelProps {
  readonly id: string;
  readonly period: Period;
  onChange(period: Period): void;
}

/** How many of the planned starts came on time, and what became of the others. */
export const PunctualityPanel = ({ id, period, onChange }: PunctualityPanelProps) => {
  const asked = useQuery(punctualityQuery(id, period));
  return (
    <Panel
      title="On time"
      note="within a second"
      actions={
        <SegmentedChoice
          label="Period"
          value={period}
          choices={periodNames.map((value) => ({
            value,
            label: periods[value] === 1 ? '1 day' : `${periods[value]} days`,
          }))}
          onChoose={onChange}
        />
      }
    >
      {asked.data !== undefined ? <Rate punctuality={asked.data} /> : <Unread of={asked} lines={3} />}
    </Panel>
  );
};

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 2 });

const Rate = ({ punctuality }: { readonly punctuality: Schemas['Punctuality'] }) => {
  const { planned, onTime, late, missed, backfilled, waiting, skipped, onTimeRate, latenessMs } = punctuality;
  if (planned === 0) return <p className={styles.quiet}>Nothing came due in this time.</p>;
  const facts: readonly (readonly [name: string, value: ReactNode])[] = [
    ['Planned', planned.toLocaleString()],
    ['On time', onTime.toLocaleString()],
    ['Late', late.toLocaleString()],
    ['Missed', missed.toLocaleString()],
    ...(backfilled === 0 ? [] : [['Backfilled', backfilled.toLocaleString()] as const]),
    ...(waiting === 0 ? [] : [['Waiting', waiting.toLocaleString()] as const]),
    ...Object.entries(skipped).map(
      ([reason, count]) =>
        [`Skipped: ${reasonWords(reason as Schemas['OccurrenceReason'])}`, count.toLocaleString()] as const,
    ),
  ];
  return (
    <>
      <p className={styles.rate}>
        <strong>{onTimeRate === null ? '–' : percent.format(onTimeRate)}</strong>
        <span className={styles.quiet}>
          {onTimeRate === null ? 'nothing was to start' : 'of what was to start'}
          {latenessMs === null
            ? ''
            : `; half of them within ${formatDuration(latenessMs.p50)}, the latest after ${formatDuration(latenessMs.max)}`}
        </span>
      </p>
      <dl className={styles.counts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
};
