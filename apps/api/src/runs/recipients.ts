import type { ChannelKind } from '#domain/campaign/messages.js';
import type { Audience, Pin } from '#domain/run/messages.js';
import { versionOf } from '#eventstore/definitions.js';
import { readAddress } from '#vault/contacts/address.js';
import type { KeyedContact } from '#vault/contacts/contact.js';
import { contactsByExternalIds, contactsByIds } from '#vault/contacts/contacts.js';
import { sampleSegment } from '#vault/segments/segments.js';
import type { Recipient } from '../campaigns/rendering.js';
import { type Fault, invalidRequest, Problem } from '../http/problem.js';
import type { Sight } from '../installation.js';

/** Who a run is for, and what preflight needs to know of them. */
export interface Recipients {
  readonly audience: Audience;
  readonly facts: 'segment' | { readonly count: number; readonly sample: readonly Recipient[] };
}

export const wholeSegment: Recipients = { audience: { kind: 'segment' }, facts: 'segment' };

const ofContacts = (contacts: readonly KeyedContact[]): Recipients => ({
  audience: { kind: 'contacts', contactIds: contacts.map(({ id }) => id) },
  facts: { count: contacts.length, sample: contacts },
});

/** Contacts by the callers' ids, each once. Throws 404 with the place of every one that is not there. */
export const namedContacts = async ({ pool }: Sight, externalIds: readonly string[]): Promise<Recipients> => {
  const found = await contactsByExternalIds(pool, [...new Set(externalIds)]);
  const unknown = externalIds.flatMap((externalId, at): readonly Fault[] =>
    found.has(externalId)
      ? []
      : [{ pointer: `/contacts/${at}`, code: 'unknown-contact', detail: 'there is no contact with this id' }],
  );
  if (unknown.length > 0) {
    throw new Problem('not-found', `${unknown.length} of ${externalIds.length} contacts are not there`, {
      errors: unknown,
    });
  }
  return ofContacts([...found.values()]);
};

/** Those of the contacts that are still there. */
export const remainingContacts = async ({ pool }: Sight, ids: readonly string[]): Promise<Recipients> => {
  const found = await contactsByIds(pool, ids);
  return ofContacts(ids.flatMap((id) => found.get(id) ?? []));
};

/** As many of the segment as a test run has addresses. */
export const someOfSegment = async (
  { store, pool }: Sight,
  segment: Pin | null,
  count: number,
): Promise<Recipients> => {
  const published = segment === null ? null : await versionOf(store, 'segment', segment);
  if (published === null) return wholeSegment;
  const { filter } = published.definition;
  const sample = await sampleSegment(pool, filter, count);
  return {
    audience: { kind: 'contacts', contactIds: sample.map(({ id }) => id) },
    facts: { count: sample.length, sample },
  };
};

/** Addresses of a test run as the channel sends to them. Throws 400 with the place of every broken one. */
export const testAddresses = (channel: ChannelKind, addresses: readonly string[]): readonly string[] => {
  const faults: Fault[] = [];
  const read = addresses.map((text, at) => {
    if (channel !== 'email') return text;
    const address = readAddress(text.trim());
    if (address.ok) return address.address;
    faults.push({ pointer: `/addresses/${at}`, code: 'broken-address', detail: address.detail });
    return text;
  });
  if (faults.length > 0) throw invalidRequest(faults);
  return read;
};
