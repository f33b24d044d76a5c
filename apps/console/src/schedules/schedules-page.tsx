import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { CalendarClock, Plus } from 'lucide-react';
import { useSession } from '../api/session.js';
import { PageHeader } from '../frame/page-header.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { type Column, DataTable } from '../parts/data-table.js';
import { NoneSo } from '../parts/list/none-so.js';
import { PagedList } from '../parts/list/paged-list.js';
import page from '../parts/page.module.css';
import { useRowKeys } from '../parts/row-keys.js';
import { EmptyState } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import { useMedia } from '../parts/use-media.js';
import { CampaignName } from './campaign-name.js';
import { mayPlan, NewSchedule } from './new-schedule.js';
import { OutcomePill, ScheduleStatusPill } from './schedule-looks.js';
import { type ScheduleRow, scheduleListQuery } from './schedules-queries.js';
import type { SchedulesSearch } from './schedules-search.js';
import { SchedulesTools } from './schedules-tools.js';
import styles from './schedules.module.css';

const route = getRouteApi('/frame/schedules');

/** When campaigns are run, by name. */
export const SchedulesPage = () => {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const narrow = useMedia('narrow');
  const list = useQuery(scheduleListQuery(search));
  useLiveQueries({ keys: [['schedules', 'list']], everyMs: 2_000 });
  useRowKeys({ of: 'schedule' });
  const show = (next: SchedulesSearch): void => void navigate({ search: next });
  const shown = narrow ? columns.filter(({ id }) => id === 'name' || id === 'status') : columns;
  return (
    <div className={page.page}>
      <PageHeader
        title="Schedules"
        actions={
          <>
            <NewSchedule />
            <ApiButton
              requests={[{ what: 'These schedules', method: 'GET', path: '/v1/schedules', query: { ...search } }]}
            />
          </>
        }
      />
      <SchedulesTools search={search} onChange={show} />
      <PagedList
        one="schedule"
        many="schedules"
        search={search}
        list={list}
        columns={shown}
        empty={<NoRows search={search} onChange={show} />}
      >
        {(rows) => (
          <DataTable
            caption="Schedules"
            columns={shown}
            rows={rows}
            idOf={({ id }) => id}
            nameOf={({ name }) => name}
            stale={list.isPlaceholderData}
          />
        )}
      </PagedList>
    </div>
  );
};

const columns: readonly Column<ScheduleRow>[] = [
  {
    id: 'name',
    label: 'Schedule',
    grow: true,
    cell: ({ id, name, words }) => (
      <span className={styles.what}>
        <Link to="/schedules/$scheduleId" params={{ scheduleId: id }} className={styles.name}>
          {name}
        </Link>
        <span className={styles.quiet}>{words}</span>
      </span>
    ),
  },
  { id: 'status', label: 'Status', cell: ({ status }) => <ScheduleStatusPill status={status} /> },
  {
    id: 'campaign',
    label: 'Campaign',
    cell: ({ campaignId }) => (
      <Link to="/campaigns/$campaignId" params={{ campaignId }} className={styles.link}>
        <CampaignName id={campaignId} />
      </Link>
    ),
  },
  {
    id: 'next',
    label: 'Next',
    cell: ({ next: [first], definition }) =>
      first === undefined ? (
        <span className={styles.quiet}>none</span>
      ) : (
        <TimeText instant={first.dueAt} zone={definition.timeZone} />
      ),
  },
  {
    id: 'last',
    label: 'Last start',
    cell: ({ last }) =>
      last === null ? (
        <span className={styles.quiet}>none yet</span>
      ) : (
        <>
          <OutcomePill {...last} /> <TimeText instant={last.dueAt} as="relative" />
        </>
      ),
  },
];

const NoRows = ({
  search,
  onChange,
}: {
  readonly search: SchedulesSearch;
  onChange(search: SchedulesSearch): void;
}) => {
  const role = useSession()?.role;
  if (Object.keys(search).length > 0)
    return (
      <NoneSo title="No schedule is so" onClear={() => onChange({})}>
        Nothing that is there passes these filters.
      </NoneSo>
    );
  return (
    <EmptyState icon={CalendarClock} title="No schedule yet">
      <p>A schedule starts runs of a campaign: once, every so often, or by the clocks of a time zone.</p>
      {mayPlan(role) ? (
        <Link to="/schedules/new">
          <Plus size={13} aria-hidden /> Set the first one
        </Link>
      ) : (
        <p>A manager can set one.</p>
      )}
    </EmptyState>
  );
};
