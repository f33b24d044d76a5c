import { Plus } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { Button } from '../../../parts/button.js';
import { weekdays } from '../../campaign-words.js';
import { withMember } from '../definition.js';
import { ChoiceField, NumberField, TextField } from './controls.js';
import { Remove } from './named-rows.js';
import styles from './form.module.css';

type Quiet = Schemas['QuietHours'];
type Window = Schemas['QuietWindow'];

const allDays = Object.keys(weekdays) as Schemas['Weekday'][];

const policies = {
  hold: 'They get it when it is quiet no more',
  skip: 'They get nothing',
} as const satisfies Record<Quiet['policy'], string>;

const night: Window = { from: '21:00', to: '08:00' };

interface QuietHoursProps {
  readonly quietHours: Quiet | undefined;
  onChange(quietHours: Quiet | undefined): void;
}

/** When nothing leaves, by each recipient's own clock. */
export const QuietHours = ({ quietHours, onChange }: QuietHoursProps) => {
  if (quietHours === undefined)
    return (
      <div data-pointer="/limits/quietHours">
        <Button icon={Plus} onClick={() => onChange({ windows: [night], policy: 'hold' })}>
          Add quiet hours
        </Button>
      </div>
    );
  const { windows } = quietHours;
  const setWindows = (next: readonly Window[]): void =>
    onChange(next.length === 0 ? undefined : { ...quietHours, windows: [...next] });
  return (
    <div className={styles.fields} data-pointer="/limits/quietHours" role="group" aria-label="Quiet hours">
      {windows.map((window, place) => (
        // Windows have no names: their place is what they are known by.
        <QuietWindow
          key={place}
          window={window}
          place={place}
          onChange={(next) => setWindows(windows.map((each, at) => (at === place ? next : each)))}
          onRemove={() => setWindows(windows.filter((_, at) => at !== place))}
        />
      ))}
      <div>
        <Button icon={Plus} onClick={() => setWindows([...windows, night])}>
          Add a window
        </Button>
      </div>
      <div className={styles.pair}>
        <ChoiceField
          pointer="/limits/quietHours/policy"
          label="Whoever is in quiet hours"
          value={quietHours.policy}
          choices={policies}
          onChange={(policy) => onChange({ ...quietHours, policy: policy ?? quietHours.policy })}
        />
        <NumberField
          pointer="/limits/quietHours/holdAtMostHours"
          label="Hold at most, in hours"
          hint="Whoever would be held for longer gets nothing."
          value={quietHours.holdAtMostHours}
          onChange={(hours) => onChange(withMember(quietHours, 'holdAtMostHours', hours))}
        />
        <TextField
          pointer="/limits/quietHours/zones"
          label="Zones for contacts without one"
          hint="IANA names with commas; quiet in any of them is quiet."
          code
          value={quietHours.zones?.join(', ') ?? ''}
          onChange={(text) =>
            onChange(withMember(quietHours, 'zones', text.trim() === '' ? undefined : text.split(/\s*,\s*/)))
          }
        />
      </div>
    </div>
  );
};

interface QuietWindowProps {
  readonly window: Window;
  readonly place: number;
  onChange(window: Window): void;
  onRemove(): void;
}

const QuietWindow = ({ window, place, onChange, onRemove }: QuietWindowProps) => {
  const pointer = `/limits/quietHours/windows/${place}`;
  const days = window.days ?? allDays;
  const toggle = (day: Schemas['Weekday']): void => {
    const next = allDays.filter((each) => (each === day ? !days.includes(each) : days.includes(each)));
    onChange(withMember(window, 'days', next.length === allDays.length ? undefined : next));
  };
  return (
    <div className={styles.window} role="group" aria-label={`Quiet window ${place + 1}`}>
      <div className={styles.pair}>
        <TextField
          pointer={`${pointer}/from`}
          label="Quiet from"
          code
          value={window.from}
          onChange={(from) => onChange({ ...window, from })}
        />
        <TextField
          pointer={`${pointer}/to`}
          label="To"
          hint="By the recipient’s clock; 24:00 is midnight."
          code
          value={window.to}
          beside={<Remove what={`quiet window ${place + 1}`} onRemove={onRemove} />}
          onChange={(to) => onChange({ ...window, to })}
        />
      </div>
      <fieldset className={styles.days} data-pointer={`${pointer}/days`}>
        <legend>Begins on</legend>
        {allDays.map((day) => (
          <label key={day} className={styles.day}>
            <input type="checkbox" checked={days.includes(day)} onChange={() => toggle(day)} />
            {weekdays[day]}
          </label>
        ))}
      </fieldset>
    </div>
  );
};
