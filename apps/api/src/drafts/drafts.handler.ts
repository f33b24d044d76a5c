import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { batchDecider, type BatchRejectionCode } from '#domain/batch/decide.js';
import type { BatchCommand, BatchEvent } from '#domain/batch/messages.js';
import { type BatchState, evolveBatch } from '#domain/batch/state.js';
import { type Decider, isRejection } from '#domain/kernel/decider.js';
import type { Message } from '#domain/kernel/message.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

/** Commands for one batch's stream, carried out in one append; each is decided on what the one before left. */
export class ExecuteBatch extends Command<Executed<BatchRejectionCode>> {
  constructor(
    readonly runId: string,
    readonly batch: number,
    readonly commands: readonly BatchCommand[],
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** What is refused leaves no event; the caller looks at the state to see why. */
const several: Decider<Message<'DecideSeveral', { commands: readonly BatchCommand[] }>, BatchEvent, BatchState> = {
  initial: batchDecider.initial,
  evolve: evolveBatch,
  decide: ({ data: { commands } }, before, now) => {
    let state = before;
    return commands.flatMap((command) => {
      const decision = batchDecider.decide(command, state, now);
      if (isRejection(decision)) return [];
      for (const event of decision) state = evolveBatch(state, event);
      return decision;
    });
  },
};

@CommandHandler(ExecuteBatch)
export class BatchesHandler implements ICommandHandler<ExecuteBatch> {
  constructor(private readonly installation: Installation) {}

  async execute({ runId, batch, commands, context }: ExecuteBatch): Promise<Executed<BatchRejectionCode>> {
    const { store } = this.installation;
    const stream = `runbatch-${runId}.${batch}`;
    const [command] = commands;
    if (commands.length === 1 && command !== undefined) return execute(store, batchDecider, stream, command, context);
    const executed = await execute(store, several, stream, { type: 'DecideSeveral', data: { commands } }, context);
    if (executed.ok) return executed;
    const { revision, rejection } = executed;
    return { ok: false, revision, rejection: { rejected: 'contended', detail: rejection.detail } };
  }
}
