import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Download, History } from 'lucide-react';
import { origin } from '../api/client.js';
import { stringifySearch } from '../api/search-params.js';
import button from '../parts/button.module.css';
import { FilterChip, inShort } from '../parts/filter-chip.js';
import { EndlessTable } from '../parts/list/endless-table.js';
import { NoneSo } from '../parts/list/none-so.js';
import { OptionList } from '../parts/option-list.js';
import page from '../parts/page.module.css';
import { SegmentedChoice } from '../parts/segmented-choice.js';
import { EmptyState } from '../parts/states.js';
import { formatDuration } from '../parts/time-format.js';
import { TimeText } from '../parts/time-text.js';
import type { VirtualColumn } from '../parts/virtual-table.js';
import filter from '../runs/filters/filter-bar.module.css';
import { type Outcome, outcomeLooks, OutcomePill, reasonWords } from './schedule-looks.js';
import { type Occurrence, occurrencesAsked, occurrencesQuery, type Schedule } from './schedules-queries.js';
import { outcomeNames, type ScheduleSearch } from './schedules-search.js';
import styles from './schedules.module.css';

interface OccurrencesPanelProps {
  readonly schedule: Schedule;
  readonly search: ScheduleSearch;
  onChange(search: ScheduleSearch): void;
}

/** What became of each planned start, the newest first. */
export const OccurrencesPanel = ({ schedule, search, onChange }: OccurrencesPanelProps) => {
  const { id } = schedule;
  const list = useInfiniteQuery(occurrencesQuery(id, search));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const filtered = search.outcome !== undefined || search.onTime !== undefined;
  return (
    <section className={page.page} aria-label="Log of starts">
      <div className={page.tools}>
        <h2 className={styles.heading}>Log of starts</h2>
        <OccurrenceFilters search={search} onChange={onChange} />
        <span className={page.end}>
          <FileLink id={id} search={search} format="csv" />
          <FileLink id={id} search={search} format="ndjson" />
        </span>
      </div>
      <EndlessTable
        list={list}
        skeleton={{ lines: 6, label: 'Loading the log of starts' }}
        empty={
          filtered ? (
            <NoneSo title="No start is so" clear="Clear the filters" onClear={() => onChange(unfiltered(search))} />
          ) : (
            <EmptyState icon={History} title="Nothing came due">
              In the time that is shown, this schedule was not to start anything.
            </EmptyState>
          )
        }
        caption="Starts, the newest first"
        columns={columnsIn(schedule.definition.timeZone)}
        rows={rows}
        keyOf={({ dueAt }) => dueAt}
      />
    </section>
  );
};

const unfiltered = ({ outcome: _outcome, onTime: _onTime, ...rest }: ScheduleSearch): ScheduleSearch => rest;

interface OccurrenceFiltersProps {
  readonly search: ScheduleSearch;
  onChange(search: ScheduleSearch): void;
}

const OccurrenceFilters = ({ search, onChange }: OccurrenceFiltersProps) => {
  const { outcome, onTime, ...rest } = search;
  const chosen = outcome ?? [];
  const toggle = (one: Outcome): void => {
    const next = outcomeNames.filter((each) => (each === one ? !chosen.includes(one) : chosen.includes(each)));
    onChange({
      ...rest,
      ...(onTime === undefined ? {} : { onTime }),
      ...(next.length === 0 ? {} : { outcome: next }),
    });
  };
  return (
    <>
      <SegmentedChoice
        label="On time or not"
        value={onTime ?? 'any'}
        choices={[
          { value: 'any', label: 'All' },
          { value: 'true', label: 'On time' },
          { value: 'false', label: 'Not on time' },
        ]}
        onChoose={(value) =>
          onChange({
            ...rest,
            ...(outcome === undefined ? {} : { outcome }),
            ...(value === 'any' ? {} : { onTime: value }),
          })
        }
      />
      <FilterChip
        name="Outcome"
        {...(chosen.length === 0 ? {} : { value: inShort(chosen.map((one) => outcomeLooks[one].label)) })}
        onClear={() => onChange({ ...rest, ...(onTime === undefined ? {} : { onTime }) })}
      >
        <div className={filter.panel}>
          <OptionList
            label="Outcome"
            options={outcomeNames.map((value) => ({ value, label: outcomeLooks[value].label }))}
            chosen={chosen}
            onChoose={toggle}
          />
        </div>
      </FilterChip>
    </>
  );
};

interface FileLinkProps {
  readonly id: string;
  readonly search: ScheduleSearch;
  readonly format: 'csv' | 'ndjson';
}

/** All of them that the filters let through, however many. */
const FileLink = ({ id, search, format }: FileLinkProps) => (
  <a
    className={`${button.button} ${button.plain}`}
    href={`${origin}/v1/schedules/${id}/occurrences/export${stringifySearch({ ...occurrencesAsked(search, Date.now()), format })}`}
    download
  >
    <Download size={15} aria-hidden /> {format.toUpperCase()}
  </a>
);

const columnsIn = (zone: string): readonly VirtualColumn<Occurrence>[] => [
  { id: 'due', header: 'Due', width: '9rem', cell: ({ dueAt }) => <TimeText instant={dueAt} zone={zone} /> },
  { id: 'outcome', header: 'Outcome', width: '8.5rem', cell: (one) => <OutcomePill {...one} /> },
  {
    id: 'late',
    header: 'Later by',
    width: '6rem',
    numeric: true,
    optional: true,
    cell: ({ latenessMs }) => (latenessMs === null ? null : formatDuration(latenessMs)),
  },
  {
    id: 'why',
    header: 'Why',
    optional: true,
    cell: ({ reason, detail, cause }) => (
      <span className={styles.quiet} title={detail ?? undefined}>
        {[
          ...(cause === 'trigger' ? ['triggered by hand'] : []),
          ...(reason === null ? [] : [reasonWords(reason)]),
          ...(detail === null ? [] : [detail]),
        ].join(': ')}
      </span>
    ),
  },
  {
    id: 'run',
    header: 'Run',
    width: '8rem',
    cell: ({ runId }) =>
      runId === null ? (
        <span className={styles.quiet}>none</span>
      ) : (
        <Link to="/runs/$runId/$tab" params={{ runId, tab: 'overview' }} className={styles.link}>
          <code>{runId.slice(0, 8)}</code>
        </Link>
      ),
  },
];
