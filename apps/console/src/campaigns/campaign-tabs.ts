/** The tabs of a campaign, in order; each is the last part of its URL. `key` jumps to it. */
export const campaignTabs = [
  { id: 'overview', label: 'Overview', key: 'o' },
  { id: 'edit', label: 'Edit', key: 'e' },
  { id: 'versions', label: 'Versions', key: 'v' },
  { id: 'runs', label: 'Runs', key: 'u' },
] as const;

export type CampaignTab = (typeof campaignTabs)[number]['id'];

export const isCampaignTab = (text: string): text is CampaignTab => campaignTabs.some(({ id }) => id === text);
