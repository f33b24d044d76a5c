/** What each tab of a run is drawn by, loaded when it is first shown. */
export const tabParts = {
  overview: () => import('./overview/overview-tab.js'),
  communications: () => import('./communications/communications-tab.js'),
  replies: () => import('./replies/replies-tab.js'),
  instructions: () => import('./instructions/instructions-tab.js'),
  versions: () => import('./versions/versions-tab.js'),
  history: () => import('./history/history-tab.js'),
  explain: () => import('./explain/explain-tab.js'),
  details: () => import('./details/details-tab.js'),
} as const;
