import { channelKinds, type ChannelKind } from '#domain/campaign/messages.js';
import type { ConsentState } from '#domain/contact/messages.js';
import { canonicalJson } from '#domain/kernel/canonical-json.js';
import type { Json } from '#domain/kernel/message.js';
import type { Contact, ContactPatch } from './contact.js';

export interface Merged {
  readonly contact: Contact;
  /** False when the patch says nothing new. */
  readonly changed: boolean;
  readonly consentChanges: readonly { readonly channel: ChannelKind; readonly state: ConsentState }[];
}

export interface MergeOptions {
  /** What becomes of everything but consent that the patch does not mention. */
  readonly absent: 'stays' | 'goes';
  /** Noted for every value that is new. */
  readonly origin: string;
}

/** A contact of whom nothing is known yet. */
export const blank = (id: string, externalId: string): Contact => ({
  id,
  externalId,
  email: null,
  name: null,
  timeZone: null,
  locale: null,
  attributes: {},
  tags: [],
  consent: {},
  origin: {},
});

/** The contact after the patch. A value that is said again keeps the origin it had. */
export const merge = (before: Contact, patch: ContactPatch, { absent, origin }: MergeOptions): Merged => {
  const keep = absent === 'stays';
  const value = <T>(said: T | undefined, was: T, none: T): T => said ?? (said === undefined && keep ? was : none);
  const contact = {
    ...before,
    email: value(patch.email === null ? null : patch.email?.address, before.email, null),
    name: value(patch.name, before.name, null),
    timeZone: value(patch.timeZone, before.timeZone, null),
    locale: value(patch.locale, before.locale, null),
    tags: value(patch.tags, before.tags, []),
    attributes: withoutNulls({ ...(keep ? before.attributes : {}), ...patch.attributes }),
    consent: { ...before.consent, ...patch.consent },
  };
  const was = valuesByField(before);
  const is = valuesByField(contact);
  const same = (field: string): boolean => was.get(field) === is.get(field);
  const origins = [...is.keys()].map((field) => [field, (same(field) && before.origin[field]) || origin]);
  return {
    contact: { ...contact, origin: Object.fromEntries(origins) },
    changed: was.size !== is.size || ![...is.keys()].every(same),
    consentChanges: channelKinds.flatMap((channel) => {
      const state = patch.consent?.[channel];
      return state === undefined || same(`consent.${channel}`) ? [] : [{ channel, state }];
    }),
  };
};

const withoutNulls = (attributes: { readonly [name: string]: Json }) =>
  Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null));

/** Every value that is there, as text, by the names that `origin` uses. */
const valuesByField = (contact: Contact): ReadonlyMap<string, string> => {
  const { email, name, timeZone, locale, tags, attributes, consent } = contact;
  const fields: [string, Json | undefined][] = [
    ...Object.entries({ email, name, timeZone, locale, tags: tags.length === 0 ? null : tags }),
    ...Object.entries(attributes).map(([key, value]): [string, Json] => [`attributes.${key}`, value]),
    ...Object.entries(consent).map(([key, value]): [string, Json] => [`consent.${key}`, value]),
  ];
  return new Map(fields.flatMap(([field, value]) => (value == null ? [] : [[field, canonicalJson(value)]])));
};
