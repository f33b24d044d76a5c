import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FilterChip, inShort } from '../../parts/filter-chip.js';
import { OptionList } from '../../parts/option-list.js';
import { SearchInput } from '../../parts/search-input.js';
import { Skeleton } from '../../parts/states.js';
import { campaignQuery, campaignsQuery, goalQuery, goalsQuery } from '../runs-queries.js';
import styles from './filter-bar.module.css';
import type { ChipProps } from './filters.js';
import { changed } from './simple-chips.js';

/** Runs of these campaigns. */
export const CampaignChip = (props: ChipProps) => {
  const chosen = props.search.campaign ?? [];
  const found = useQueries({ queries: chosen.map(campaignQuery) });
  const names = found.map(({ data }, at) => data?.definition?.name ?? chosen[at] ?? '');
  return (
    <DefinitionChip {...props} label="Campaign" name="campaign" names={names}>
      <CampaignChoice {...props} />
    </DefinitionChip>
  );
};

/** Runs that pinned these goals. */
export const GoalChip = (props: ChipProps) => {
  const chosen = props.search.goal ?? [];
  const found = useQueries({ queries: chosen.map(goalQuery) });
  const names = found.map(({ data }, at) => data?.definition?.name ?? chosen[at] ?? '');
  return (
    <DefinitionChip {...props} label="Goal" name="goal" names={names}>
      <GoalChoice {...props} />
    </DefinitionChip>
  );
};

interface DefinitionChipProps extends ChipProps {
  readonly label: string;
  readonly name: 'campaign' | 'goal';
  readonly names: readonly string[];
  readonly children: React.ReactNode;
}

const DefinitionChip = (props: DefinitionChipProps) => {
  const { label, name, names, search, onChange, added, onClosed, children } = props;
  return (
    <FilterChip
      name={label}
      {...(names.length === 0 ? {} : { value: inShort(names) })}
      onClear={() => onChange(changed(search, { [name]: undefined }))}
      initiallyOpen={added}
      onClosed={onClosed}
    >
      {children}
    </FilterChip>
  );
};

const CampaignChoice = ({ search, onChange }: ChipProps) => {
  const [text, setText] = useState('');
  const { data } = useQuery(campaignsQuery(text));
  return (
    <Choice
      {...{ search, onChange, text, setText }}
      name="campaign"
      label="campaigns"
      items={data?.items.map(({ id, name, status }) => ({ id, name, note: status === 'active' ? '' : status }))}
    />
  );
};

const GoalChoice = ({ search, onChange }: ChipProps) => {
  const [text, setText] = useState('');
  const { data } = useQuery(goalsQuery(text));
  return (
    <Choice
      {...{ search, onChange, text, setText }}
      name="goal"
      label="goals"
      items={data?.items.map(({ id, name }) => ({ id, name, note: '' }))}
    />
  );
};

interface ChoiceProps extends Pick<ChipProps, 'search' | 'onChange'> {
  readonly name: 'campaign' | 'goal';
  readonly label: string;
  readonly items: readonly { readonly id: string; readonly name: string; readonly note: string }[] | undefined;
  readonly text: string;
  setText(text: string): void;
}

const Choice = ({ name, label, items, text, setText, search, onChange }: ChoiceProps) => {
  const chosen: readonly string[] = search[name] ?? [];
  const toggle = (id: string): void =>
    onChange(changed(search, { [name]: chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id] }));
  return (
    <div className={styles.panel}>
      <SearchInput label={`Find ${label}`} placeholder="Begins with…" value={text} onChange={setText} />
      {items === undefined ? (
        <Skeleton lines={4} />
      ) : (
        <OptionList
          label={label}
          options={items.map(({ id, name: words, note }) => ({ value: id, label: words, note }))}
          chosen={chosen}
          onChoose={toggle}
        />
      )}
    </div>
  );
};
