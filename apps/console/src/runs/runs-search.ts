import { oneOf, present, someOf, textIn } from '../api/search-params.js';

export const runsSearch = (raw: Record<string, unknown>) =>
  present({
    status: someOf(raw['status'], ['running', 'failed']),
    sort: oneOf(raw['sort'], ['created']),
    after: textIn(raw['after']),
  });
