import { Plus, Trash2 } from 'lucide-react';
import { Button } from '../parts/button.js';
import fields from '../parts/form/form.module.css';
import type { ScheduleForm } from './schedule-form.js';
import styles from './editor.module.css';

interface ExclusionFieldsProps {
  readonly exclusions: ScheduleForm['exclusions'];
  readonly faults: readonly { readonly detail: string }[];
  onChange(exclusions: ScheduleForm['exclusions']): void;
}

/** Days of the zone on which nothing is started. */
export const ExclusionFields = ({ exclusions, faults, onChange }: ExclusionFieldsProps) => {
  const change = (at: number, next: Partial<ScheduleForm['exclusions'][number]>): void =>
    onChange(exclusions.map((one, place) => (place === at ? { ...one, ...next } : one)));
  return (
    <div className={styles.rules} role="group" aria-label="Days left out">
      {exclusions.map(({ from, to }, at) => (
        // They have no name of their own, and do not move.
        <div key={at} className={styles.inline}>
          <label className={fields.field}>
            Not from
            <input type="date" required value={from} onChange={({ target }) => change(at, { from: target.value })} />
          </label>
          <label className={fields.field}>
            Up to and with
            <input type="date" min={from} value={to} onChange={({ target }) => change(at, { to: target.value })} />
          </label>
          <Button
            look="ghost"
            icon={Trash2}
            aria-label={`Take days ${at + 1} away`}
            onClick={() => onChange(exclusions.filter((_, place) => place !== at))}
          />
        </div>
      ))}
      {faults.map(({ detail }) => (
        <p key={detail} className={fields.fault}>
          {detail}
        </p>
      ))}
      <span>
        <Button icon={Plus} onClick={() => onChange([...exclusions, { from: '', to: '' }])}>
          Leave days out
        </Button>
      </span>
    </div>
  );
};
