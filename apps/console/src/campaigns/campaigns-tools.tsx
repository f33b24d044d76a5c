import { useEffect, useState } from 'react';
import { SearchInput } from '../parts/search-input.js';
import { SegmentedChoice } from '../parts/segmented-choice.js';
import { campaignStatuses } from './campaign-status.js';
import { type CampaignsSearch, campaignStatusNames } from './campaigns-search.js';
import styles from './campaigns.module.css';

interface CampaignsToolsProps {
  readonly search: CampaignsSearch;
  onChange(search: CampaignsSearch): void;
}

/** How long typing rests before the list is asked. */
const restMs = 250;

const choices = [
  { value: 'any', label: 'All' },
  ...campaignStatusNames.map((value) => ({ value, label: campaignStatuses[value].label })),
] as const;

/** Which campaigns: by the beginning of their names, and by their status. */
export const CampaignsTools = ({ search, onChange }: CampaignsToolsProps) => {
  const { after: _after, name, status, ...rest } = search;
  const [text, setText] = useState(name ?? '');
  const [before, setBefore] = useState(name);
  // The URL was changed by somebody else than this field.
  if (before !== name) {
    setBefore(name);
    if (text.trim() !== (name ?? '')) setText(name ?? '');
  }
  useEffect(() => {
    if (text.trim() === (name ?? '')) return undefined;
    const timer = setTimeout(() => onChange(withFilters(rest, text.trim(), status)), restMs);
    return () => clearTimeout(timer);
  });
  return (
    <div className={styles.tools} role="group" aria-label="Filters">
      <div className={styles.find}>
        <SearchInput label="Find campaigns" placeholder="Name begins with…" value={text} onChange={setText} />
      </div>
      <SegmentedChoice
        label="Status"
        value={status ?? 'any'}
        choices={choices}
        onChoose={(next) => onChange(withFilters(rest, text.trim(), next === 'any' ? undefined : next))}
      />
    </div>
  );
};

const withFilters = (rest: CampaignsSearch, name: string, status: CampaignsSearch['status']): CampaignsSearch => ({
  ...rest,
  ...(name === '' ? {} : { name }),
  ...(status === undefined ? {} : { status }),
});
