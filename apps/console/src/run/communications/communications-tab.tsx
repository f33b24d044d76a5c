import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Send, Users } from 'lucide-react';
import { useState } from 'react';
import { useShortcuts } from '../../frame/shortcuts.js';
import { EndlessTable } from '../../parts/list/endless-table.js';
import { Split } from '../../parts/split.js';
import { EmptyState } from '../../parts/states.js';
import type { TabProps } from '../run-page.js';
import { communicationsQuery } from '../run-queries.js';
import { communicationColumns } from './communication-columns.js';
import { CommunicationFilters } from './communication-filters.js';
import { CommunicationPanel } from './communication-panel.js';
import { SettleBar } from './settle-bar.js';

const route = getRouteApi('/frame/runs/$runId/$tab');

/** Every message of the run: to whom, what became of it, what it said. */
const CommunicationsTab = ({ run, at }: TabProps) => {
  const { status, contact, address, open } = route.useSearch();
  const navigate = useNavigate({ from: '/runs/$runId/$tab' });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const list = useInfiniteQuery(communicationsQuery(run.id, { at, status, contact, address }));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const show = (place: string | undefined): void =>
    void navigate({
      to: '.',
      search: ({ open: _, ...rest }) => (place === undefined ? rest : { ...rest, open: place }),
      replace: true,
      resetScroll: false,
    });
  const step = (by: number): void => {
    const next = rows[rows.findIndex(({ batch, index }) => `${batch}.${index}` === open) + by];
    if (next !== undefined) show(`${next.batch}.${next.index}`);
  };
  useShortcuts([
    { keys: 'j', label: 'Next message', group: 'Communications', run: () => step(1) },
    { keys: 'k', label: 'Message before', group: 'Communications', run: () => step(-1) },
  ]);
  const filtered = status !== undefined || contact !== undefined || address !== undefined;
  // Only those of unknown fate can be settled, and only now.
  const settling = at === undefined && (run.communications.unknown ?? 0) > 0;
  const total = filtered ? (list.hasNextPage ? undefined : rows.length) : run.ledger.audience;
  return (
    <Split
      panel={
        open === undefined ? null : (
          <CommunicationPanel key={open} id={`${run.id}.${open}`} moment={run.moment} onClose={() => show(undefined)} />
        )
      }
    >
      <CommunicationFilters run={run} shown={list.data === undefined ? null : rows.length} total={total} />
      {settling ? <SettleBar run={run} chosen={chosen} onDone={() => setChosen(new Set())} /> : null}
      <EndlessTable
        list={list}
        skeleton={{ lines: 10 }}
        empty={
          <EmptyState icon={filtered ? Users : Send} title={filtered ? 'No message is like that' : 'No message yet'}>
            {filtered
              ? 'Take a filter away to see more.'
              : 'The audience is frozen, and each message planned, when the run is prepared.'}
          </EmptyState>
        }
        caption="Communications of the run"
        columns={communicationColumns({
          of: ({ batch, index }) => `${batch}.${index}`,
          ...(settling ? { chosen, onChoose: setChosen } : {}),
        })}
        rows={rows}
        keyOf={({ batch, index }) => `${batch}.${index}`}
        total={total}
        open={open}
        cards
      />
    </Split>
  );
};

export default CommunicationsTab;
