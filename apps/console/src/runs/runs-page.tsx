import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ArrowUp } from 'lucide-react';
import { useEffect } from 'react';
import { PageHeader } from '../frame/page-header.js';
import { useLiveQueries } from '../live/use-live.js';
import { announce } from '../parts/announcer.js';
import { ApiButton } from '../parts/api-button.js';
import page from '../parts/page.module.css';
import { useMedia } from '../parts/use-media.js';
import { useSelection } from '../parts/use-selection.js';
import { useStandingError } from '../parts/use-standing-error.js';
import { ViewsMenu } from '../views/views-menu.js';
import { ColumnsMenu } from './columns-menu.js';
import { defaultColumns } from './columns.js';
import { ExportMenu } from './export/export-menu.js';
import { FilterBar } from './filters/filter-bar.js';
import { keepColumns, keptColumns } from './kept-columns.js';
import { RunsFoot } from './runs-foot.js';
import { LiveDot } from './live-dot.js';
import { RunList } from './run-list.js';
import { countersQuery, runsQuery } from './runs-queries.js';
import { type ColumnName, queryOf, runsSearch, type RunsSearch } from './runs-search.js';
import { SelectionBar } from './selection-bar.js';
import { useShownRows } from './shown-rows.js';
import { StatusCounters } from './status-counters.js';
import styles from './runs.module.css';
import { useRunsKeys } from './runs-keys.js';

const route = getRouteApi('/frame/runs');

export const RunsPage = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = useMedia('narrow');
  const list = useQuery(runsQuery(search));
  const error = useStandingError(list);
  const listed = JSON.stringify(runsQuery(search).queryKey);
  const shown = useShownRows(listed, list.isPlaceholderData ? undefined : list.data?.items);
  const selection = useSelection(shown.rows.map(({ id }) => id));
  useLiveQueries({
    keys: [
      ['runs', 'list'],
      ['runs', 'counters'],
    ],
  });

  const show = (next: RunsSearch): void => void navigate({ search: next });
  const columns = search.columns ?? defaultColumns;
  const setColumns = (next: readonly ColumnName[]): void => {
    const kept = keepColumns(next);
    const { columns: _before, ...rest } = search;
    void navigate({ search: kept === undefined ? rest : { ...rest, columns: kept }, replace: true });
  };
  const isPlain = search.columns === undefined;
  useEffect(() => {
    const kept = isPlain ? keptColumns() : undefined;
    if (kept) void navigate({ search: (now) => ({ ...now, columns: kept }), replace: true });
  }, [isPlain, navigate]);

  const showNews = (): void => {
    shown.showNews();
    window.scrollTo({ top: 0 });
    announce('New runs are shown');
  };
  useRunsKeys({ search, next: list.data?.next ?? null, selection, show, showNews });

  return (
    <div className={page.page}>
      <PageHeader
        title="Runs"
        beside={<LiveDot />}
        actions={
          <>
            <ViewsMenu
              page="runs"
              search={search}
              validate={runsSearch}
              onOpen={(next, { replace }) => void navigate({ search: next, replace })}
            />
            {narrow ? null : <ColumnsMenu shown={columns} onChange={setColumns} />}
            <ExportMenu label="Export the list" path="/v1/runs/export" query={fileQueryOf(search)} />
            <ApiButton requests={requestsOf(search)} />
          </>
        }
      />
      <StatusCounters search={search} onChange={(status) => show(withStatus(search, status))} />
      <FilterBar search={search} onChange={show} />
      {shown.news === 0 ? null : (
        <button type="button" className={styles.news} onClick={showNews}>
          <ArrowUp size={14} aria-hidden /> {shown.news} new {shown.news === 1 ? 'run' : 'runs'}
        </button>
      )}
      <RunList
        search={search}
        columns={columns}
        narrow={narrow}
        rows={shown.rows}
        reading={list.isPending}
        stale={list.isPlaceholderData}
        error={error}
        selection={selection}
        onRetry={() => void list.refetch()}
        onChange={show}
      />
      {list.data === undefined || shown.rows.length === 0 ? null : (
        <RunsFoot
          search={search}
          count={shown.rows.length}
          next={list.data.next}
          asOf={list.data.asOf}
          onChange={show}
        />
      )}
      <SelectionBar selection={selection} rows={shown.rows} search={search} asOf={list.data?.asOf ?? null} />
    </div>
  );
};

const withStatus = (
  { after: _after, status: _status, ...rest }: RunsSearch,
  status: RunsSearch['status'],
): RunsSearch => (status === undefined ? rest : { ...rest, status });

/** Everything that passes, in the list's order. */
const fileQueryOf = (search: RunsSearch): Readonly<Record<string, unknown>> => {
  const { after: _after, limit: _limit, ...query } = queryOf(search, Date.now());
  return query;
};

const requestsOf = (search: RunsSearch) => [
  { what: 'This list', method: 'GET' as const, path: '/v1/runs', query: queryOf(search, Date.now()) },
  {
    what: 'How many runs stand in each status',
    method: 'GET' as const,
    path: '/v1/runs/counters',
    query: countersQuery(search).queryKey[2] as Record<string, string>,
  },
];
