import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { runDecider, type RunRejectionCode } from '#domain/run/decide.js';
import type { RunCommand, RunEvent } from '#domain/run/messages.js';
import type { RunState } from '#domain/run/state.js';
import { nothingYet } from '#eventstore/aggregate.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteRun extends Command<Executed<RunRejectionCode>> {
  constructor(
    readonly id: string,
    readonly command: RunCommand,
    readonly context: CommandContext,
    /** It begins the run, and nobody has tried before: there is no stream to ask for. */
    readonly first = false,
  ) {
    super();
  }
}

@CommandHandler(ExecuteRun)
export class RunsHandler implements ICommandHandler<ExecuteRun> {
  constructor(private readonly installation: Installation) {}

  execute({ id, command, context, first }: ExecuteRun): Promise<Executed<RunRejectionCode>> {
    const known = first ? nothingYet<RunState, RunEvent>(runDecider) : undefined;
    return execute(this.installation.store, runDecider, `run-${id}`, command, context, known);
  }
}
