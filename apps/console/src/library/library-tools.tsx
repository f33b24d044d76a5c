import { NameAndStatus } from '../parts/list/name-and-status.js';
import type { LibrarySearch } from './library-search.js';

interface LibraryToolsProps {
  /** What is looked for: `goals`. */
  readonly many: string;
  readonly search: LibrarySearch;
  onChange(search: LibrarySearch): void;
}

const statuses = [
  { value: 'active', label: 'Active' },
  { value: 'archived', label: 'Archived' },
] as const;

export const LibraryTools = ({ many, search, onChange }: LibraryToolsProps) => {
  const { after: _after, name, status, ...rest } = search;
  return (
    <NameAndStatus
      many={many}
      placeholder="Name begins with…"
      statuses={statuses}
      chosen={{ name, status }}
      onChoose={(chosen) => onChange({ ...rest, ...chosen })}
    />
  );
};
