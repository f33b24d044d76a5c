import type { QueryClient } from '@tanstack/react-query';
import { begin } from '../api/ahead.js';
import { communicationsQuery, historyQuery, runQuery } from './run-queries.js';
import type { RunSearch } from './run-search.js';
import { tabParts } from './run-tab-parts.js';
import type { RunTab } from './run-tabs.js';

interface Opened {
  readonly runId: string;
  readonly tab: RunTab;
  readonly search: RunSearch;
}

/**
 * Asks for a run and for the rows of its tab while the page itself is still loading: one after the other, the rows of a
 * large run came last of four.
 */
export const askForRun = (client: QueryClient, { runId, tab, search }: Opened): void => {
  const { at, status, contact, address, order = 'newest', type } = search;
  begin(client.query(runQuery(runId, { at })), tabParts[tab]());
  if (tab === 'communications')
    begin(client.infiniteQuery(communicationsQuery(runId, { at, status, contact, address })));
  if (tab === 'history') begin(client.infiniteQuery(historyQuery(runId, { at, order, type })));
};
