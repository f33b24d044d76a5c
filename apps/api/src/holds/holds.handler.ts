import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { holdDecider } from '#domain/hold/decide.js';
import { type HoldCommand, holdStream } from '#domain/hold/messages.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteHold extends Command<Executed<never>> {
  constructor(
    readonly command: HoldCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteHold)
export class HoldsHandler implements ICommandHandler<ExecuteHold> {
  constructor(private readonly installation: Installation) {}

  execute({ command, context }: ExecuteHold): Promise<Executed<never>> {
    return execute(this.installation.store, holdDecider, holdStream(command.data.scope), command, context);
  }
}
