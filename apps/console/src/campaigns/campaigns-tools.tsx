import { NameAndStatus } from '../parts/list/name-and-status.js';
import { campaignStatuses } from './campaign-status.js';
import { type CampaignsSearch, campaignStatusNames } from './campaigns-search.js';

interface CampaignsToolsProps {
  readonly search: CampaignsSearch;
  onChange(search: CampaignsSearch): void;
}

const statuses = campaignStatusNames.map((value) => ({ value, label: campaignStatuses[value].label }));

export const CampaignsTools = ({ search, onChange }: CampaignsToolsProps) => {
  const { after: _after, name, status, ...rest } = search;
  return (
    <NameAndStatus
      many="campaigns"
      placeholder="Name begins with…"
      statuses={statuses}
      chosen={{ name, status }}
      onChoose={(chosen) => onChange({ ...rest, ...chosen })}
    />
  );
};
