import type { Projection } from '../projection.js';
import type { Rows } from '../rows.js';
import { createTable } from '../table.js';
import { type EventIn, known } from '../vocabulary.js';
import { answers, consents, erased, holds, suppressions } from './tables.js';

const categories = ['contact', 'suppression', 'hold', 'thread'] as const;

/** What a worker looks at before it claims: who must get nothing, and what must not leave now. */
export const gates = {
  name: 'gates',
  version: 1,
  categories,
  ordered: false,
  tables: (schema) => `
    ${[suppressions, consents, erased, holds, answers].map((one) => createTable(schema, one)).join('\n')}
    create index answers_contact on ${schema}.answers (contact_id, campaign_id);`,
  apply: async (events, rows) => {
    const page = known(categories, events);
    for (const fold of [suppression, consent, erasure, hold, answer]) await fold(page, rows);
  },
} as const satisfies Projection;

type Event = EventIn<(typeof categories)[number]>;
type Fold = (events: readonly Event[], rows: Rows) => Promise<void>;

const suppression: Fold = async (events, rows) => {
  const released = events.flatMap(({ type, data }) => (type === 'AddressReleased' ? [data.addressHash] : []));
  const keys = events.flatMap(({ type, data }) =>
    type === 'AddressSuppressed' ? [[data.addressHash, data.channel]] : [],
  );
  if (released.length + keys.length === 0) return;
  const set = await rows.open(suppressions, keys);
  await set.addGroups(released.map((hash) => [hash]));
  for (const { type, data, metadata } of events) {
    if (type === 'AddressSuppressed') {
      const { addressHash, channel, reason } = data;
      const reasons = set.get(addressHash, channel)?.reasons ?? {};
      set.put({
        address_hash: addressHash,
        channel,
        reasons: { ...reasons, [reason]: reasons[reason] ?? metadata.occurredAt },
      });
    } else if (type === 'AddressReleased') {
      for (const row of set.group(data.addressHash)) set.remove(row);
    }
  }
  await set.save();
};

const consent: Fold = async (events, rows) => {
  const changes = events.filter((event) => event.type === 'ConsentChanged');
  if (changes.length === 0) return;
  const set = await rows.open(
    consents,
    changes.map(({ data }) => [data.contactId, data.channel]),
  );
  for (const { data, metadata } of changes) {
    const { contactId, channel, state, origin } = data;
    set.put({ contact_id: contactId, channel, state, origin, since: metadata.occurredAt });
  }
  await set.save();
};

const erasure: Fold = async (events, rows) => {
  const erasures = events.filter((event) => event.type === 'ContactErased');
  if (erasures.length === 0) return;
  const set = await rows.open(
    erased,
    erasures.map(({ data }) => [data.contactId]),
  );
  for (const { data, metadata } of erasures) {
    if (set.get(data.contactId) === undefined) set.put({ contact_id: data.contactId, at: metadata.occurredAt });
  }
  await set.save();
};

const hold: Fold = async (events, rows) => {
  const changes = events.filter((event) => event.type === 'HoldPlaced' || event.type === 'HoldLifted');
  if (changes.length === 0) return;
  const set = await rows.open(
    holds,
    changes.map(({ data }) => [data.scope]),
  );
  for (const { type, data, metadata } of changes) {
    const row = set.get(data.scope);
    if (type === 'HoldLifted') {
      if (row !== undefined) set.remove(row);
    } else if (row === undefined) {
      const { occurredAt: since, actor, reason = null } = metadata;
      set.put({ scope: data.scope, since, actor, reason });
    }
  }
  await set.save();
};

const answer: Fold = async (events, rows) => {
  const replies = events.filter((event) => event.type === 'ReplyReceived' || event.type === 'ReplyClassified');
  if (replies.length === 0) return;
  const set = await rows.open(
    answers,
    replies.map(({ data }) => [data.replyId]),
  );
  for (const { type, data } of replies) {
    const row = set.get(data.replyId);
    if (type === 'ReplyReceived') {
      const { contactId, campaignId } = data.match;
      set.put({ reply_id: data.replyId, contact_id: contactId, campaign_id: campaignId, class: row?.class ?? null });
    } else if (row !== undefined) {
      set.put({ ...row, class: data.class });
    }
  }
  await set.save();
};
