import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type ReportCommand, reportDecider, type ReportRejection } from '#domain/batch/report.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

/** What came to be known of a batch's messages after the fact. */
export class ExecuteReport extends Command<Executed<ReportRejection['rejected']>> {
  constructor(
    readonly runId: string,
    readonly batch: number,
    readonly command: ReportCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteReport)
export class ReportsHandler implements ICommandHandler<ExecuteReport> {
  constructor(private readonly installation: Installation) {}

  execute({ runId, batch, command, context }: ExecuteReport): Promise<Executed<ReportRejection['rejected']>> {
    return execute(this.installation.store, reportDecider, `report-${runId}.${batch}`, command, context);
  }
}
