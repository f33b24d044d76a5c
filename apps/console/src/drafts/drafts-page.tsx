import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { FileCheck2 } from 'lucide-react';
import { useState } from 'react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { PageHeader } from '../frame/page-header.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { EndlessTable } from '../parts/list/endless-table.js';
import { Split } from '../parts/split.js';
import { EmptyState } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import type { VirtualColumn } from '../parts/virtual-table.js';
import { contactName } from '../run/communications/communication-columns.js';
import styles from '../run/communications/communications.module.css';
import { type ChosenDrafts, withDraft, withoutDraft } from './chosen-drafts.js';
import { DecideBar } from './decide-bar.js';
import { DraftPanel } from './draft-panel.js';

const route = getRouteApi('/frame/drafts');

type Draft = Schemas['CommunicationSummary'];

/** Messages that wait for a reviewer. */
export const DraftsPage = () => {
  // How a draft is drawn is of its panel: the API knows no such filters.
  const { open, draft: _draft, part: _part, ...filters } = route.useSearch();
  const navigate = useNavigate({ from: '/drafts' });
  const [chosen, setChosen] = useState<ChosenDrafts>(new Map());
  const list = useInfiniteQuery({
    queryKey: ['drafts', filters],
    queryFn: ({ signal, pageParam }) =>
      answered(
        api.GET('/v1/drafts', {
          params: { query: { ...filters, limit: 200, ...(pageParam === null ? {} : { after: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });
  useLiveQueries({ keys: [['drafts']], everyMs: 2_000 });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const place = rows.findIndex(({ id }) => id === open);
  const go = (id: string | undefined): void =>
    void navigate({
      to: '.',
      search: ({ open: _, ...rest }) => (id === undefined ? rest : { ...rest, open: id }),
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <PageHeader
        title="Drafts"
        actions={
          <ApiButton requests={[{ what: 'These drafts', method: 'GET', path: '/v1/drafts', query: { ...filters } }]} />
        }
      />
      <Split
        panel={
          open === undefined ? null : (
            <DraftPanel key={open} id={open} before={rows[place - 1]?.id ?? null} onClose={() => go(undefined)} />
          )
        }
      >
        {rows.length === 0 ? null : (
          <DecideBar
            drafts={rows}
            chosen={chosen}
            more={list.hasNextPage}
            onLoadAll={async () => {
              let read = await list.fetchNextPage({ cancelRefetch: false });
              while (read.hasNextPage && !read.isError) read = await read.fetchNextPage({ cancelRefetch: false });
              if (read.isError) throw read.error;
              return read.data?.pages.flatMap(({ items }) => items) ?? [];
            }}
            onChoose={setChosen}
            onDone={() => {
              setChosen(new Map());
              go(undefined);
            }}
          />
        )}
        <EndlessTable
          list={list}
          skeleton={{ lines: 6 }}
          empty={
            <EmptyState icon={FileCheck2} title="No draft waits for a decision">
              Drafts of campaigns with a human reviewer appear here.
            </EmptyState>
          }
          caption="Drafts that wait for a decision"
          columns={columnsWith(chosen, setChosen)}
          rows={rows}
          keyOf={({ id }) => id}
          open={open}
        />
      </Split>
    </>
  );
};

const columnsWith = (chosen: ChosenDrafts, onChoose: (next: ChosenDrafts) => void): readonly VirtualColumn<Draft>[] => [
  {
    id: 'recipient',
    header: 'Recipient',
    cell: (draft) => (
      <span className={styles.recipient}>
        <input
          type="checkbox"
          className={styles.check}
          aria-label={`Choose the draft for ${contactName(draft)}`}
          checked={chosen.has(draft.id)}
          onChange={({ target: { checked } }) =>
            onChoose(checked ? withDraft(chosen, draft) : withoutDraft(chosen, draft.id))
          }
        />
        <Link
          to="."
          search={(before) => ({ ...before, open: draft.id })}
          replace
          resetScroll={false}
          className={styles.name}
        >
          <bdi>{contactName(draft)}</bdi>
        </Link>
        <bdi className={styles.address}>{draft.contact.address}</bdi>
      </span>
    ),
  },
  {
    id: 'run',
    header: 'Run',
    width: '8rem',
    optional: true,
    cell: ({ runId }) => (
      <Link to="/runs/$runId/$tab" params={{ runId, tab: 'overview' }} className={styles.name}>
        <code>{runId.slice(0, 8)}</code>
      </Link>
    ),
  },
  { id: 'draft', header: 'Draft', width: '5rem', numeric: true, optional: true, cell: ({ draft }) => draft },
  {
    id: 'until',
    header: 'Stands until',
    width: '9rem',
    cell: ({ until }) => (until === null ? null : <TimeText instant={until} />),
  },
];
