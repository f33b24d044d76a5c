import type { CampaignDefinition } from '../campaign/messages.js';
import type { GoalDefinition } from '../goal/messages.js';
import type { SegmentDefinition } from '../segment/messages.js';
import type { SenderDefinition } from '../sender/messages.js';

/** Definitions without a fault, to be changed by the test that needs one. */
export const goalDefinition: GoalDefinition = {
  name: 'Win back',
  statement: 'Have lapsed customers book a call',
  measure: { kind: 'reply', class: 'human' },
  target: { share: 0.1 },
  windowHours: 72,
  attribution: 'last',
};

export const segmentDefinition: SegmentDefinition = {
  name: 'Lapsed, in Germany',
  filter: {
    all: [{ tag: 'lapsed' }, { attribute: 'country', op: 'equals', value: 'DE' }, { not: { timeZone: 'UTC' } }],
  },
};

export const senderDefinition: SenderDefinition = {
  name: 'Care team',
  channel: 'email',
  from: { name: 'Müller & Søn', address: 'care@example.com' },
  replyDomain: 'reply.example.com',
  provider: 'smtp',
  limits: { perSecond: 20 },
};

export const campaignDefinition: CampaignDefinition = {
  name: 'Autumn win-back',
  channel: 'email',
  goal: 'g1',
  segment: 's1',
  sender: 'e1',
  instructions: { prose: 'Be brief.', sections: { opening: 'Hello {{ first_name }},' } },
  template: { subject: 'We miss you', text: '{{ instructions.opening }}\nCome back?' },
  writer: 'template',
  reviewer: 'none',
  responseBehaviour: 'record',
  defaults: { first_name: 'friend' },
  limits: { maxRecipients: 10_000 },
  onUnknown: 'never-resend',
};
