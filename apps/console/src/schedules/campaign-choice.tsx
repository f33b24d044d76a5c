import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { OptionList } from '../parts/option-list.js';
import { SearchInput } from '../parts/search-input.js';
import { ErrorState, Skeleton } from '../parts/states.js';
import { campaignQuery, campaignsQuery } from '../runs/runs-queries.js';
import filter from '../runs/filters/filter-bar.module.css';

interface CampaignChoiceProps {
  readonly chosen: string | undefined;
  onChoose(id: string): void;
}

/** One campaign, found by its name. */
export const CampaignChoice = ({ chosen, onChoose }: CampaignChoiceProps) => {
  const [name, setName] = useState('');
  const campaigns = useQuery(campaignsQuery(name.trim()));
  return (
    <div className={filter.panel}>
      <SearchInput label="Find a campaign" placeholder="Name begins with…" value={name} onChange={setName} />
      {campaigns.data !== undefined ? (
        <OptionList
          label="Campaigns"
          options={campaigns.data.items
            .filter(({ status }) => status !== 'archived')
            .map(({ id, name: label, status }) => ({ value: id, label, note: status }))}
          chosen={chosen === undefined ? [] : [chosen]}
          onChoose={onChoose}
        />
      ) : campaigns.isError ? (
        <ErrorState error={campaigns.error} onRetry={() => void campaigns.refetch()} />
      ) : (
        <Skeleton lines={4} />
      )}
    </div>
  );
};

/** The id until its name is there. */
export const CampaignName = ({ id }: { readonly id: string }) => {
  const { data } = useQuery(campaignQuery(id));
  return <bdi>{data?.definition?.name ?? id.slice(0, 8)}</bdi>;
};
