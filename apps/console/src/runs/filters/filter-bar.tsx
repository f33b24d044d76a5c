import { FilterX, ListFilter } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../parts/button.js';
import { Menu, MenuItem } from '../../parts/menu.js';
import { isFiltered, type RunsSearch, withoutFilters } from '../runs-search.js';
import { firstFilters, filters } from './filters.js';
import styles from './filter-bar.module.css';

interface FilterBarProps {
  readonly search: RunsSearch;
  onChange(search: RunsSearch): void;
}

/** What people filter by most is always there; the rest is added, and stays while it filters. */
export const FilterBar = ({ search, onChange }: FilterBarProps) => {
  const [added, setAdded] = useState<string | null>(null);
  const shown = filters.filter(
    (filter) => firstFilters.includes(filter.id) || filter.isSet(search) || filter.id === added,
  );
  const more = filters.filter((filter) => !shown.includes(filter));
  return (
    <div className={styles.bar} role="group" aria-label="Filters">
      {shown.map(({ id, Chip }) => (
        <Chip key={id} search={search} onChange={onChange} added={id === added} onClosed={() => setAdded(null)} />
      ))}
      {more.length === 0 ? null : (
        <Menu
          align="start"
          trigger={
            <button type="button" className={styles.more} id="more-filters">
              <ListFilter size={14} aria-hidden /> More filters
            </button>
          }
        >
          {more.map(({ id, label }) => (
            <MenuItem key={id} onSelect={() => setAdded(id)}>
              {label}
            </MenuItem>
          ))}
        </Menu>
      )}
      {isFiltered(search) ? (
        <Button look="ghost" icon={FilterX} onClick={() => onChange(withoutFilters(search))}>
          Clear all
        </Button>
      ) : null}
    </div>
  );
};
