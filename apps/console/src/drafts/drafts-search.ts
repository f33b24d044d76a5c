import { present, textIn } from '../api/search-params.js';

export const draftsSearch = (raw: Record<string, unknown>) =>
  present({
    run: textIn(raw['run']),
    campaign: textIn(raw['campaign']),
    /** Id of the draft that is open. */
    open: textIn(raw['open']),
  });
