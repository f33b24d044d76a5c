import { SegmentedChoice } from '../../parts/segmented-choice.js';
import styles from './bulk.module.css';
import type { NewTime, Unit } from './new-time.js';

interface NewTimeFieldsProps {
  readonly time: NewTime;
  readonly zone: string;
  onChange(time: NewTime): void;
}

const unitWords: Readonly<Record<Unit, string>> = { min: 'minutes', h: 'hours', d: 'days' };

export const NewTimeFields = ({ time, zone, onChange }: NewTimeFieldsProps) => (
  <div className={styles.when}>
    <SegmentedChoice
      label="How"
      value={time.how}
      choices={[
        { value: 'set', label: 'All to one time' },
        { value: 'shift', label: 'Each by so much' },
      ]}
      onChoose={(how: NewTime['how']) => onChange({ ...time, how })}
    />
    {time.how === 'set' ? (
      <label className={styles.field}>
        New start, {zone}
        <input
          type="datetime-local"
          value={time.start}
          onChange={({ target }) => onChange({ ...time, start: target.value })}
        />
      </label>
    ) : (
      <div className={styles.amount}>
        <label className={styles.field}>
          Shift by
          <input
            inputMode="decimal"
            value={time.amount}
            onChange={({ target }) => onChange({ ...time, amount: target.value })}
          />
        </label>
        <label className={styles.field}>
          Unit
          <select
            value={time.unit}
            onChange={({ target: { value } }) => {
              if (value in unitWords) onChange({ ...time, unit: value as Unit });
            }}
          >
            {Object.entries(unitWords).map(([unit, words]) => (
              <option key={unit} value={unit}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <SegmentedChoice
          label="Direction"
          value={time.way}
          choices={[
            { value: 'later', label: 'Later' },
            { value: 'earlier', label: 'Earlier' },
          ]}
          onChoose={(way: NewTime['way']) => onChange({ ...time, way })}
        />
      </div>
    )}
  </div>
);
