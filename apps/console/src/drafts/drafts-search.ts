import { present, textIn } from '../api/search-params.js';
import { lookIn } from '../parts/look.js';

export const draftsSearch = (raw: Record<string, unknown>) =>
  present({
    run: textIn(raw['run']),
    campaign: textIn(raw['campaign']),
    /** Id of the draft that is open. */
    open: textIn(raw['open']),
    draft: lookIn(raw, 'draft'),
    part: lookIn(raw, 'part'),
  });
