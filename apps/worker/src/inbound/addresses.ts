import type pg from 'pg';
import { hmac } from '#platform/ids.js';
import { addressKey } from '#vault/contacts/address.js';
import { addressKeysOf } from '#vault/contacts/address-keys.js';
import { contactsByIds } from '#vault/contacts/contacts.js';
import { runInputs } from '#vault/run-inputs/run-inputs.js';
import type { Suppressed } from './consequences.js';
import { deliveryReportIn } from './delivery-report.js';
import type { LocatedCommunication } from './locate.js';
import { headerOf, type InboundMail } from './mail.js';

/**
 * Keys of the addresses that shall get nothing more. A bounce speaks of the one address that the message went to,
 * which the claim's hash proves: the contact may have another one by now. Nobody is left for an erased contact.
 */
export const addressesToSuppress = async (
  pool: pg.Pool,
  communication: LocatedCommunication,
  mail: InboundMail,
  which: Suppressed['addresses'],
): Promise<readonly string[]> => {
  const { contactId, addressHash, testPlace, runId } = communication;
  if (testPlace !== null) {
    const addresses = (await runInputs(pool, runId))?.addresses ?? [];
    const address = addresses.length === 0 ? null : addresses[testPlace % addresses.length];
    return address == null ? [] : [addressKey(address)];
  }
  const known = await addressKeysOf(pool, contactId);
  if (which === 'all') return known;
  const contact = (await contactsByIds(pool, [contactId])).get(contactId);
  if (!contact) return [];
  const candidates = [contact.email ?? '', ...(deliveryReportIn(mail.parts)?.recipients ?? []), ...known];
  const sentTo = candidates.find((address) => hmac(contact.key, address) === addressHash);
  return sentTo === undefined ? [] : [addressKey(sentTo)];
};

/**
 * Whether the mail comes from the address that the message went to, or speaks of it. Message-IDs can be counted up
 * by everybody who got one message of the run; the other recipients' addresses cannot.
 */
export const namesRecipient = async (
  pool: pg.Pool,
  communication: LocatedCommunication,
  mail: InboundMail,
): Promise<boolean> => {
  const { contactId, addressHash, testPlace, runId } = communication;
  const contact = (await contactsByIds(pool, [contactId])).get(contactId);
  if (!contact) return false;
  const named = addressesNamed(mail);
  const testers = testPlace === null ? [] : ((await runInputs(pool, runId))?.addresses ?? []);
  const known = [contact.email, ...testers, ...(await addressKeysOf(pool, contactId)), ...named];
  const sentTo = known.find((address) => address !== null && hmac(contact.key, address) === addressHash);
  return sentTo != null && named.some((address) => addressKey(address) === addressKey(sentTo));
};

const addressesNamed = (mail: InboundMail): readonly string[] => [
  ...(mail.from === null ? [] : [mail.from]),
  mail.envelope.from,
  headerOf(mail, 'x-failed-recipients').slice(0, 320).trim(),
  ...(deliveryReportIn(mail.parts)?.recipients ?? []),
  // RFC 5965 §3.2: whom the message that is complained of went to.
  ...mail.parts
    .filter(({ contentType }) => contentType === 'message/feedback-report')
    .flatMap(({ content }) => originalRecipient.exec(content.subarray(0, 16_384).toString('latin1'))?.[1] ?? []),
];

const originalRecipient = /^original-rcpt-to:[ \t]*<?([^\s<>@]{1,64}@[^\s<>@]{1,255})/im;
