import { numberIn, oneOf, orAbsent, present, textIn, textsIn } from '../api/search-params.js';
import { lookIn } from '../parts/look.js';

export const campaignStatusNames = ['draft', 'active', 'paused', 'archived'] as const;

/** Everything that the list of campaigns shows by choice. */
export const campaignsSearch = (raw: Record<string, unknown>) =>
  present({
    status: oneOf(raw['status'], campaignStatusNames),
    /** What names begin with. */
    name: textIn(raw['name']),
    direction: oneOf(raw['direction'], ['desc']),
    after: textIn(raw['after']),
    /** Id of the campaign beside the list. */
    open: textIn(raw['open']),
  });

export type CampaignsSearch = ReturnType<typeof campaignsSearch>;

export const checkViews = ['checks', 'preview'] as const;

/** Everything that the page of a campaign shows by choice; a tab reads its own. */
export const campaignSearch = (raw: Record<string, unknown>) =>
  present({
    // Versions: the two that are compared, and the one that is read
    from: numberIn(raw['from'], 1),
    to: numberIn(raw['to'], 1),
    version: numberIn(raw['version'], 1),
    diff: lookIn(raw, 'diff'),
    // Edit: what stands beside the editor, and whom messages are shown for
    beside: oneOf(raw['beside'], checkViews),
    /** JSON Pointer of the member to begin with. */
    field: textIn(raw['field']),
    contact: orAbsent([...new Set(textsIn(raw['contact']))].slice(0, 20)),
  });
