import type { ChannelKind } from '#domain/campaign/messages.js';
import type { ConsentState } from '#domain/contact/messages.js';
import type { Json } from '#domain/kernel/message.js';

/** A channel that is absent is one nothing is known about. */
export type Consent = { readonly [Channel in ChannelKind]?: ConsentState };
export type Attributes = { readonly [name: string]: Json };

/** A person in the audience, as the vault knows them now. */
export interface Contact {
  readonly id: string;
  /** The name by which services know them; never changes. */
  readonly externalId: string;
  readonly email: string | null;
  readonly name: string | null;
  /** IANA name such as `Europe/Berlin`. */
  readonly timeZone: string | null;
  /** BCP 47 tag such as `de-AT`. */
  readonly locale: string | null;
  readonly attributes: Attributes;
  readonly tags: readonly string[];
  readonly consent: Consent;
  /** Where each value came from, by field: `email`, `attributes.plan`, `consent.email`, … */
  readonly origin: { readonly [field: string]: string };
}

/** A contact with the key under which its data are hashed wherever a hash leaves the vault. */
export interface KeyedContact extends Contact {
  readonly key: Buffer;
}

/** What a caller says about a contact. What is absent was not said; null says there is none. */
export interface ContactPatch {
  /** Absent: the contact with this address, or a new one that goes by it. */
  readonly externalId?: string;
  readonly email?: Address | null;
  readonly name?: string | null;
  readonly timeZone?: string | null;
  readonly locale?: string | null;
  /** By name; null removes. */
  readonly attributes?: Attributes;
  /** All of them. */
  readonly tags?: readonly string[];
  /** Only the named channels change. */
  readonly consent?: Consent;
}

/** An e-mail address in the form it is sent to, and the form under which it is compared and hashed. */
export interface Address {
  readonly address: string;
  readonly key: string;
}

export const faultReasons = [
  'no-identity',
  'broken-address',
  'unsafe-text',
  'broken-encoding',
  'too-long',
  'wrong-type',
  'unknown-time-zone',
  'unknown-locale',
  'unknown-consent',
  'duplicate-row',
  'duplicate-address',
  'ambiguous-address',
  'wrong-number-of-columns',
  'not-readable',
] as const;
export type FaultReason = (typeof faultReasons)[number];

/** Why something said about a contact is not taken. Never holds the value itself. */
export interface ContactFault {
  /** As in `origin`; null when it concerns the whole contact. */
  readonly field: string | null;
  readonly reason: FaultReason;
  readonly detail: string;
}
