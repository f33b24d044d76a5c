import type { Instant, Message } from '../kernel/message.js';
import type { ChannelKind } from '../campaign/messages.js';

export type ConsentState = 'granted' | 'withdrawn';

export type ContactCommand =
  | Message<'ChangeConsent', { contactId: string; channel: ChannelKind; state: ConsentState; origin: string }>
  | Message<
      'RecordContactEvent',
      { contactId: string; eventId: string; kind: string; happenedAt: Instant; runId?: string }
    >
  | Message<'EraseContact', { contactId: string }>;

/** Stream `contact-<id>`. No event holds an address, a name or anything else that identifies a person. */
export type ContactEvent =
  | Message<'ConsentChanged', { contactId: string; channel: ChannelKind; state: ConsentState; origin: string }>
  | Message<
      'ContactEventRecorded',
      { contactId: string; eventId: string; kind: string; happenedAt: Instant; runId?: string }
    >
  /** The vault has forgotten the person: rows deleted, key shredded. */
  | Message<'ContactErased', { contactId: string }>;
