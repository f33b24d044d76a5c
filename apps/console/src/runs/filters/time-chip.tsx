import { useZone } from '../../frame/zone.js';
import { FilterChip } from '../../parts/filter-chip.js';
import { OptionList } from '../../parts/option-list.js';
import { formatInstant } from '../../parts/time-format.js';
import { instantOf, wallTimeOf } from '../../parts/wall-time.js';
import { periods, type RunsSearch, timeFields } from '../runs-search.js';
import { periodWords, timeWords } from '../words.js';
import styles from './filter-bar.module.css';
import type { ChipProps } from './filters.js';
import { changed } from './simple-chips.js';

/** Runs created, scheduled, started or ended in a range: so far back (or ahead), or between two times. */
export const TimeChip = ({ search, onChange, added, onClosed }: ChipProps) => {
  const { name } = useZone();
  const { time = 'created' } = search;
  const value = valueOf(search, name);
  const change = (values: Readonly<Record<string, unknown>>): void => onChange(changed(search, values));
  const edge = (which: 'from' | 'to', label: string) => (
    <label className={styles.field}>
      {label}
      <input
        type="datetime-local"
        value={search[which] === undefined ? '' : wallTimeOf(search[which], name)}
        onChange={(event) => {
          const instant = event.target.value === '' ? undefined : (instantOf(event.target.value, name) ?? undefined);
          change({ [which]: instant, within: undefined });
        }}
      />
    </label>
  );
  return (
    <FilterChip
      name={value === undefined ? 'Time' : timeWords[time]}
      {...(value === undefined ? {} : { value })}
      onClear={() => change({ time: undefined, within: undefined, from: undefined, to: undefined })}
      initiallyOpen={added}
      onClosed={onClosed}
    >
      <div className={styles.panel}>
        <label className={styles.field}>
          Which time
          <select value={time} onChange={(event) => change({ time: event.target.value })}>
            {timeFields.map((field) => (
              <option key={field} value={field}>
                {timeWords[field]}
              </option>
            ))}
          </select>
        </label>
        <OptionList
          label="Period"
          options={periods.map((period) => ({
            value: period,
            label: `${time === 'scheduled' ? 'Next' : 'Last'} ${periodWords[period]}`,
          }))}
          chosen={search.within === undefined ? [] : [search.within]}
          onChoose={(within) =>
            change({ within: within === search.within ? undefined : within, from: undefined, to: undefined })
          }
        />
        {edge('from', 'From')}
        {edge('to', 'To')}
        <p className={styles.note}>Times in {name}</p>
      </div>
    </FilterChip>
  );
};

const valueOf = ({ time, within, from, to }: RunsSearch, zone: string): string | undefined => {
  if (within !== undefined) return `${time === 'scheduled' ? 'next' : 'last'} ${periodWords[within]}`;
  const shown = (instant: string): string => formatInstant(instant, zone, 'short');
  if (from !== undefined && to !== undefined) return `${shown(from)} – ${shown(to)}`;
  if (from !== undefined) return `from ${shown(from)}`;
  return to === undefined ? undefined : `until ${shown(to)}`;
};
