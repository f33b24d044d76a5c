import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { campaignDecider, type CampaignRejection } from '#domain/campaign/decide.js';
import type { CampaignCommand } from '#domain/campaign/messages.js';
import { type CommandContext, execute, type Executed } from '#eventstore/execute.js';
import { Installation } from '../installation.js';

export class ExecuteCampaign extends Command<Executed<CampaignRejection['rejected']>> {
  constructor(
    readonly id: string,
    readonly command: CampaignCommand,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(ExecuteCampaign)
export class CampaignsHandler implements ICommandHandler<ExecuteCampaign> {
  constructor(private readonly installation: Installation) {}

  execute({ id, command, context }: ExecuteCampaign): Promise<Executed<CampaignRejection['rejected']>> {
    return execute(this.installation.store, campaignDecider, `campaign-${id}`, command, context);
  }
}
