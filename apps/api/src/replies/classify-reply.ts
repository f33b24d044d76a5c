import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { SuppressionReason } from '#domain/suppression/messages.js';
import type { ReplyClass } from '#domain/thread/messages.js';
import { type CommandContext, type Executed, partOf } from '#eventstore/execute.js';
import { hmac } from '#platform/ids.js';
import type { ReplySummary } from '#readmodel/replies/queries.js';
import { withdrawConsent } from '#vault/contacts/withdraw-consent.js';
import { ExecuteContact } from '../contacts/contacts.handler.js';
import { Problem } from '../http/problem.js';
import { Installation } from '../installation.js';
import { loadRun } from '../runs/run-reads.js';
import { ExecuteSuppression } from '../suppressions/suppressions.handler.js';
import { OptOut } from '../unsubscribe/opt-out.js';
import { ExecuteThread } from './replies.handler.js';

/** Classes after which the person gets nothing further, whoever recognised them. */
const suppressing: { readonly [kind in ReplyClass]?: SuppressionReason } = {
  'opt-out': 'opt-out',
  complaint: 'complaint',
};

/** A person's word on what kind of answer it is; it replaces what a rule said, and has the same consequences. */
@Injectable()
export class ClassifyReply {
  constructor(
    private readonly bus: CommandBus,
    private readonly optOut: OptOut,
    private readonly installation: Installation,
  ) {}

  async as(reply: ReplySummary, kind: ReplyClass, context: CommandContext): Promise<void> {
    const data = { replyId: reply.id, class: kind, rule: 'operator' };
    mustHold(await this.bus.execute(new ExecuteThread(reply.threadId, { type: 'ClassifyReply', data }, context)));
    const reason = suppressing[kind];
    if (reason === undefined || reply.communicationId === null) return;
    await this.suppress(reply.communicationId, reason, reply.id, context);
    await this.withdraw(reply, context);
  }

  private async suppress(
    communicationId: string,
    reason: SuppressionReason,
    evidence: string,
    context: CommandContext,
  ): Promise<void> {
    const { suppressionKey } = this.installation.config.keys;
    for (const key of await this.optOut.addressesOf(communicationId)) {
      const addressHash = hmac(suppressionKey, key);
      const command = { type: 'Suppress', data: { addressHash, channel: 'email', reason, evidence } } as const;
      mustHold(await this.bus.execute(new ExecuteSuppression(command, partOf(context, addressHash))));
    }
  }

  /** A tester's answer says nothing about the contact whose message was tried. */
  private async withdraw({ id, runId, contact }: ReplySummary, context: CommandContext): Promise<void> {
    if (runId === null || contact === null) return;
    const { run } = await loadRun(this.installation, runId);
    if (run.request.type === 'test') return;
    const said = { contactId: contact.id, channel: 'email', origin: `reply ${id}` } as const;
    await withdrawConsent(this.installation.pool, said);
    const command = { type: 'ChangeConsent', data: { ...said, state: 'withdrawn' } } as const;
    const executed = await this.bus.execute(new ExecuteContact(contact.id, command, partOf(context, 'consent')));
    // Whoever was erased gets nothing anyway.
    if (!executed.ok && executed.rejection.rejected !== 'erased') mustHold(executed);
  }
}

const mustHold = (executed: Executed): void => {
  if (executed.ok) return;
  const { rejected, detail } = executed.rejection;
  throw new Problem(rejected === 'contended' ? 'unavailable' : 'not-found', detail, { code: rejected });
};
