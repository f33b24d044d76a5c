import type { ReactNode } from 'react';
import fields from '../parts/form/form.module.css';
import { gapWords, overlapWords, repeatedWords } from './policy-words.js';
import type { FieldsProps, ScheduleForm } from './schedule-form.js';
import styles from './editor.module.css';

/** What happens when starts do not go smoothly. */
export const PolicyFields = ({ form, faultsOf, onChange }: FieldsProps) => {
  const choice = <Name extends 'overlap' | 'gap' | 'repeated'>(
    name: Name,
    label: string,
    words: Readonly<Record<ScheduleForm[Name], string>>,
  ): ReactNode => (
    <label className={fields.field}>
      {label}
      <select value={form[name]} onChange={({ target }) => onChange({ ...form, [name]: target.value })}>
        {Object.entries<string>(words).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
  const number = (
    name: 'mostOpenRuns' | 'catchUpSeconds' | 'startWithinSeconds' | 'jitterSeconds',
    label: string,
    placeholder?: string,
  ): ReactNode => {
    const faults = faultsOf(`/${name}`);
    return (
      <label className={fields.field}>
        {label}
        <input
          inputMode="numeric"
          placeholder={placeholder}
          value={form[name]}
          aria-invalid={faults.length > 0}
          onChange={({ target }) => onChange({ ...form, [name]: target.value })}
        />
        {faults.map(({ detail }) => (
          <span key={detail} className={fields.fault}>
            {detail}
          </span>
        ))}
      </label>
    );
  };
  return (
    <>
      <div className={fields.pair}>
        {choice('overlap', 'While a run of it goes on', overlapWords)}
        {form.overlap === 'allow' ? number('mostOpenRuns', 'Runs at once, at most') : null}
        {number('catchUpSeconds', 'Late starts are caught up on for, seconds')}
        {number('startWithinSeconds', 'A run must start within, seconds', 'as the campaign says')}
        {number('jitterSeconds', 'Spread starts over, seconds')}
        {choice('gap', 'A time that the clocks leave out', gapWords)}
        {choice('repeated', 'A time that the clocks show twice', repeatedWords)}
      </div>
      <label className={styles.check}>
        <input
          type="checkbox"
          checked={form.pauseOnFailure}
          onChange={({ target }) => onChange({ ...form, pauseOnFailure: target.checked })}
        />
        Pause the schedule when a run of it fails
      </label>
    </>
  );
};
