import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { runDecider, type RunRejectionCode } from '#domain/run/decide.js';
import type { RunCommand } from '#domain/run/messages.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteRun extends Command<Executed<RunRejectionCode>> {
  constructor(
    readonly id: string,
    readonly command: RunCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteRun)
export class RunsHandler implements ICommandHandler<ExecuteRun> {
  constructor(private readonly installation: Installation) {}

  execute({ id, command, context }: ExecuteRun): Promise<Executed<RunRejectionCode>> {
    return execute(this.installation.store, runDecider, `run-${id}`, command, context);
  }
}
