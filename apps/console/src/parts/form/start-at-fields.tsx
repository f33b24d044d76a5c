import { useId } from 'react';
import { localZone } from '../../frame/local-zone.js';
import { wallTimeOf } from '../wall-time.js';
import form from './form.module.css';
import { ZoneInput } from './zone-input.js';

/** A wall-clock time in a zone: which moment that is, the service works out. */
export interface Start {
  readonly local: string;
  readonly timeZone: string;
}

const hourMs = 3_600_000;

/** Its present time by this browser's clock, or an hour from now. */
export const startOf = (startAt: string | null): Start => {
  const from = startAt === null ? Date.now() + hourMs : Math.max(Date.parse(startAt), Date.now());
  return { local: wallTimeOf(new Date(from).toISOString(), localZone), timeZone: localZone };
};

interface StartAtFieldsProps {
  readonly label: string;
  readonly start: Start;
  onChange(start: Start): void;
  readonly faults: readonly { readonly detail: string }[];
}

/** When a run starts, and what was said against it. */
export const StartAtFields = ({ label, start, onChange, faults }: StartAtFieldsProps) => {
  const fault = useId();
  return (
    <>
      <div className={form.pair}>
        <label className={form.field}>
          {label}
          <input
            type="datetime-local"
            required
            value={start.local}
            aria-invalid={faults.length > 0}
            aria-describedby={faults.length > 0 ? fault : undefined}
            onChange={({ target }) => onChange({ ...start, local: target.value })}
          />
        </label>
        <label className={form.field}>
          Time zone
          <ZoneInput required value={start.timeZone} onChange={(timeZone) => onChange({ ...start, timeZone })} />
        </label>
      </div>
      {faults.length === 0 ? null : (
        <p id={fault} className={form.fault}>
          {faults.map(({ detail }) => detail).join('; ')}
        </p>
      )}
    </>
  );
};
