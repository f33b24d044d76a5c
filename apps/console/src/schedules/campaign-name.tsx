import { useQuery } from '@tanstack/react-query';
import { campaignQuery } from '../runs/runs-queries.js';

/** The id until its name is there. */
export const CampaignName = ({ id }: { readonly id: string }) => {
  const { data } = useQuery(campaignQuery(id));
  return <bdi>{data?.definition?.name ?? id.slice(0, 8)}</bdi>;
};
