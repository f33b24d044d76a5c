/** The tabs of a run, in order; each is the last part of its URL. `key` jumps to it. */
export const runTabs = [
  { id: 'overview', label: 'Overview', key: 'o' },
  { id: 'communications', label: 'Communications', key: 'm' },
  { id: 'replies', label: 'Replies', key: 'p' },
  { id: 'instructions', label: 'Instructions', key: 'i' },
  { id: 'versions', label: 'Versions', key: 'v' },
  { id: 'history', label: 'History', key: 'e' },
  { id: 'explain', label: 'Explain', key: 'w' },
  { id: 'details', label: 'Details', key: 'd' },
] as const;

export type RunTab = (typeof runTabs)[number]['id'];

export const isRunTab = (text: string): text is RunTab => runTabs.some(({ id }) => id === text);
