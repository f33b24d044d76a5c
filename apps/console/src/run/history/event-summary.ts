type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

const attempt = (data: Fields): string => (data['attempt'] === undefined ? '' : `attempt ${text(data['attempt'])}`);

const listed = (data: Fields, name: string): number => {
  const value = data[name];
  return Array.isArray(value) ? value.length : 0;
};

/** What an event says, in one line; events without an entry say it by their name. */
const summaries: Readonly<Record<string, (data: Fields) => string>> = {
  RunRequested: (data) => {
    const campaign = fieldsOf(fieldsOf(data['pins'])['campaign']);
    return joined(text(data['type']), `campaign v${text(campaign['version'])}`, text(data['follow']));
  },
  RunScheduled: (data) => `for ${text(data['startAt'])}`,
  RunRescheduled: (data) => joined(`to ${text(data['startAt'])}`, data['before'] ? `from ${text(data['before'])}` : ''),
  RunRepinned: (data) => `campaign v${text(fieldsOf(fieldsOf(data['pins'])['campaign'])['version'])}`,
  RunStarted: (data) => {
    const audience = fieldsOf(fieldsOf(data['manifest'])['audience']);
    return joined(`${text(audience['count'])} recipients`, `${text(data['batches'])} batches`);
  },
  RunApprovalRequested: (data) => `${text(data['drafts'])} drafts`,
  RunCompleted: (data) => text(data['outcome']).replaceAll('_', ' '),
  RunFailed: (data) => joined(text(data['failure']), text(data['detail'])),
  RunMissed: (data) => text(data['detail']),
  BatchPlanned: (data) => joined(`batch ${text(data['batch'])}`, contacts(data)),
  BatchTakenOver: (data) => `fence ${text(data['fence'])}`,
  BatchClosed: (data) => `batch ${text(data['batch'])}`,
  BatchesSettled: (data) => `${listed(data, 'batches')} batches`,
  DispatchClaimed: (data) => joined(place(data), attempt(data)),
  DispatchSettled: (data) => {
    const outcome = fieldsOf(data['outcome']);
    return joined(place(data), text(outcome['kind']), text(outcome['answer']) || text(outcome['detail']));
  },
  DispatchResolved: (data) => joined(place(data), text(data['resolution'])),
  DeliveryReported: (data) => joined(place(data), text(data['report'])),
  CommunicationSkipped: (data) => joined(place(data), text(data['reason']), text(data['rule'])),
  CommunicationHeld: (data) => joined(place(data), text(data['reason']), `until ${text(data['until'])}`),
  DraftPrepared: (data) => joined(place(data), `draft ${text(data['draft'])}`),
  DraftApproved: (data) => joined(place(data), text(data['note'])),
  DraftRejected: (data) => joined(place(data), text(data['note'])),
  DraftExpired: (data) => place(data),
  ReplyReceived: (data) => place(fieldsOf(data['match'])),
  ReplyClassified: (data) => joined(text(data['class']), text(data['rule'])),
};

const contacts = (data: Fields): string => {
  const many = listed(data, 'contactIds');
  return many === 0 ? '' : `${many} contacts`;
};

/** `1.17` of `<run>.1.17`. */
const place = (data: Fields): string => text(data['communicationId']).replace(/^[^.]*\./, '');

export const eventSummary = ({ type, data }: { readonly type: string; readonly data: unknown }): string =>
  summaries[type]?.(fieldsOf(data)) ?? '';
