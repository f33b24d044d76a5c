import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { suppressionDecider } from '#domain/suppression/decide.js';
import type { SuppressionCommand } from '#domain/suppression/messages.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteSuppression extends Command<Executed<never>> {
  constructor(
    readonly command: SuppressionCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteSuppression)
export class SuppressionsHandler implements ICommandHandler<ExecuteSuppression> {
  constructor(private readonly installation: Installation) {}

  execute({ command, context }: ExecuteSuppression): Promise<Executed<never>> {
    const stream = `suppression-${command.data.addressHash}`;
    return execute(this.installation.store, suppressionDecider, stream, command, context);
  }
}
