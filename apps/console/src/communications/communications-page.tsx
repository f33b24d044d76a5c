import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Send, Users } from 'lucide-react';
import { answered } from '#client/client.js';
import { api } from '../api/client.js';
import { PageHeader } from '../frame/page-header.js';
import { useLiveQueries } from '../live/use-live.js';
import { ApiButton } from '../parts/api-button.js';
import { EndlessTable } from '../parts/list/endless-table.js';
import { Split } from '../parts/split.js';
import { EmptyState } from '../parts/states.js';
import { communicationColumns } from '../run/communications/communication-columns.js';
import { CommunicationPanel } from '../run/communications/communication-panel.js';
import type { CommunicationsSearch } from './communications-search.js';
import { CommunicationsTools } from './communications-tools.js';

const route = getRouteApi('/frame/communications');

/** Messages of all runs, the newest first. */
export const CommunicationsPage = () => {
  const search = route.useSearch();
  // How a message is drawn is of its panel: the API knows no such filter.
  const { open, part: _part, ...filters } = search;
  const navigate = useNavigate({ from: '/communications' });
  const list = useCommunications(filters);
  useLiveQueries({ keys: [['communications']], everyMs: 2_000 });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const filtered = Object.keys(filters).length > 0;
  return (
    <>
      <PageHeader
        title="Communications"
        actions={
          <ApiButton
            requests={[{ what: 'These messages', method: 'GET', path: '/v1/communications', query: { ...filters } }]}
          />
        }
      />
      <Split
        panel={
          open === undefined ? null : (
            <CommunicationPanel
              key={open}
              id={open}
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
        <CommunicationsTools />
        <EndlessTable
          list={list}
          skeleton={{ lines: 10 }}
          empty={
            <EmptyState icon={filtered ? Users : Send} title={filtered ? 'No message is like that' : 'No message yet'}>
              {filtered ? 'Take a filter away to see more.' : 'They come with the first run.'}
            </EmptyState>
          }
          caption="Communications of all runs"
          columns={communicationColumns({ of: ({ id }) => id, ofRuns: true })}
          rows={rows}
          keyOf={({ id }) => id}
          open={open}
          cards
        />
      </Split>
    </>
  );
};

const pageSize = 100;

const useCommunications = (filters: Omit<CommunicationsSearch, 'open' | 'part'>) =>
  useInfiniteQuery({
    queryKey: ['communications', filters],
    queryFn: ({ signal, pageParam }) => {
      const { status, ...rest } = filters;
      return answered(
        api.GET('/v1/communications', {
          params: {
            query: {
              ...rest,
              ...(status === undefined ? {} : { status: [...status] }),
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
