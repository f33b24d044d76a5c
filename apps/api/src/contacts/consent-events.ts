import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { CommandContext } from '#eventstore/execute.js';
import { idFrom } from '#platform/ids.js';
import { type ConsentChange, pendingConsentChanges, removeConsentChanges } from '#vault/contacts/consent-changes.js';
import { Installation } from '../installation.js';
import { ExecuteContact } from './contacts.handler.js';

/** Contacts whose events are appended at the same time. */
const atOnce = 16;
const pageSize = 1000;

/** Tells the log of changes of consent that the vault has stored. What a crash left behind goes at the next start. */
@Injectable()
export class ConsentEvents implements OnApplicationBootstrap {
  constructor(
    private readonly bus: CommandBus,
    private readonly installation: Installation,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { clock } = this.installation;
    await this.append({
      commandId: 'consent-changes',
      correlationId: 'consent-changes',
      actor: { name: 'contacts', source: 'api' },
      reason: 'left behind by a process that stopped',
      now: clock,
    });
  }

  /** Appends all that wait, of one contact or of everyone, in the order in which they were made. */
  async append(context: CommandContext, contactId?: string): Promise<void> {
    const { pool } = this.installation;
    for (;;) {
      const changes = await pendingConsentChanges(pool, { limit: pageSize, ...(contactId ? { contactId } : {}) });
      if (changes.length === 0) return;
      const byContact = grouped(changes);
      for (let at = 0; at < byContact.length; at += atOnce)
        await Promise.all(byContact.slice(at, at + atOnce).map((ofOne) => this.appendInOrder(ofOne, context)));
      await removeConsentChanges(
        pool,
        changes.map(({ id }) => id),
      );
    }
  }

  private async appendInOrder(changes: readonly ConsentChange[], context: CommandContext): Promise<void> {
    for (const { id, contactId, channel, state, origin } of changes) {
      const command = { type: 'ChangeConsent', data: { contactId, channel, state, origin } } as const;
      const commandId = idFrom(`consent-change ${id}`);
      const executed = await this.bus.execute(new ExecuteContact(contactId, command, { ...context, commandId }));
      // `erased`: there is nobody left to have consented. Anything else must be tried again.
      if (!executed.ok && executed.rejection.rejected !== 'erased')
        throw new Error(`a change of consent was not appended: ${executed.rejection.rejected}`);
    }
  }
}

const grouped = (changes: readonly ConsentChange[]): readonly (readonly ConsentChange[])[] => {
  const byContact = new Map<string, ConsentChange[]>();
  for (const change of changes) {
    const ofOne = byContact.get(change.contactId);
    if (ofOne === undefined) byContact.set(change.contactId, [change]);
    else ofOne.push(change);
  }
  return [...byContact.values()];
};
