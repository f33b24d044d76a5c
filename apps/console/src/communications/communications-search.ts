import { oneOf, present, someOf, textIn } from '../api/search-params.js';
import { lookIn } from '../parts/look.js';
import { type CommunicationStatus, communicationStatuses } from '../parts/statuses.js';

const statuses = Object.keys(communicationStatuses) as readonly CommunicationStatus[];

export const channels = ['email', 'http', 'noop'] as const;

export const communicationsSearch = (raw: Record<string, unknown>) =>
  present({
    status: someOf(raw['status'], statuses),
    channel: oneOf(raw['channel'], channels),
    contact: textIn(raw['contact']),
    address: textIn(raw['address']),
    messageId: textIn(raw['messageId']),
    campaign: textIn(raw['campaign']),
    run: textIn(raw['run']),
    test: oneOf(raw['test'], ['true', 'false']),
    /** Id of the communication whose details are open. */
    open: textIn(raw['open']),
    part: lookIn(raw, 'part'),
  });

export type CommunicationsSearch = ReturnType<typeof communicationsSearch>;
