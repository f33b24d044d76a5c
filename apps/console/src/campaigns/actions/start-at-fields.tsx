import { useId } from 'react';
import { zoneNames } from '../../frame/zone.js';
import dialog from '../../run/actions/command-dialog.module.css';
import type { Start } from '../../run/actions/reschedule-fields.js';

interface StartAtFieldsProps {
  readonly start: Start;
  onChange(start: Start): void;
  readonly faults: readonly { readonly detail: string }[];
}

/** A wall-clock time in a zone: which moment that is, the service works out. */
export const StartAtFields = ({ start, onChange, faults }: StartAtFieldsProps) => {
  const zones = useId();
  const fault = useId();
  return (
    <div className={dialog.pair}>
      <label className={dialog.field}>
        Starts at
        <input
          type="datetime-local"
          required
          value={start.local}
          aria-invalid={faults.length > 0}
          aria-describedby={faults.length > 0 ? fault : undefined}
          onChange={({ target }) => onChange({ ...start, local: target.value })}
        />
      </label>
      <label className={dialog.field}>
        Time zone
        <input
          list={zones}
          required
          value={start.timeZone}
          onChange={({ target }) => onChange({ ...start, timeZone: target.value })}
        />
        <datalist id={zones}>
          {zoneNames().map((zone) => (
            <option key={zone} value={zone} />
          ))}
        </datalist>
      </label>
      {faults.length === 0 ? null : (
        <p id={fault} className={dialog.fault}>
          {faults.map(({ detail }) => detail).join('; ')}
        </p>
      )}
    </div>
  );
};
