import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { batchSize } from '#domain/batch/messages.js';
import { partsOfCommunicationId } from '#domain/batch/state.js';
import type { CommandContext } from '#eventstore/execute.js';
import { hmac, newId } from '#platform/ids.js';
import { known } from '#readmodel/vocabulary.js';
import { addressKey } from '#vault/contacts/address.js';
import { addressKeysOf } from '#vault/contacts/address-keys.js';
import { runInputs } from '#vault/run-inputs/run-inputs.js';
import { Installation } from '../installation.js';
import { ExecuteSuppression } from '../suppressions/suppressions.handler.js';

/** Carries out what a recipient asked for by the link in a message. */
@Injectable()
export class OptOut {
  constructor(
    private readonly bus: CommandBus,
    private readonly installation: Installation,
  ) {}

  /**
   * Suppresses every address the recipient is known by: whoever unsubscribes means themselves, not the spelling
   * that the message went to. Repeating it changes nothing; for somebody who was erased there is nothing left to do.
   */
  async of(communicationId: string, correlationId: string): Promise<void> {
    const { config, clock } = this.installation;
    for (const key of await this.addressesOf(communicationId)) {
      const addressHash = hmac(config.keys.suppressionKey, key);
      const context: CommandContext = {
        commandId: newId(),
        correlationId,
        actor: { name: 'recipient', source: 'api' },
        reason: 'unsubscribed by the link of a message',
        now: clock,
      };
      const data = { addressHash, channel: 'email', reason: 'opt-out', evidence: communicationId } as const;
      const executed = await this.bus.execute(new ExecuteSuppression({ type: 'Suppress', data }, context));
      if (!executed.ok) throw new Error(`an opt-out was not recorded: ${executed.rejection.rejected}`);
    }
  }

  /** Keys of every address of whoever a message went to; none once they are erased. */
  async addressesOf(communicationId: string): Promise<readonly string[]> {
    const { store, pool } = this.installation;
    const place = partsOfCommunicationId(communicationId);
    if (place === null) return [];
    const { runId, batch, index } = place;
    const inputs = await runInputs(pool, runId);
    if (inputs !== null && inputs.addresses.length > 0) {
      // A test run: the message went to the person who tried it, not to the contact it was written for.
      const address = inputs.addresses[((batch - 1) * batchSize + index) % inputs.addresses.length];
      return address ? [addressKey(address)] : [];
    }
    const [planned] = known(['runbatch'], await store.read(`runbatch-${runId}.${batch}`, { limit: 1 }));
    const contactId = planned?.type === 'BatchPlanned' ? planned.data.contactIds[index] : undefined;
    return contactId === undefined ? [] : addressKeysOf(pool, contactId);
  }
}
