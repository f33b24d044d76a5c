import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { answered, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import { PageHeader } from '../frame/page-header.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { EndlessTable } from '../parts/list/endless-table.js';
import { SidePanel, Split } from '../parts/split.js';
import { EmptyState } from '../parts/states.js';
import { TimeText } from '../parts/time-text.js';
import type { VirtualColumn } from '../parts/virtual-table.js';
import { ReplyClassPill } from '../run/replies/reply-class.js';
import { Thread } from '../run/replies/thread.js';
import { communicationQuery } from '../run/run-queries.js';
import styles from '../run/communications/communications.module.css';
import type { RepliesSearch } from './replies-search.js';
import { RepliesTools } from './replies-tools.js';

const route = getRouteApi('/frame/replies');

type Reply = Schemas['ReplySummary'];

/** Everything that was answered, over all runs, the newest first. */
export const RepliesPage = () => {
  // How a message is drawn is of its panel: the API knows no such filter.
  const { open, part: _part, ...filters } = route.useSearch();
  const navigate = useNavigate({ from: '/replies' });
  const list = useReplies(filters);
  useLiveQueries({ keys: [['replies']], everyMs: 2_000 });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const chosen = rows.find(({ id }) => id === open);
  return (
    <>
      <PageHeader
        title="Replies"
        actions={
          <ApiButton
            requests={[{ what: 'These replies', method: 'GET', path: '/v1/replies', query: { ...filters } }]}
          />
        }
      />
      <Split
        panel={
          chosen === undefined ? null : (
            <ReplyPanel
              key={chosen.id}
              reply={chosen}
              onClose={() =>
                void navigate({
                  to: '.',
                  search: ({ open: _, ...rest }) => rest,
                  replace: true,
                  resetScroll: false,
                })
              }
            />
          )
        }
      >
        <RepliesTools />
        <EndlessTable
          list={list}
          skeleton={{ lines: 10 }}
          empty={
            <EmptyState icon={Inbox} title="No reply is here">
              {Object.keys(filters).length > 0 ? 'Take a filter away to see more.' : 'They come in as people answer.'}
            </EmptyState>
          }
          caption="Replies"
          columns={columns}
          rows={rows}
          keyOf={({ id }) => id}
          open={open}
        />
      </Split>
    </>
  );
};

const fromOf = ({ contact, message }: Reply): string => contact?.name ?? message?.from ?? 'Erased';

const columns: readonly VirtualColumn<Reply>[] = [
  {
    id: 'from',
    header: 'From',
    width: '13rem',
    cell: (reply) => (
      <Link
        to="."
        search={(before) => ({ ...before, open: reply.id })}
        replace
        resetScroll={false}
        className={styles.name}
      >
        <bdi>{fromOf(reply)}</bdi>
      </Link>
    ),
  },
  { id: 'class', header: 'Kind', width: '9.5rem', cell: ({ class: kind }) => <ReplyClassPill kind={kind} /> },
  {
    id: 'text',
    header: 'What it says',
    optional: true,
    cell: ({ message }) => <bdi className={styles.address}>{message?.text?.slice(0, 200) ?? 'Erased'}</bdi>,
  },
  {
    id: 'received',
    header: 'Received',
    width: '9rem',
    cell: ({ receivedAt }) => <TimeText instant={receivedAt} />,
  },
];

const ReplyPanel = ({ reply, onClose }: { readonly reply: Reply; onClose(): void }) => {
  const { communicationId } = reply;
  const original = useQuery({ ...communicationQuery(communicationId ?? ''), enabled: communicationId !== null });
  return (
    <SidePanel label={`Reply from ${fromOf(reply)}`} title={<bdi>{fromOf(reply)}</bdi>} onClose={onClose}>
      {reply.quarantined ? <p>In quarantine: nobody knows which message it answers.</p> : null}
      <Thread original={original.data ?? null} replies={[reply]} past={false} />
    </SidePanel>
  );
};

const pageSize = 100;

const useReplies = (filters: Omit<RepliesSearch, 'open' | 'part'>) =>
  useInfiniteQuery({
    queryKey: ['replies', filters],
    queryFn: ({ signal, pageParam }) => {
      const { class: kinds, ...rest } = filters;
      return answered(
        api.GET('/v1/replies', {
          params: {
            query: {
              ...rest,
              ...(kinds === undefined ? {} : { class: [...kinds] }),
              limit: pageSize,
              ...(pageParam === null ? {} : { after: pageParam }),
            },
          },
          signal,
        }),
      );
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
  });
