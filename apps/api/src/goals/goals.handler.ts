import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { goalDecider } from '#domain/goal/decide.js';
import type { GoalCommand } from '#domain/goal/messages.js';
import type { VersionedRejectionCode } from '#domain/versioned/decide.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteGoal extends Command<Executed<VersionedRejectionCode>> {
  constructor(
    readonly id: string,
    readonly command: GoalCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteGoal)
export class GoalsHandler implements ICommandHandler<ExecuteGoal> {
  constructor(private readonly installation: Installation) {}

  execute({ id, command, context }: ExecuteGoal): Promise<Executed<VersionedRejectionCode>> {
    return execute(this.installation.store, goalDecider, `goal-${id}`, command, context);
  }
}
