import { oneOf, present, someOf, textIn } from '../api/search-params.js';
import { lookIn } from '../parts/look.js';
import { replyClassNames } from '../run/replies/reply-class.js';

export const repliesSearch = (raw: Record<string, unknown>) =>
  present({
    class: someOf(raw['class'], replyClassNames),
    quarantined: oneOf(raw['quarantined'], ['true', 'false']),
    from: textIn(raw['from']),
    campaign: textIn(raw['campaign']),
    /** Id of the reply that is open. */
    open: textIn(raw['open']),
    part: lookIn(raw, 'part'),
  });

export type RepliesSearch = ReturnType<typeof repliesSearch>;
