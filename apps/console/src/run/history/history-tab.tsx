import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ScrollText } from 'lucide-react';
import { useShortcuts } from '../../frame/shortcuts.js';
import { JsonText } from '../../parts/json-text.js';
import { Split } from '../../parts/split.js';
import { EmptyState, Unread } from '../../parts/states.js';
import { VirtualTable } from '../../parts/virtual-table.js';
import type { TabProps } from '../run-page.js';
import { historyHeadQuery, historyQuery } from '../run-queries.js';
import { EventPanel } from './event-panel.js';
import { GroupedHistory } from './grouped-history.js';
import { historyColumns } from './history-columns.js';
import { HistoryTools } from './history-tools.js';

const route = getRouteApi('/frame/runs/$runId/$tab');

/** Everything that happened, numbered; with each event what the log holds of it. */
const HistoryTab = ({ run, at }: TabProps) => {
  const { view = 'all', order = 'newest', type, event } = route.useSearch();
  const navigate = useNavigate({ from: '/runs/$runId/$tab' });
  const head = useQuery(historyHeadQuery(run.id));
  const history = useInfiniteQuery(historyQuery(run.id, { at, order, type }));
  const rows = history.data?.pages.flatMap(({ items }) => items) ?? [];
  const last = at ?? head.data?.last ?? 0;
  const show = (number: number | undefined): void =>
    void navigate({
      to: '.',
      search: ({ event: _, ...rest }) => (number === undefined ? rest : { ...rest, event: number }),
      replace: true,
      resetScroll: false,
    });
  const step = (by: number): void => {
    const next = rows[rows.findIndex(({ number }) => number === event) + by];
    if (next !== undefined) show(next.number);
  };
  useShortcuts([
    { keys: 'j', label: 'Next event in the list', group: 'History', run: () => step(1) },
    { keys: 'k', label: 'Event before in the list', group: 'History', run: () => step(-1) },
  ]);
  return (
    <Split
      panel={
        event === undefined ? null : (
          <EventPanel
            key={event}
            runId={run.id}
            number={event}
            last={last}
            onShow={show}
            onClose={() => show(undefined)}
          />
        )
      }
    >
      <HistoryTools runId={run.id} at={at} types={head.data?.types ?? []} last={last} />
      {history.data === undefined ? (
        <Unread of={history} lines={10} />
      ) : rows.length === 0 ? (
        <EmptyState icon={ScrollText} title="No event is of this type" />
      ) : view === 'all' ? (
        <VirtualTable
          caption="Events of the run"
          columns={historyColumns(order)}
          rows={rows.map((item, place) => ({ item, before: rows[order === 'oldest' ? place - 1 : place + 1] ?? null }))}
          keyOf={({ item }) => String(item.number)}
          total={type === undefined ? last : undefined}
          open={event === undefined ? undefined : String(event)}
          more={history.hasNextPage && !history.isFetchingNextPage}
          onMore={() => void history.fetchNextPage()}
          stale={history.isPlaceholderData}
        />
      ) : view === 'grouped' ? (
        <GroupedHistory items={rows} more={history.hasNextPage} onMore={() => void history.fetchNextPage()} />
      ) : (
        <JsonText label={`history of run ${run.id}`} value={rows} />
      )}
    </Split>
  );
};

export default HistoryTab;
