import type { BatchCommand } from '#domain/batch/messages.js';
import type { Channel } from '../channels/channel.js';
import type { Composed, Skipped } from './compose.js';
import type { Plan } from './plan.js';
import type { QuietLook } from './quiet-hours.js';

interface Round {
  readonly plan: Plan;
  readonly channel: Channel;
  readonly fence: number;
  readonly openUntil: QuietLook['openUntil'];
}

/** What is said to the batch of one recipient: that the message is claimed, or why there is none. */
export const commandFor = (one: Composed | Skipped, { plan, channel, fence, openUntil }: Round): BatchCommand => {
  const { communicationId } = one.recipient;
  if (one.kind === 'skip') {
    const { reason, rule, detail } = one;
    const { version } = plan.manifest.campaign;
    return {
      type: 'Skip',
      data: { communicationId, reason, rule, version, ...(detail === undefined ? {} : { detail }) },
    };
  }
  const until = openUntil.get(communicationId);
  return {
    type: 'Claim',
    data: {
      communicationId,
      fence,
      messageId: channel.messageIdOf(communicationId, plan.sender),
      contentHash: one.contentHash,
      addressHash: one.addressHash,
      values: one.values,
      resend: plan.manifest.policies.onUnknown === 'resend',
      ...(until === undefined ? {} : { openUntil: until }),
    },
  };
};
