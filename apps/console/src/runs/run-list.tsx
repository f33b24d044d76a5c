import { Link } from '@tanstack/react-router';
import { PlayCircle } from 'lucide-react';
import { DataTable, type Selection } from '../parts/data-table.js';
import { NoneSo } from '../parts/list/none-so.js';
import { TableSkeleton } from '../parts/list/table-skeleton.js';
import { EmptyState, ErrorState } from '../parts/states.js';
import { nameOf } from './cells.js';
import { catalog } from './columns.js';
import { RowMenu } from './row-menu.js';
import { RunCards } from './run-cards.js';
import type { RunRow } from './runs-queries.js';
import { type ColumnName, isFiltered, runsSearch, type RunsSearch, withoutFilters } from './runs-search.js';

interface RunListProps {
  readonly search: RunsSearch;
  readonly columns: readonly ColumnName[];
  readonly narrow: boolean;
  readonly rows: readonly RunRow[];
  readonly reading: boolean;
  readonly stale: boolean;
  readonly error: unknown;
  readonly selection: Selection;
  onRetry(): void;
  onChange(search: RunsSearch): void;
}

/** The rows, or why there are none. */
export const RunList = (props: RunListProps) => {
  const { search, columns, narrow, rows, reading, stale, error, selection, onRetry, onChange } = props;
  if (error !== null) return <ErrorState error={error} onRetry={onRetry} />;
  if (reading) return <TableSkeleton of="runs" columns={columns.map((id) => catalog[id].label)} narrow={narrow} />;
  if (rows.length === 0) return <NoRows search={search} onChange={onChange} />;
  const onFilter = (campaign: string): void => onChange(runsSearch({ ...search, after: undefined, campaign }));
  if (narrow) return <RunCards rows={rows} selection={selection} stale={stale} onFilter={onFilter} />;
  return (
    <DataTable
      caption={`Runs${isFiltered(search) ? ', filtered' : ''}`}
      columns={columns.map((id) => catalog[id])}
      rows={rows}
      idOf={({ id }) => id}
      nameOf={nameOf}
      sorting={{ by: search.sort ?? 'created', direction: search.direction ?? 'desc' }}
      onSort={(by) => onChange(sorted(search, by))}
      selection={selection}
      menuOf={(run) => <RowMenu run={run} onFilter={onFilter} />}
      stale={stale}
    />
  );
};

/** First the greatest or newest, then the other way round, then as without sorting. */
export const sorted = (search: RunsSearch, by: string): RunsSearch => {
  const { sort = 'created', direction = 'desc' } = search;
  const next =
    sort !== by
      ? { sort: by, direction: undefined }
      : direction === 'desc'
        ? { sort: by, direction: 'asc' }
        : { sort: undefined, direction: undefined };
  const { sort: asked, ...rest } = { ...search, ...next, after: undefined };
  return runsSearch({ ...rest, sort: asked === 'created' && next.direction === undefined ? undefined : asked });
};

const NoRows = ({ search, onChange }: Pick<RunListProps, 'search' | 'onChange'>) =>
  isFiltered(search) || search.after !== undefined ? (
    <NoneSo title="No run is so" onClear={() => onChange(withoutFilters(search))}>
      Nothing that is there passes all of these filters.
    </NoneSo>
  ) : (
    <EmptyState icon={PlayCircle} title="No run yet">
      <p>
        A run is one execution of one campaign. Start one from a campaign, with <code>sortie runs start</code>, or over
        the API: it appears here by itself.
      </p>
      <Link to="/runs" search={{}}>
        Look again
      </Link>
    </EmptyState>
  );
