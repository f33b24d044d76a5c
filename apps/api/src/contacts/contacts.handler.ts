import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { contactDecider, type ContactRejection } from '#domain/contact/decide.js';
import type { ContactCommand } from '#domain/contact/messages.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteContact extends Command<Executed<ContactRejection['rejected']>> {
  constructor(
    readonly id: string,
    readonly command: ContactCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteContact)
export class ContactsHandler implements ICommandHandler<ExecuteContact> {
  constructor(private readonly installation: Installation) {}

  execute({ id, command, context }: ExecuteContact): Promise<Executed<ContactRejection['rejected']>> {
    return execute(this.installation.store, contactDecider, `contact-${id}`, command, context);
  }
}
