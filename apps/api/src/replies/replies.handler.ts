import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { threadDecider, type ThreadRejection } from '#domain/thread/decide.js';
import type { ThreadCommand } from '#domain/thread/messages.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteThread extends Command<Executed<ThreadRejection['rejected']>> {
  constructor(
    readonly threadId: string,
    readonly command: ThreadCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteThread)
export class ThreadsHandler implements ICommandHandler<ExecuteThread> {
  constructor(private readonly installation: Installation) {}

  execute({ threadId, command, context }: ExecuteThread): Promise<Executed<ThreadRejection['rejected']>> {
    return execute(this.installation.store, threadDecider, `thread-${threadId}`, command, context);
  }
}
