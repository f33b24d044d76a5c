import { numberIn, oneOf, orAbsent, present, someOf, textIn, textsIn } from '../api/search-params.js';
import { lookIn } from '../parts/look.js';
import { type CommunicationStatus, communicationStatuses } from '../parts/statuses.js';

const statusNames = Object.keys(communicationStatuses) as readonly CommunicationStatus[];

export const historyViews = ['all', 'grouped', 'json'] as const;
export const historyOrders = ['newest', 'oldest'] as const;

/** Everything that the page of a run shows by choice; a tab reads its own. */
export const runSearch = (raw: Record<string, unknown>) =>
  present({
    /** Number in the run's history that the page shows it as of. */
    at: numberIn(raw['at'], 1),
    // Communications
    status: someOf(raw['status'], statusNames),
    contact: textIn(raw['contact']),
    address: textIn(raw['address']),
    /** Place of the communication whose panel is open: `<batch>.<index>`. */
    open: placeIn(raw['open']),
    // Replies
    thread: placeIn(raw['thread']),
    // Instructions
    of: placeIn(raw['of']),
    // Versions
    from: numberIn(raw['from'], 1),
    to: numberIn(raw['to'], 1),
    // History
    view: oneOf(raw['view'], historyViews),
    order: oneOf(raw['order'], historyOrders),
    type: orAbsent(textsIn(raw['type'])),
    /** Number of the event that is open. */
    event: numberIn(raw['event'], 1),
    // Explain: the run to compare with
    against: textIn(raw['against']),
    // How parts are drawn
    diff: lookIn(raw, 'diff'),
    progress: lookIn(raw, 'progress'),
    factors: lookIn(raw, 'factors'),
    part: lookIn(raw, 'part'),
  });

export type RunSearch = ReturnType<typeof runSearch>;

const placeIn = (raw: unknown): string | undefined => {
  const text = textIn(raw);
  return text !== undefined && /^[1-9]\d{0,5}\.(0|[1-9]\d{0,2})$/.test(text) ? text : undefined;
};
