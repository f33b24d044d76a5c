import { useEffect, useState } from 'react';
import { NamedChoice } from '../choice/named-choice.js';
import { FilterChip } from '../parts/filter-chip.js';
import { SearchInput } from '../parts/search-input.js';
import { SegmentedChoice } from '../parts/segmented-choice.js';
import filter from '../runs/filters/filter-bar.module.css';
import { CampaignName } from './campaign-name.js';
import { scheduleStatuses } from './schedule-looks.js';
import { type SchedulesSearch, scheduleStatusNames } from './schedules-search.js';
import styles from './schedules.module.css';

interface SchedulesToolsProps {
  readonly search: SchedulesSearch;
  onChange(search: SchedulesSearch): void;
}

/** How long typing rests before the list is asked. */
const restMs = 250;

const choices = [
  { value: 'any', label: 'All' },
  ...scheduleStatusNames.map((value) => ({ value, label: scheduleStatuses[value].label })),
] as const;

/** Which schedules: by a part of their names, by status, by campaign. */
export const SchedulesTools = ({ search, onChange }: SchedulesToolsProps) => {
  const { after: _after, ...filters } = search;
  const { name, status, campaign } = filters;
  const [text, setText] = useState(name ?? '');
  const [before, setBefore] = useState(name);
  // The URL was changed by somebody else than this field.
  if (before !== name) {
    setBefore(name);
    if (text.trim() !== (name ?? '')) setText(name ?? '');
  }
  const set = (part: 'name' | 'status' | 'campaign', value: string | undefined): void => {
    const { [part]: _, ...rest } = filters;
    onChange(value === undefined ? rest : { ...rest, [part]: value });
  };
  useEffect(() => {
    if (text.trim() === (name ?? '')) return undefined;
    const timer = setTimeout(() => set('name', text.trim() === '' ? undefined : text.trim()), restMs);
    return () => clearTimeout(timer);
  });
  return (
    <div className={styles.tools} role="group" aria-label="Filters">
      <div className={styles.find}>
        <SearchInput label="Find schedules" placeholder="Part of the name" value={text} onChange={setText} />
      </div>
      <SegmentedChoice
        label="Status"
        value={status ?? 'any'}
        choices={choices}
        onChoose={(next) => set('status', next === 'any' ? undefined : next)}
      />
      <FilterChip
        name="Campaign"
        {...(campaign === undefined ? {} : { value: <CampaignName id={campaign} /> })}
        onClear={() => set('campaign', undefined)}
      >
        <div className={filter.panel}>
          <NamedChoice
            kind="campaign"
            chosen={campaign ?? null}
            onChoose={(id) => set('campaign', id === campaign ? undefined : id)}
          />
        </div>
      </FilterChip>
    </div>
  );
};
