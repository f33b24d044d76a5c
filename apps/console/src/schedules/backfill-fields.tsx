import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import form from '../parts/form/form.module.css';
import { ProblemNote } from '../parts/form/problem-note.js';
import { Skeleton } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import { instantOf, wallTimeOf } from '../parts/wall-time.js';
import { backfillQuery, type Schedule } from './schedules-queries.js';

export interface BackfillRange {
  readonly from: string;
  readonly to: string;
  /** How many runs it starts, as far as is known now. */
  readonly count: number;
}

interface BackfillFieldsProps {
  readonly schedule: Schedule;
  /** Null: there is nothing to start, or it is not known. */
  onChange(range: BackfillRange | null): void;
}

const dayMs = 86_400_000;

/** From when to when, by the schedule's own clocks, and how many runs that makes. */
export const BackfillFields = ({ schedule, onChange }: BackfillFieldsProps) => {
  const { timeZone } = schedule.definition;
  const [from, setFrom] = useState(() => wallTimeOf(new Date(Date.now() - dayMs).toISOString(), timeZone));
  const [to, setTo] = useState(() => wallTimeOf(new Date().toISOString(), timeZone));
  const bounds = { from: instantOf(from, timeZone) ?? '', to: instantOf(to, timeZone) ?? '' };
  const whole = bounds.from !== '' && bounds.to !== '';
  const preview = useQuery({ ...backfillQuery(schedule.id, bounds), enabled: whole });
  const count = whole && !preview.isPlaceholderData && !preview.isError ? (preview.data?.count ?? 0) : 0;
  useEffect(() => {
    onChange(count === 0 ? null : { from: bounds.from, to: bounds.to, count });
  }, [count, bounds.from, bounds.to, onChange]);
  const edge = (label: string, value: string, set: (value: string) => void) => (
    <label className={form.field}>
      {label}, {timeZone}
      <input type="datetime-local" required value={value} onChange={(event) => set(event.target.value)} />
    </label>
  );
  return (
    <>
      <div className={form.pair}>
        {edge('From', from, setFrom)}
        {edge('Before', to, setTo)}
      </div>
      <div role="status">
        {preview.isError ? (
          <ProblemNote error={preview.error} />
        ) : preview.data === undefined ? (
          <Skeleton lines={1} label="Counting" />
        ) : preview.data.count === 0 ? (
          <p>Nothing to start: {preview.data.ran.toLocaleString()} of that time ran already.</p>
        ) : (
          <p>
            <strong>
              {preview.data.count.toLocaleString()} {preview.data.count === 1 ? 'run' : 'runs'} would start at once
            </strong>
            , for {preview.data.first === null ? null : <TimeText instant={preview.data.first} />}
            {preview.data.count === 1 || preview.data.last === null ? null : (
              <>
                {' to '}
                <TimeText instant={preview.data.last} />
              </>
            )}
            . {preview.data.ran.toLocaleString()} of that time ran already.
          </p>
        )}
      </div>
    </>
  );
};
