import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { batchSize } from '#domain/batch/messages.js';
import { partsOfCommunicationId } from '#domain/batch/state.js';
import type { SuppressionReason } from '#domain/suppression/messages.js';
import { type CommandContext, type Executed, partOf } from '#eventstore/execute.js';
import { hmac } from '#platform/ids.js';
import { known } from '#readmodel/vocabulary.js';
import { addressKey } from '#vault/contacts/address.js';
import { addressKeysOf } from '#vault/contacts/address-keys.js';
import { withdrawConsent } from '#vault/contacts/withdraw-consent.js';
import { runInputs } from '#vault/run-inputs/run-inputs.js';
import { ExecuteContact } from '../contacts/contacts.handler.js';
import { Problem } from '../http/problem.js';
import { Installation } from '../installation.js';
import { ExecuteSuppression } from '../suppressions/suppressions.handler.js';

/** Who a message went to: a contact with every address it is known by, or the tester of a test run. */
interface Recipient {
  readonly addressKeys: readonly string[];
  /** Null for a tester, whose wish says nothing about the contact the message was written for. */
  readonly contactId: string | null;
}

/** Carries out that somebody wants no more messages: said by the link in one, or found by a person in a reply. */
@Injectable()
export class OptOut {
  constructor(
    private readonly bus: CommandBus,
    private readonly installation: Installation,
  ) {}

  /**
   * Suppresses every address the recipient is known by, and withdraws the contact's consent: whoever unsubscribes
   * means themselves, not the spelling that the message went to. Repeating it changes nothing; for somebody who was
   * erased there is nothing left to do. `evidence` is the id of what says so, and nothing personal.
   */
  async of(
    communicationId: string,
    { reason, evidence }: { readonly reason: SuppressionReason; readonly evidence: string },
    context: CommandContext,
  ): Promise<void> {
    const { addressKeys, contactId } = await this.recipientOf(communicationId);
    for (const key of addressKeys) {
      const addressHash = hmac(this.installation.config.keys.suppressionKey, key);
      const command = { type: 'Suppress', data: { addressHash, channel: 'email', reason, evidence } } as const;
      mustHold(await this.bus.execute(new ExecuteSuppression(command, partOf(context, addressHash))));
    }
    if (contactId === null) return;
    await withdrawConsent(this.installation.pool, { contactId, channel: 'email', origin: evidence });
    const data = { contactId, channel: 'email', state: 'withdrawn', origin: evidence } as const;
    const command = new ExecuteContact(contactId, { type: 'ChangeConsent', data }, partOf(context, 'consent'));
    mustHold(await this.bus.execute(command), 'erased');
  }

  private async recipientOf(communicationId: string): Promise<Recipient> {
    const { store, pool } = this.installation;
    const nobody = { addressKeys: [], contactId: null };
    const place = partsOfCommunicationId(communicationId);
    if (place === null) return nobody;
    const { runId, batch, index } = place;
    const inputs = await runInputs(pool, runId);
    if (inputs !== null && inputs.addresses.length > 0) {
      // A test run: the message went to the person who tried it, not to the contact it was written for.
      const address = inputs.addresses[((batch - 1) * batchSize + index) % inputs.addresses.length];
      return address ? { addressKeys: [addressKey(address)], contactId: null } : nobody;
    }
    const [planned] = known(['runbatch'], await store.read(`runbatch-${runId}.${batch}`, { limit: 1 }));
    const contactId = planned?.type === 'BatchPlanned' ? planned.data.contactIds[index] : undefined;
    if (contactId === undefined) return nobody;
    const addressKeys = await addressKeysOf(pool, contactId);
    return addressKeys.length === 0 ? nobody : { addressKeys, contactId };
  }
}

/** What was asked for is durable, or the recipient is told that it failed. */
const mustHold = (executed: Executed, ...harmless: readonly string[]): void => {
  if (executed.ok || harmless.includes(executed.rejection.rejected)) return;
  const { rejected, detail } = executed.rejection;
  throw new Problem(rejected === 'contended' ? 'unavailable' : 'not-found', detail, { code: rejected });
};
