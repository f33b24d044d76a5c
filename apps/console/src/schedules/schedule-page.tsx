import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { PageHeader } from '../frame/page-header.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { CopyId } from '../parts/copy-id.js';
import page from '../parts/page.module.css';
import panels from '../parts/panel-grid.module.css';
import { Panel } from '../parts/panel.js';
import { Unread } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import { UnreadPage } from '../parts/unread-page.js';
import { CampaignName } from './campaign-name.js';
import { OccurrencesPanel } from './occurrences-panel.js';
import { PunctualityPanel } from './punctuality-panel.js';
import { RulesPanel } from './rules-panel.js';
import { ScheduleActions } from './schedule-actions.js';
import { ScheduleStatusPill } from './schedule-looks.js';
import {
  defaultPeriod,
  occurrencesAsked,
  rangeOf,
  type Schedule,
  scheduleKey,
  scheduleQuery,
  timesQuery,
} from './schedules-queries.js';
import type { Period, ScheduleSearch } from './schedules-search.js';
import { TimesTable } from './times-table.js';
import styles from './schedules.module.css';

const route = getRouteApi('/frame/schedules/$scheduleId');

/** One schedule: when it comes, when it came, and what may be done with it. */
export const SchedulePage = () => {
  const { scheduleId } = route.useParams();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const read = useQuery(scheduleQuery(scheduleId));
  useLiveQueries({ keys: [scheduleKey(scheduleId)], everyMs: 2_000 });
  if (read.data === undefined) return <UnreadPage of={read} title="Schedule" what="schedule" />;
  const { schedule } = read.data;
  const period = search.within ?? defaultPeriod;
  const show = (next: ScheduleSearch): void => void navigate({ search: next, replace: true, resetScroll: false });
  const setPeriod = (within: Period): void => {
    const { within: _, ...rest } = search;
    show(within === defaultPeriod ? rest : { ...rest, within });
  };
  return (
    <div className={page.page}>
      <PageHeader
        title={schedule.definition.name}
        beside={<ScheduleStatusPill status={schedule.status} />}
        actions={
          <>
            <ScheduleActions schedule={schedule} />
            <ApiButton requests={requestsOf(scheduleId, search)} />
          </>
        }
      >
        <Under schedule={schedule} />
      </PageHeader>
      <div className={panels.grid}>
        <NextTimes schedule={schedule} />
        <div className={styles.column}>
          <PunctualityPanel id={scheduleId} period={period} onChange={setPeriod} />
          <RulesPanel definition={schedule.definition} />
        </div>
      </div>
      <OccurrencesPanel schedule={schedule} search={search} onChange={show} />
    </div>
  );
};

const requestsOf = (id: string, search: ScheduleSearch) => [
  { what: 'This schedule', method: 'GET' as const, path: `/v1/schedules/${id}` },
  {
    what: 'Its log of starts',
    method: 'GET' as const,
    path: `/v1/schedules/${id}/occurrences`,
    query: occurrencesAsked(search, Date.now()),
  },
  {
    what: 'How punctual it was',
    method: 'GET' as const,
    path: `/v1/schedules/${id}/punctuality`,
    query: rangeOf(search.within ?? defaultPeriod, Date.now()),
  },
];

const Under = ({ schedule }: { readonly schedule: Schedule }) => {
  const { id, words, definition, status, changedAt, changedBy, reason } = schedule;
  const trigger = [`schedule:${id}`];
  return (
    <>
      <p className={styles.sentence}>{words}</p>
      <p className={styles.under}>
        <Link to="/campaigns/$campaignId" params={{ campaignId: definition.campaignId }} className={styles.link}>
          <CampaignName id={definition.campaignId} />
        </Link>
        <span>{definition.campaignVersion === 'latest' ? 'latest version' : `v${definition.campaignVersion}`}</span>
        <Link to="/runs" search={{ trigger }} className={styles.link}>
          Its runs
        </Link>
        <Link to="/runs" search={{ trigger, status: ['missed'] }} className={styles.link}>
          Missed runs
        </Link>
        <CopyId id={id} of="schedule" />
      </p>
      {status === 'active' ? null : (
        <p className={styles.note}>
          <strong>{status === 'paused' ? 'Paused' : 'Archived'}</strong> <TimeText instant={changedAt} /> by {changedBy}
          {reason === null ? null : <bdi>: {reason}</bdi>}
        </p>
      )}
    </>
  );
};

const NextTimes = ({ schedule }: { readonly schedule: Schedule }) => {
  const { id, status } = schedule;
  const times = useQuery({ ...timesQuery(id), enabled: status !== 'archived' });
  return (
    <Panel
      title="Next times"
      note={status === 'paused' ? 'none of them starts while it is paused' : undefined}
      flush={(times.data?.times.length ?? 0) > 0}
    >
      {status === 'archived' ? (
        <p className={styles.quiet}>It is archived: nothing comes any more.</p>
      ) : times.data !== undefined ? (
        times.data.times.length === 0 ? (
          <p className={styles.quiet}>Nothing comes any more.</p>
        ) : (
          <TimesTable times={times.data.times} stored />
        )
      ) : (
        <Unread of={times} lines={5} />
      )}
    </Panel>
  );
};
