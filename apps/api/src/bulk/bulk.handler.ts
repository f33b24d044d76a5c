import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { bulkDecider, type BulkRejectionCode } from '#domain/bulk/decide.js';
import type { BulkCommand } from '#domain/bulk/messages.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteBulk extends Command<Executed<BulkRejectionCode>> {
  constructor(
    readonly id: string,
    readonly command: BulkCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteBulk)
export class BulkHandler implements ICommandHandler<ExecuteBulk> {
  constructor(private readonly installation: Installation) {}

  execute({ id, command, context }: ExecuteBulk): Promise<Executed<BulkRejectionCode>> {
    return execute(this.installation.store, bulkDecider, `bulk-${id}`, command, context);
  }
}
