import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { senderDecider, type SenderRejection } from '#domain/sender/decide.js';
import type { SenderCommand } from '#domain/sender/messages.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteSender extends Command<Executed<SenderRejection['rejected']>> {
  constructor(
    readonly id: string,
    readonly command: SenderCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteSender)
export class SendersHandler implements ICommandHandler<ExecuteSender> {
  constructor(private readonly installation: Installation) {}

  execute({ id, command, context }: ExecuteSender): Promise<Executed<SenderRejection['rejected']>> {
    return execute(this.installation.store, senderDecider, `sender-${id}`, command, context);
  }
}
