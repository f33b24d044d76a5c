import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../parts/button.js';
import fields from '../parts/form/form.module.css';
import { SegmentedChoice } from '../parts/segmented-choice.js';
import { type RuleForm, type RuleKind, ruleKinds, type Unit, units } from './schedule-form.js';
import { weekdays } from './weekly.js';
import styles from './editor.module.css';

const kindWords: Readonly<Record<RuleKind, string>> = {
  weekly: 'Days at a time',
  interval: 'Every so often',
  once: 'Once',
  cron: 'Cron',
};

const unitNames = Object.keys(units) as readonly Unit[];

interface RuleFieldsProps {
  /** Counted from 1. */
  readonly number: number;
  readonly rule: RuleForm;
  readonly timeZone: string;
  readonly faults: readonly { readonly detail: string }[];
  onChange(rule: RuleForm): void;
  /** Absent: it is the only one. */
  onRemove?: (() => void) | undefined;
}

/** One rule of when. */
export const RuleFields = ({ number, rule, timeZone, faults, onChange, onRemove }: RuleFieldsProps) => (
  <div className={styles.rule} role="group" aria-label={`Rule ${number}`}>
    <div className={styles.head}>
      <SegmentedChoice
        label={`Kind of rule ${number}`}
        value={rule.kind}
        choices={ruleKinds.map((value) => ({ value, label: kindWords[value] }))}
        onChoose={(kind) => onChange({ ...rule, kind })}
      />
      {onRemove === undefined ? null : (
        <Button look="ghost" icon={Trash2} aria-label={`Take rule ${number} away`} onClick={onRemove} />
      )}
    </div>
    {fieldsOf[rule.kind]({ rule, timeZone, invalid: faults.length > 0, onChange })}
    {faults.map(({ detail }) => (
      <p key={detail} className={fields.fault}>
        {detail}
      </p>
    ))}
  </div>
);

interface KindProps {
  readonly rule: RuleForm;
  readonly timeZone: string;
  readonly invalid: boolean;
  onChange(rule: RuleForm): void;
}

const fieldsOf: Readonly<Record<RuleKind, (props: KindProps) => ReactNode>> = {
  weekly: ({ rule, onChange }) => (
    <div className={styles.inline}>
      <label className={`${fields.field} ${styles.short}`}>
        At
        <input
          type="time"
          required
          value={rule.time}
          onChange={({ target }) => onChange({ ...rule, time: target.value })}
        />
      </label>
      <div className={styles.days} role="group" aria-label="On; none: every day">
        {weekdays.map(([day, name]) => (
          <button
            key={day}
            type="button"
            className={styles.day}
            aria-pressed={rule.days.includes(day)}
            onClick={() =>
              onChange({
                ...rule,
                days: rule.days.includes(day) ? rule.days.filter((each) => each !== day) : [...rule.days, day],
              })
            }
          >
            {name}
          </button>
        ))}
      </div>
      {rule.days.length === 0 ? <span className={styles.note}>every day</span> : null}
    </div>
  ),
  interval: ({ rule, invalid, onChange }) => (
    <div className={styles.inline}>
      <label className={`${fields.field} ${styles.short}`}>
        Every
        <input
          inputMode="numeric"
          required
          aria-invalid={invalid}
          value={rule.every}
          onChange={({ target }) => onChange({ ...rule, every: target.value })}
        />
      </label>
      <label className={`${fields.field} ${styles.short}`}>
        Unit
        <select value={rule.unit} onChange={({ target }) => onChange({ ...rule, unit: target.value as Unit })}>
          {unitNames.map((unit) => (
            <option key={unit}>{unit}</option>
          ))}
        </select>
      </label>
      <label className={`${fields.field} ${styles.short}`}>
        Seconds past
        <input
          inputMode="numeric"
          required
          aria-invalid={invalid}
          value={rule.phase}
          onChange={({ target }) => onChange({ ...rule, phase: target.value })}
        />
      </label>
      <span className={styles.note}>each full one, counted in UTC</span>
    </div>
  ),
  once: ({ rule, timeZone, invalid, onChange }) => (
    <div className={styles.inline}>
      <label className={fields.field}>
        On, {timeZone}
        <input
          type="datetime-local"
          required
          aria-invalid={invalid}
          value={rule.at}
          onChange={({ target }) => onChange({ ...rule, at: target.value })}
        />
      </label>
    </div>
  ),
  cron: ({ rule, invalid, onChange }) => (
    <div className={styles.inline}>
      <label className={fields.field}>
        Expression
        <input
          required
          spellCheck={false}
          aria-invalid={invalid}
          value={rule.expression}
          onChange={({ target }) => onChange({ ...rule, expression: target.value })}
        />
      </label>
      <span className={styles.note}>minute, hour, day of month, month, day of week</span>
    </div>
  ),
};
