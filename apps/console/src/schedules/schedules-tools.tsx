import { NamedChoice } from '../choice/named-choice.js';
import { FilterChip } from '../parts/filter-chip.js';
import { NameAndStatus } from '../parts/list/name-and-status.js';
import filter from '../runs/filters/filter-bar.module.css';
import { CampaignName } from './campaign-name.js';
import { scheduleStatuses } from './schedule-looks.js';
import { type SchedulesSearch, scheduleStatusNames } from './schedules-search.js';

interface SchedulesToolsProps {
  readonly search: SchedulesSearch;
  onChange(search: SchedulesSearch): void;
}

const statuses = scheduleStatusNames.map((value) => ({ value, label: scheduleStatuses[value].label }));

/** Also by campaign. */
export const SchedulesTools = ({ search, onChange }: SchedulesToolsProps) => {
  const { after: _after, ...filters } = search;
  const { name, status, ...rest } = filters;
  const { campaign, ...ofAny } = filters;
  return (
    <NameAndStatus
      many="schedules"
      placeholder="Part of the name"
      statuses={statuses}
      chosen={{ name, status }}
      onChoose={(chosen) => onChange({ ...rest, ...chosen })}
    >
      <FilterChip
        name="Campaign"
        {...(campaign === undefined ? {} : { value: <CampaignName id={campaign} /> })}
        onClear={() => onChange(ofAny)}
      >
        <div className={filter.panel}>
          <NamedChoice
            kind="campaign"
            chosen={campaign ?? null}
            onChoose={(id) => onChange(id === campaign ? ofAny : { ...ofAny, campaign: id })}
          />
        </div>
      </FilterChip>
    </NameAndStatus>
  );
};
