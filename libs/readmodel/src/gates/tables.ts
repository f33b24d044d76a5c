import type { ReplyClass } from '#domain/thread/messages.js';
import type { ChannelKind } from '#domain/campaign/messages.js';
import type { SuppressionReason } from '#domain/suppression/messages.js';
import { instant, json, oneOf, optional, table, text } from '../table.js';

/** Addresses that get nothing on a channel, by keyed hash. */
export const suppressions = table(
  'suppressions',
  ['address_hash', 'channel'],
  {
    address_hash: text,
    channel: oneOf<ChannelKind>(),
    /** Every reason since the last release, with when it was first given. */
    reasons: json<{ readonly [reason in SuppressionReason]?: string }>(),
  },
  { group: ['address_hash'] },
);

/** What contacts said about a channel; no row: nothing. */
export const consents = table('consents', ['contact_id', 'channel'], {
  contact_id: text,
  channel: oneOf<ChannelKind>(),
  state: oneOf<'granted' | 'withdrawn'>(),
  origin: text,
  since: instant,
});

export const erased = table('erased', ['contact_id'], { contact_id: text, at: instant });

/** Holds in force. */
export const holds = table('holds', ['scope'], {
  scope: text,
  since: instant,
  actor: text,
  reason: optional(text),
});

/** Matched replies, with the class they have now. */
export const answers = table('answers', ['reply_id'], {
  reply_id: text,
  contact_id: text,
  campaign_id: text,
  class: optional(oneOf<ReplyClass>()),
});
