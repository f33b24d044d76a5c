import type { Schemas } from '#client/client.js';
import type { Period, TimeField } from './runs-search.js';

export const typeWords = {
  manual: 'Manual',
  api: 'API',
  once: 'Once',
  recurring: 'Recurring',
  retry: 'Retry',
  test: 'Test',
} satisfies Record<Schemas['RunType'], string>;

export const channelWords = { email: 'Email', http: 'HTTP', noop: 'No-op' } satisfies Record<
  Schemas['ChannelKind'],
  string
>;

export const timeWords = {
  created: 'Created',
  scheduled: 'Scheduled for',
  started: 'Started',
  ended: 'Ended',
} satisfies Record<TimeField, string>;

export const periodWords = {
  '1h': 'hour',
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
} satisfies Record<Period, string>;
