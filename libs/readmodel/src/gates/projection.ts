import type { Sql } from '#platform/database/pool.js';
import type { Projection } from '../projection.js';
import { createTable } from '../table.js';
import { type EventIn, known } from '../vocabulary.js';
import { workingSet } from '../working-set.js';
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
  apply: async (events, sql, schema) => {
    const page = known(categories, events);
    for (const fold of [suppression, consent, erasure, hold, answer]) await fold(page, sql, schema);
  },
} as const satisfies Projection;

type Event = EventIn<(typeof categories)[number]>;
type Fold = (events: readonly Event[], sql: Sql, schema: string) => Promise<void>;

const suppression: Fold = async (events, sql, schema) => {
  const released = events.flatMap(({ type, data }) => (type === 'AddressReleased' ? [data.addressHash] : []));
  const keys = events.flatMap(({ type, data }) =>
    type === 'AddressSuppressed' ? [[data.addressHash, data.channel]] : [],
  );
  if (released.length + keys.length === 0) return;
  const rows = await workingSet(sql, schema, suppressions, keys);
  if (released.length > 0) {
    await rows.addWhere('address_hash = any($1)', [released]);
  }
  for (const { type, data, metadata } of events) {
    if (type === 'AddressSuppressed') {
      const { addressHash, channel, reason } = data;
      const reasons = rows.get(addressHash, channel)?.reasons ?? {};
      rows.put({
        address_hash: addressHash,
        channel,
        reasons: { ...reasons, [reason]: reasons[reason] ?? metadata.occurredAt },
      });
    } else if (type === 'AddressReleased') {
      for (const row of rows.all()) if (row.address_hash === data.addressHash) rows.remove(row);
    }
  }
  await rows.save();
};

const consent: Fold = async (events, sql, schema) => {
  const changes = events.filter((event) => event.type === 'ConsentChanged');
  if (changes.length === 0) return;
  const rows = await workingSet(
    sql,
    schema,
    consents,
    changes.map(({ data }) => [data.contactId, data.channel]),
  );
  for (const { data, metadata } of changes) {
    const { contactId, channel, state, origin } = data;
    rows.put({ contact_id: contactId, channel, state, origin, since: metadata.occurredAt });
  }
  await rows.save();
};

const erasure: Fold = async (events, sql, schema) => {
  const erasures = events.filter((event) => event.type === 'ContactErased');
  if (erasures.length === 0) return;
  const rows = await workingSet(
    sql,
    schema,
    erased,
    erasures.map(({ data }) => [data.contactId]),
  );
  for (const { data, metadata } of erasures) {
    if (rows.get(data.contactId) === undefined) rows.put({ contact_id: data.contactId, at: metadata.occurredAt });
  }
  await rows.save();
};

const hold: Fold = async (events, sql, schema) => {
  const changes = events.filter((event) => event.type === 'HoldPlaced' || event.type === 'HoldLifted');
  if (changes.length === 0) return;
  const rows = await workingSet(
    sql,
    schema,
    holds,
    changes.map(({ data }) => [data.scope]),
  );
  for (const { type, data, metadata } of changes) {
    const row = rows.get(data.scope);
    if (type === 'HoldLifted') {
      if (row !== undefined) rows.remove(row);
    } else if (row === undefined) {
      const { occurredAt: since, actor, reason = null } = metadata;
      rows.put({ scope: data.scope, since, actor, reason });
    }
  }
  await rows.save();
};

const answer: Fold = async (events, sql, schema) => {
  const replies = events.filter((event) => event.type === 'ReplyReceived' || event.type === 'ReplyClassified');
  if (replies.length === 0) return;
  const rows = await workingSet(
    sql,
    schema,
    answers,
    replies.map(({ data }) => [data.replyId]),
  );
  for (const { type, data } of replies) {
    const row = rows.get(data.replyId);
    if (type === 'ReplyReceived') {
      const { contactId, campaignId } = data.match;
      rows.put({ reply_id: data.replyId, contact_id: contactId, campaign_id: campaignId, class: row?.class ?? null });
    } else if (row !== undefined) {
      rows.put({ ...row, class: data.class });
    }
  }
  await rows.save();
};
