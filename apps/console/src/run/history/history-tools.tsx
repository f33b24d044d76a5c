import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ArrowDownUp, Download, ListFilter } from 'lucide-react';
import { Button } from '../../parts/button.js';
import { KeptFilter } from '../../parts/list/kept-filter.js';
import { OptionList } from '../../parts/option-list.js';
import { Popup } from '../../parts/popup.js';
import { SegmentedChoice } from '../../parts/segmented-choice.js';
import type { historyViews, RunSearch } from '../run-search.js';
import styles from './history.module.css';
import { useDownload } from './use-download.js';

const route = getRouteApi('/frame/runs/$runId/$tab');

type View = (typeof historyViews)[number];

interface HistoryToolsProps {
  readonly runId: string;
  readonly at: number | undefined;
  readonly types: readonly { readonly type: string; readonly count: number }[];
  readonly last: number;
}

export const HistoryTools = ({ runId, at, types, last }: HistoryToolsProps) => {
  const { view = 'all', order = 'newest', type = [] } = route.useSearch();
  const navigate = useNavigate({ from: '/runs/$runId/$tab' });
  const download = useDownload(runId, at, last);
  const set = (change: (before: RunSearch) => RunSearch): void =>
    void navigate({ to: '.', search: change, replace: true, resetScroll: false });
  const toggle = (one: string): void =>
    set(({ type: before = [], ...rest }) => {
      const next = before.includes(one) ? before.filter((each) => each !== one) : [...before, one];
      return next.length === 0 ? rest : { ...rest, type: next };
    });
  return (
    <div className={styles.tools}>
      <SegmentedChoice
        label="History as"
        value={view}
        choices={[
          { value: 'all', label: 'All' },
          { value: 'grouped', label: 'Grouped' },
          { value: 'json', label: 'JSON' },
        ]}
        onChoose={(next: View) => set(({ view: _, ...rest }) => (next === 'all' ? rest : { ...rest, view: next }))}
      />
      <Popup
        label="Types of events"
        align="start"
        trigger={<Button icon={ListFilter}>Type{type.length === 0 ? '' : `: ${type.length}`}</Button>}
      >
        <OptionList
          label="Types"
          options={types.map(({ type: value, count }) => ({ value, label: value, note: count.toLocaleString() }))}
          chosen={type}
          onChoose={toggle}
        />
      </Popup>
      {type.map((one) => (
        <KeptFilter key={one} onRemove={() => toggle(one)}>
          {one}
        </KeptFilter>
      ))}
      <Button
        icon={ArrowDownUp}
        onClick={() => set(({ order: before, ...rest }) => (before === 'oldest' ? rest : { ...rest, order: 'oldest' }))}
      >
        {order === 'newest' ? 'Newest first' : 'Oldest first'}
      </Button>
      <span className={styles.end}>
        <Button icon={Download} disabled={download.share !== null} onClick={download.start}>
          {download.share === null ? 'NDJSON' : `${Math.round(download.share * 100)} %`}
        </Button>
      </span>
    </div>
  );
};
