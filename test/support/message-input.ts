import type { CampaignDefinition } from '#domain/campaign/messages.js';
import type { MessageInput } from '#vault/writer/values.js';

/** A campaign that can be rendered for `contact`, to be changed by the test that needs another. */
export const campaign: CampaignDefinition = {
  name: 'Autumn win-back',
  channel: 'email',
  goal: 'g1',
  segment: 's1',
  sender: 'e1',
  instructions: { prose: 'Be brief.', sections: { opening: 'Hello {{ first_name }},' } },
  template: { subject: 'We miss you', text: '{{ instructions.opening }}' },
  writer: 'template',
  reviewer: 'none',
  responseBehaviour: 'record',
  defaults: { first_name: 'friend', greeting: 'Dear' },
  limits: {},
  onUnknown: 'never-resend',
};

export const contact: MessageInput['contact'] = {
  externalId: 'crm-7',
  email: 'ada@example.com',
  name: 'Ada Lovelace',
  timeZone: 'Europe/London',
  locale: null,
  attributes: { first_name: 'Ada', plan: 'pro', company: null, tags: ['a', 'b'], address: { city: 'London' } },
  origin: {
    name: 'contacts.csv row 2',
    'attributes.plan': 'PUT by crm',
    'attributes.first_name': 'contacts.csv row 2',
  },
};

let number = 0;

/** Each text is another version, as a new hash would make it. */
export const inputOf = (
  changes: Partial<CampaignDefinition>,
  given: Partial<Omit<MessageInput, 'campaign'>> = {},
): MessageInput => {
  number += 1;
  return {
    campaign: { hash: `version ${number}`, definition: { ...campaign, ...changes } },
    goal: { name: 'Win back', statement: 'Have lapsed customers book a call' },
    contact,
    variables: {},
    ...given,
  };
};

/** A campaign of one text without escaping. */
export const textInput = (text: string, given: Partial<Omit<MessageInput, 'campaign'>> = {}): MessageInput =>
  inputOf({ template: { text } }, given);
