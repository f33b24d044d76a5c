import type pg from 'pg';
import type { Json } from '#domain/kernel/message.js';
import { inTransaction } from '#platform/database/pool.js';
import type { Attributes, Contact, ContactFault } from './contact.js';
import { readPatch } from './read-patch.js';
import { retried, storeContacts } from './store.js';

/** The whole of a contact as a service states it. What is absent is cleared, but for consent, which only changes. */
export interface StatedContact {
  readonly email?: string | null;
  readonly name?: string | null;
  readonly timeZone?: string | null;
  readonly locale?: string | null;
  readonly attributes?: Attributes;
  readonly tags?: readonly string[];
  readonly consent?: { readonly [channel: string]: string };
}

/** `pointer`: JSON Pointer into the stated contact. */
export type PutFault = Omit<ContactFault, 'field'> & { readonly pointer: string };

export type Put =
  | { readonly ok: true; readonly kind: 'created' | 'updated' | 'unchanged'; readonly contact: Contact }
  | { readonly ok: false; readonly faults: readonly PutFault[] };

/**
 * Creates or replaces the contact of this external id. Its changes of consent wait in `pendingConsentChanges` for
 * the caller to append their events. `origin` names the call and holds nothing personal.
 */
export const putContact = async (
  pool: pg.Pool,
  externalId: string,
  stated: StatedContact,
  origin: string,
): Promise<Put> => {
  const read = readPatch(saidBy(externalId, stated));
  if (!read.ok) return refuse(read.faults);
  const said = { patch: read.patch, origin, logOrigin: origin };
  const [stored] = await retried(() =>
    inTransaction(pool, (tx) => storeContacts(tx, [said], { absent: 'goes', sharedAddress: 'allow' })),
  );
  if (stored === undefined) throw new Error('nothing was stored');
  return stored.kind === 'refused' ? refuse([stored.fault]) : { ok: true, ...stored };
};

const saidBy = (externalId: string, { attributes = {}, consent = {}, ...fields }: StatedContact): Map<string, Json> => {
  const said = new Map<string, Json>([['externalId', externalId]]);
  for (const [field, value] of Object.entries(fields)) if (value !== undefined) said.set(field, value);
  for (const [name, value] of Object.entries(attributes)) said.set(`attributes.${name}`, value);
  for (const [channel, state] of Object.entries(consent)) said.set(`consent.${channel}`, state);
  return said;
};

const refuse = (faults: readonly ContactFault[]): Put => ({
  ok: false,
  faults: faults.map(({ field, ...fault }) => ({ ...fault, pointer: pointerOf(field) })),
});

const pointerOf = (field: string | null): string => {
  if (field === null) return '';
  const [, group, name] = /^(attributes|consent)\.(.*)$/s.exec(field) ?? [];
  if (group === undefined || name === undefined) return `/${field}`;
  return `/${group}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
};
