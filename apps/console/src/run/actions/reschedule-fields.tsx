import type { Schemas } from '#client/client.js';
import { useZone } from '../../frame/zone.js';
import { type Start, StartAtFields } from '../../parts/form/start-at-fields.js';
import { TimeText } from '../../parts/time-text.js';
import styles from './reschedule-fields.module.css';

const hourMs = 3_600_000;

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
  const shift = (ms: number): void => {
    // The wall clock moves; where clocks change, the service says so.
    const moved = new Date(Date.parse(`${start.local}Z`) + ms).toISOString().slice(0, 16);
    onChange({ ...start, local: moved });
  };
  return (
    <>
      {run.startAt === null ? null : (
        <p className={styles.now}>
          Now set for <TimeText instant={run.startAt} as="minutes" /> ({name})
        </p>
      )}
      <StartAtFields label="New start" start={start} onChange={onChange} faults={faults} />
      <div className={styles.shifts} role="group" aria-label="Shift">
        {shifts.map(({ label, ms }) => (
          <button key={label} type="button" className={styles.shift} onClick={() => shift(ms)}>
            {label}
          </button>
        ))}
      </div>
    </>
  );
};
