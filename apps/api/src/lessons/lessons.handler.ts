import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { lessonDecider, type LessonRejection } from '#domain/lesson/decide.js';
import type { LessonCommand } from '#domain/lesson/messages.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteLesson extends Command<Executed<LessonRejection['rejected']>> {
  constructor(
    readonly command: LessonCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteLesson)
export class LessonsHandler implements ICommandHandler<ExecuteLesson> {
  constructor(private readonly installation: Installation) {}

  execute({ command, context }: ExecuteLesson): Promise<Executed<LessonRejection['rejected']>> {
    return execute(this.installation.store, lessonDecider, `lesson-${command.data.lessonId}`, command, context);
  }
}
