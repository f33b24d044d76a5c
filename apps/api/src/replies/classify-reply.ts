import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { SuppressionReason } from '#domain/suppression/messages.js';
import type { ReplyClass } from '#domain/thread/messages.js';
import { type CommandContext, partOf } from '#eventstore/execute.js';
import { hmac } from '#platform/ids.js';
import type { ReplySummary } from '#readmodel/replies/queries.js';
import { addressKeysOf } from '#vault/contacts/address-keys.js';
import { Problem } from '../http/problem.js';
import { Installation } from '../installation.js';
import { ExecuteSuppression } from '../suppressions/suppressions.handler.js';
import { ExecuteThread } from './replies.handler.js';

/** Classes after which the person gets nothing further, whoever recognised them. */
const suppressing: { readonly [kind in ReplyClass]?: SuppressionReason } = {
  'opt-out': 'opt-out',
  complaint: 'complaint',
};

/** A person's word on what kind of answer it is; it replaces what a rule said. */
@Injectable()
export class ClassifyReply {
  constructor(
    private readonly bus: CommandBus,
    private readonly installation: Installation,
  ) {}

  async as({ id, threadId, contact }: ReplySummary, kind: ReplyClass, context: CommandContext): Promise<void> {
    const data = { replyId: id, class: kind, rule: 'operator' };
    const executed = await this.bus.execute(new ExecuteThread(threadId, { type: 'ClassifyReply', data }, context));
    if (!executed.ok) {
      const { rejected, detail } = executed.rejection;
      throw new Problem(rejected === 'contended' ? 'unavailable' : 'not-found', detail, { code: rejected });
    }
    const reason = suppressing[kind];
    if (reason !== undefined && contact !== null) await this.suppress(contact.id, reason, id, context);
  }

  private async suppress(
    contactId: string,
    reason: SuppressionReason,
    evidence: string,
    context: CommandContext,
  ): Promise<void> {
    const { pool, config } = this.installation;
    for (const key of await addressKeysOf(pool, contactId)) {
      const addressHash = hmac(config.keys.suppressionKey, key);
      const command = { type: 'Suppress', data: { addressHash, channel: 'email', reason, evidence } } as const;
      const executed = await this.bus.execute(new ExecuteSuppression(command, partOf(context, addressHash)));
      if (!executed.ok) throw new Problem('unavailable', executed.rejection.detail, { code: 'contended' });
    }
  }
}
