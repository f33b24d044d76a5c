import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { SuppressionReason } from '#domain/suppression/messages.js';
import type { ReplyClass } from '#domain/thread/messages.js';
import { type CommandContext, type Executed, partOf } from '#eventstore/execute.js';
import type { ReplySummary } from '#readmodel/replies/queries.js';
import { Problem } from '../http/problem.js';
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
  ) {}

  async as(reply: ReplySummary, kind: ReplyClass, context: CommandContext): Promise<void> {
    const data = { replyId: reply.id, class: kind, rule: 'operator' };
    mustHold(await this.bus.execute(new ExecuteThread(reply.threadId, { type: 'ClassifyReply', data }, context)));
    const reason = suppressing[kind];
    if (reason === undefined || reply.communicationId === null) return;
    await this.optOut.of(reply.communicationId, { reason, evidence: reply.id }, partOf(context, 'consequence'));
  }
}

const mustHold = (executed: Executed): void => {
  if (executed.ok) return;
  const { rejected, detail } = executed.rejection;
  throw new Problem(rejected === 'contended' ? 'unavailable' : 'not-found', detail, { code: rejected });
};
