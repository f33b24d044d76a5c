import { useId } from 'react';
import type { Schemas } from '#client/client.js';
import { localZone } from '../../frame/local-zone.js';
import { useZone, zoneNames } from '../../frame/zone.js';
import { TimeText } from '../../parts/time-text.js';
import styles from './command-dialog.module.css';

/** A wall-clock time in a zone: which moment that is, the service works out. */
export interface Start {
  readonly local: string;
  readonly timeZone: string;
}

const parts = (instant: number, timeZone: string): string => {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const found = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${found['year']}-${found['month']}-${found['day']}T${found['hour']}:${found['minute']}`;
};

const hourMs = 3_600_000;

/** Its present time by this browser's clock, or an hour from now. */
export const startOf = (startAt: string | null): Start => {
  const from = startAt === null ? Date.now() + hourMs : Math.max(Date.parse(startAt), Date.now());
  return { local: parts(from, localZone), timeZone: localZone };
};

const shifts = [
  { label: '+ 15 min', ms: 900_000 },
  { label: '+ 1 h', ms: hourMs },
  { label: '+ 1 day', ms: 24 * hourMs },
  { label: '+ 1 week', ms: 168 * hourMs },
] as const;

interface RescheduleFieldsProps {
  readonly run: Schemas['Run'];
  readonly start: Start;
  onChange(start: Start): void;
  readonly faults: readonly { readonly detail: string }[];
}

export const RescheduleFields = ({ run, start, onChange, faults }: RescheduleFieldsProps) => {
  const { name } = useZone();
  const zones = useId();
  const fault = useId();
  const shift = (ms: number): void => {
    // The wall clock moves; where clocks change, the service says so.
    const moved = new Date(Date.parse(`${start.local}Z`) + ms).toISOString().slice(0, 16);
    onChange({ ...start, local: moved });
  };
  return (
    <div className={styles.form}>
      {run.startAt === null ? null : (
        <p className={styles.now}>
          Now set for <TimeText instant={run.startAt} as="minutes" /> ({name})
        </p>
      )}
      <div className={styles.pair}>
        <label className={styles.field}>
          New start
          <input
            type="datetime-local"
            required
            value={start.local}
            aria-invalid={faults.length > 0}
            aria-describedby={faults.length > 0 ? fault : undefined}
            onChange={(event) => onChange({ ...start, local: event.target.value })}
          />
        </label>
        <label className={styles.field}>
          Time zone
          <input
            list={zones}
            required
            value={start.timeZone}
            onChange={(event) => onChange({ ...start, timeZone: event.target.value })}
          />
          <datalist id={zones}>
            {zoneNames().map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </label>
      </div>
      {faults.length === 0 ? null : (
        <p id={fault} className={styles.fault}>
          {faults.map(({ detail }) => detail).join('; ')}
        </p>
      )}
      <div className={styles.shifts} role="group" aria-label="Shift">
        {shifts.map(({ label, ms }) => (
          <button key={label} type="button" className={styles.shift} onClick={() => shift(ms)}>
            {label}
          </button>
        ))}
      </div>
    </div>
  );
};
