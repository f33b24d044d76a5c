import { useEffect, useState } from 'react';
import campaigns from '../campaigns/campaigns.module.css';
import { SearchInput } from '../parts/search-input.js';
import { SegmentedChoice } from '../parts/segmented-choice.js';
import type { LibrarySearch } from './library-search.js';

interface LibraryToolsProps {
  /** What is looked for: `goals`. */
  readonly many: string;
  readonly search: LibrarySearch;
  onChange(search: LibrarySearch): void;
}

/** How long typing rests before the list is asked. */
const restMs = 250;

const choices = [
  { value: 'any', label: 'All' },
  { value: 'active', label: 'Active' },
  { value: 'archived', label: 'Archived' },
] as const;

/** Which of them: by the beginning of their names, and by their status. */
export const LibraryTools = ({ many, search, onChange }: LibraryToolsProps) => {
  const { after: _after, name, status, ...rest } = search;
  const [text, setText] = useState(name ?? '');
  const [before, setBefore] = useState(name);
  // The URL was changed by somebody else than this field.
  if (before !== name) {
    setBefore(name);
    if (text.trim() !== (name ?? '')) setText(name ?? '');
  }
  const withFilters = (words: string, chosen: LibrarySearch['status']): LibrarySearch => ({
    ...rest,
    ...(words === '' ? {} : { name: words }),
    ...(chosen === undefined ? {} : { status: chosen }),
  });
  useEffect(() => {
    if (text.trim() === (name ?? '')) return undefined;
    const timer = setTimeout(() => onChange(withFilters(text.trim(), status)), restMs);
    return () => clearTimeout(timer);
  });
  return (
    <div className={campaigns.tools} role="group" aria-label="Filters">
      <div className={campaigns.find}>
        <SearchInput label={`Find ${many}`} placeholder="Name begins with…" value={text} onChange={setText} />
      </div>
      <SegmentedChoice
        label="Status"
        value={status ?? 'any'}
        choices={choices}
        onChoose={(next) => onChange(withFilters(text.trim(), next === 'any' ? undefined : next))}
      />
    </div>
  );
};
