import type { Schemas } from '#client/client.js';

type Campaign = Schemas['CampaignBody'];

/** The goal in its two versions. The second was meant for the next evening, and the first one's runs got it too. */
export const tastingGoal = (version: 1 | 2): Schemas['GoalBody'] => ({
  name: 'Fill the tasting tables',
  statement: `Every table on Friday, ${version === 1 ? '11' : '18'} December is taken.`,
  measure: { kind: 'reply', class: 'human' },
  target: { count: 4 },
  windowHours: 168,
  summary: version === 1 ? 'For the first evening' : 'For the second evening',
});

export const newsGoal: Schemas['GoalBody'] = {
  name: 'Keep our regulars informed',
  statement: 'Nobody stands in front of a closed door.',
  summary: 'Without a measure: it is enough that they know',
};

export const sender = (name: string, perSecond: number): Schemas['SenderBody'] => ({
  name,
  channel: 'email',
  from: { name: 'Mara at Harbour Coffee', address: 'mara@harbour-coffee.test' },
  provider: 'smtp',
  limits: { perSecond },
  summary: `At most ${perSecond} a second`,
});

export const segmentOf = (tag: string, name: string): Schemas['SegmentBody'] => ({
  name,
  filter: { tag },
  summary: 'By tag',
});

/** What a campaign refers to. */
export interface References {
  readonly goal: string;
  readonly segment: string;
  readonly sender: string;
}

const closing = 'Mara\nHarbour Coffee\n\nTo get no more of these: {{ unsubscribe_url }}\n';

const campaign = (
  refers: References,
  body: Pick<Campaign, 'name' | 'instructions' | 'template'> & Partial<Campaign>,
): Campaign => ({
  channel: 'email',
  ...refers,
  writer: 'template',
  reviewer: 'none',
  responseBehaviour: 'record',
  onUnknown: 'never-resend',
  ...body,
});

const terms = {
  1: 'The evening is free, and you may bring a friend.',
  2: 'The evening costs 25 euros a head, paid in advance.',
  3: 'The evening is free, and you may bring a friend. Doors open at six.',
} as const;

const summaries = {
  1: 'As agreed with Jonas',
  2: 'Terms of the barista workshop',
  3: 'Free again, with the time; the terms of v2 belong to the workshop',
} as const;

/** The campaign whose runs went wrong. Only the section `terms` differs between its versions. */
export const invitation = (refers: References, version: 1 | 2 | 3): Campaign =>
  campaign(refers, {
    name: 'Tasting evening: the invitation',
    summary: summaries[version],
    instructions: {
      prose: 'Short and warm. Say where their table is and what it costs; ask for one word back.',
      sections: {
        opening: 'This winter has four new coffees, and you are to taste them first.',
        terms: terms[version],
      },
    },
    template: {
      subject: '{{ first_name }}, a table at the tasting',
      text:
        'Hello {{ first_name }},\n\n{{ instructions.opening }}\n{{ instructions.terms }}\n\n' +
        'Your table is in our shop in {{ shop }}.\nWhat we work for: {{ goal.statement }}\n\nWill you come?\n\n' +
        closing,
    },
  });

const letter = (opening: string): Pick<Campaign, 'instructions' | 'template'> => ({
  instructions: { prose: 'Two sentences.', sections: { message: opening } },
  template: {
    subject: 'News from Harbour Coffee',
    text: `Hello {{ first_name }},\n\n{{ instructions.message }}\n\n${closing}`,
  },
});

export const openingHours = (refers: References): Campaign =>
  campaign(refers, {
    name: 'New opening hours',
    summary: 'First version',
    ...letter('From January we open at seven.'),
  });

export const pressNote = (refers: References): Campaign =>
  campaign(refers, {
    name: 'Press note: the winter coffees',
    summary: 'Lin reads every single one',
    reviewer: 'human',
    ...letter('On 11 December we present our winter coffees. May we keep a chair for you?'),
  });

export const thanks = (refers: References): Campaign =>
  campaign(refers, { name: 'A word of thanks', summary: 'First version', ...letter('Thank you for a good year.') });

export const pilot = (refers: References): Campaign =>
  campaign(refers, {
    name: 'Pilot of the bean subscription',
    summary: 'For four people and no more: there are four boxes',
    limits: { maxRecipients: 4 },
    ...letter('Your first box of beans is on its way. Tell us how you like it.'),
  });
