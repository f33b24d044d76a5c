import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { scheduleDecider, type ScheduleRejectionCode } from '#domain/schedule/decide.js';
import type { ScheduleCommand } from '#domain/schedule/messages.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { databaseClock } from '#platform/database/clock.js';
import { Installation } from '../installation.js';

export class ExecuteSchedule extends Command<Executed<ScheduleRejectionCode>> {
  constructor(
    readonly id: string,
    readonly command: ScheduleCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteSchedule)
export class SchedulesHandler implements ICommandHandler<ExecuteSchedule> {
  constructor(private readonly installation: Installation) {}

  /** By the clock that the planner goes by: a pause holds from the moment of its answer on, whoever's clock is wrong. */
  async execute({ id, command, context }: ExecuteSchedule): Promise<Executed<ScheduleRejectionCode>> {
    const { store, pool } = this.installation;
    const now = await databaseClock(pool);
    return execute(store, scheduleDecider, `schedule-${id}`, command, { ...context, now: () => now });
  }
}
