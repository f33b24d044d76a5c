import type pg from 'pg';
import type { BatchEvent } from '#domain/batch/messages.js';
import type { Instant } from '#domain/kernel/message.js';
import { suppressionDecider } from '#domain/suppression/decide.js';
import type { SuppressionEvent } from '#domain/suppression/messages.js';
import { execute } from '#eventstore/execute.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import type { Clock } from '#platform/clock.js';
import { hmac } from '#platform/ids.js';
import { addressKey } from '#vault/contacts/address.js';
import { addressKeysOf } from '#vault/contacts/address-keys.js';
import { contactsByIds } from '#vault/contacts/contacts.js';
import { isHardStatus } from '../inbound/delivery-report.js';
import { workerContext } from '../worker-context.js';
import type { Reactor } from './reactor.js';

export interface RefusalDeps {
  readonly store: EventStore;
  readonly pool: pg.Pool;
  readonly suppressionKey: Buffer;
  readonly worker: string;
  readonly now: Clock;
}

/**
 * A server that refuses an address for good, in the session itself, says the same as a bounce: nothing further is
 * sent there. Only the address that the claim's hash proves is suppressed; the contact may have another by now. A
 * release that came after the refusal stands, however often the log is gone through from its beginning.
 */
export const suppressRefused = (deps: RefusalDeps): Reactor => ({
  name: 'suppress-refused',
  categories: ['runbatch'],
  react: async (events) => {
    for (const event of events) {
      const refused = refusalIn(event);
      if (refused !== null) await suppress(deps, event, refused);
    }
  },
});

type Settled = Extract<BatchEvent, { type: 'DispatchSettled' }>['data'];
type Claimed = Extract<BatchEvent, { type: 'DispatchClaimed' }>['data'];

const refusalIn = ({ type, data }: RecordedEvent): Settled | null => {
  if ((type as BatchEvent['type']) !== 'DispatchSettled') return null;
  const settled = data as Settled;
  return settled.outcome.kind === 'refused' && isHardStatus(settled.outcome.code) ? settled : null;
};

const suppress = async (deps: RefusalDeps, { stream, metadata }: RecordedEvent, settled: Settled): Promise<void> => {
  const { communicationId, contactId, attempt } = settled;
  const claim = (await deps.store.read(stream))
    .filter(({ type }) => (type as BatchEvent['type']) === 'DispatchClaimed')
    .map(({ data }) => data as Claimed)
    .find((one) => one.communicationId === communicationId && one.attempt === attempt);
  const contact = (await contactsByIds(deps.pool, [contactId])).get(contactId);
  if (claim === undefined || contact === undefined) return;
  const known = [contact.email ?? '', ...(await addressKeysOf(deps.pool, contactId))];
  const address = known.find((one) => hmac(contact.key, one) === claim.addressHash);
  if (address === undefined) return;
  const addressHash = hmac(deps.suppressionKey, addressKey(address));
  const suppression = `suppression-${addressHash}`;
  if (await releasedSince(deps.store, suppression, metadata.occurredAt)) return;
  await execute(
    deps.store,
    suppressionDecider,
    suppression,
    { type: 'Suppress', data: { addressHash, channel: 'email', reason: 'bounce', evidence: communicationId } },
    workerContext({ worker: deps.worker, part: 'deliveries', about: communicationId, now: deps.now }),
  );
};

const releasedSince = async (store: EventStore, stream: string, moment: Instant): Promise<boolean> =>
  (await store.read(stream)).some(
    ({ type, metadata }) => (type as SuppressionEvent['type']) === 'AddressReleased' && metadata.occurredAt >= moment,
  );
