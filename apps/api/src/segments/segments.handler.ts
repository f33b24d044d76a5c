import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { segmentDecider } from '#domain/segment/decide.js';
import type { SegmentCommand } from '#domain/segment/messages.js';
import type { VersionedRejectionCode } from '#domain/versioned/decide.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteSegment extends Command<Executed<VersionedRejectionCode>> {
  constructor(
    readonly id: string,
    readonly command: SegmentCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteSegment)
export class SegmentsHandler implements ICommandHandler<ExecuteSegment> {
  constructor(private readonly installation: Installation) {}

  execute({ id, command, context }: ExecuteSegment): Promise<Executed<VersionedRejectionCode>> {
    return execute(this.installation.store, segmentDecider, `segment-${id}`, command, context);
  }
}
