import { Archive, CirclePlay, FilePen, PauseCircle } from 'lucide-react';
import type { Schemas } from '#client/client.js';
import { Pill } from '../parts/status-pill.js';
import type { StatusLook } from '../parts/statuses.js';

export type CampaignStatus = Schemas['CampaignStatus'];

/** How each status of a campaign is shown, in the order of its life. */
export const campaignStatuses = {
  draft: { label: 'Draft', tone: 'plan', icon: FilePen },
  active: { label: 'Active', tone: 'good', icon: CirclePlay },
  paused: { label: 'Paused', tone: 'warn', icon: PauseCircle },
  archived: { label: 'Archived', tone: 'calm', icon: Archive },
} satisfies Record<CampaignStatus, StatusLook>;

export const CampaignStatusPill = ({ status }: { readonly status: CampaignStatus }) => (
  <Pill look={campaignStatuses[status]} />
);
