import { goalDefinition, senderDefinition } from '../testing/definition-fixtures.js';
import {
  alike,
  campaignWith,
  definitions,
  factsIn,
  plainRun,
  published,
  rowOf,
  type Story,
  type Told,
} from '../testing/explain-fixtures.js';
import type { Row } from './explain.js';
import type { Factor } from './factors.js';

const between = (factor: Factor, mine: Story, other: Story = {}): Row => rowOf(factor, factsIn(mine), factsIn(other));

const campaign = (changes: object, more: Partial<Story> = {}): Story => ({
  ...more,
  definitions: campaignWith(changes),
});
const sections = (of: object, prose = 'Be brief.') => campaign({ instructions: { prose, sections: of } });
const hello = 'Hello {{ first_name }},';
const uses = { sections: ['opening', 'closing'], variables: ['first_name'] };

describe('instructions', () => {
  test.each<readonly [string, Story, Story, Told]>([
    [
      'of which messages take in another section change them',
      sections({ opening: 'Hi,' }),
      {},
      {
        effect: 'changed',
        share: 1,
        sentence: 'The section opening differs from that of the previous run.',
        place: 'campaign',
      },
    ],
    [
      'with several other sections name each',
      { ...sections({ opening: 'Hi,', closing: 'Bye' }), uses },
      { ...sections({ opening: hello, closing: 'Yours' }), uses },
      { effect: 'changed', sentence: 'The sections opening and closing differ from those of the previous run.' },
    ],
    [
      'with other prose reach no message',
      sections({ opening: hello }, 'Be kind.'),
      {},
      { effect: 'unseen', share: 0, sentence: 'No message takes in what differs from the previous run: prose.' },
    ],
    [
      'with a section that no text takes in reach no message',
      sections({ opening: hello, closing: 'Bye' }),
      {},
      { effect: 'unseen', sentence: 'No message takes in what differs from the previous run: closing.' },
    ],
    [
      'whose section only the other run’s template takes in are the template’s doing',
      sections({ opening: hello, closing: 'Bye' }),
      { ...sections({ opening: hello, closing: 'Bye' }), uses },
      { effect: 'unseen' },
    ],
    [
      'whose section only this run’s template takes in are the template’s doing',
      { ...sections({ opening: hello, closing: 'Bye' }), uses },
      sections({ opening: hello, closing: 'Bye' }),
      { effect: 'unseen' },
    ],
    ['that are alike are ruled out', {}, {}, alike],
  ])('%s', (_, mine, other, told) => {
    expect(between('instructions', mine, other)).toMatchObject(told);
  });

  test('are told in words', () => {
    expect(between('instructions', {})).toMatchObject({
      had: 'campaign v1: 1 section in use',
      events: [{ type: 'campaignDefined', stream: 'campaign-c1' }],
    });
    const had = between('instructions', sections({ opening: hello, closing: 'Bye', rest: '' })).had;
    expect(had).toBe('campaign v1: 1 section in use, 2 unused');
  });
});

describe('a template', () => {
  const named = { sections: ['opening'], variables: ['first_name', 'campaign.name'] };
  const whole = { sections: ['opening'], variables: ['campaign'] };
  const push = { subject: 'We miss you', text: '{{ instructions.opening }}\nCome back?', title: 'Psst' };

  test.each<readonly [string, Story, Story, Told]>([
    [
      'with another text changes messages',
      campaign({ template: { subject: 'We miss you', text: 'Hey' } }),
      {},
      {
        effect: 'changed',
        share: 1,
        sentence: 'The part parts.text differs from that of the previous run.',
        place: 'campaign',
      },
    ],
    [
      'with several other parts names each',
      campaign({ template: { subject: 'Hey', text: 'Hey' } }),
      {},
      { effect: 'changed', sentence: 'The parts parts.subject and parts.text differ from those of the previous run.' },
    ],
    [
      'with another part that the channel does not send reaches no message',
      campaign({ template: push }),
      {},
      { effect: 'unseen', sentence: 'No message takes in what differs from the previous run: parts.title.' },
    ],
    [
      'with another default that the texts name changes messages',
      campaign({ defaults: { first_name: 'you' } }),
      {},
      { effect: 'changed', sentence: 'The part defaults.first_name differs from that of the previous run.' },
    ],
    [
      'with another default that no text names reaches no message',
      campaign({ defaults: { first_name: 'friend', plan: 'gold' } }),
      {},
      { effect: 'unseen', sentence: 'No message takes in what differs from the previous run: defaults.plan.' },
    ],
    [
      'by another writer changes messages',
      campaign({ writer: 'person' }),
      {},
      { effect: 'changed', sentence: 'The part writer differs from that of the previous run.' },
    ],
    [
      'of a campaign of another name that texts quote changes messages',
      campaign({ name: 'Winter' }, { uses: named }),
      { uses: named },
      { effect: 'changed', sentence: 'The part campaign.name differs from that of the previous run.' },
    ],
    [
      'that takes in all of the campaign quotes its name',
      campaign({ name: 'Winter' }, { uses: whole }),
      { uses: whole },
      { effect: 'changed', sentence: 'The part campaign.name differs from that of the previous run.' },
    ],
    [
      'of a campaign of another name that no text quotes reaches no message',
      campaign({ name: 'Winter' }),
      {},
      { effect: 'unseen', sentence: 'No message takes in what differs from the previous run: campaign.name.' },
    ],
    ['that is alike is ruled out', {}, {}, alike],
  ])('%s', (_, mine, other, told) => {
    expect(between('template', mine, other)).toMatchObject(told);
  });

  test('is told in words', () => {
    expect(between('template', {})).toMatchObject({
      had: 'campaign v1: subject, text',
      events: [{ type: 'campaignDefined', stream: 'campaign-c1' }],
    });
    expect(between('template', campaign({ template: {} })).had).toBe('campaign v1: no parts');
  });
});

describe('a goal', () => {
  const goal = (changes: object, id = 'g1', quoted: readonly string[] = []): Story => ({
    definitions: { goal: published('goal', { ...goalDefinition, ...changes }, id) },
    uses: { sections: ['opening'], variables: [...quoted, 'first_name'] },
  });
  const quoting = ['goal.statement'];

  test.each<readonly [string, Story, Story, Told]>([
    [
      'that messages quote changes them',
      goal({ statement: 'Sell' }, 'g1', quoting),
      goal({}, 'g1', quoting),
      {
        effect: 'changed',
        share: 1,
        sentence: 'Messages quote the goal, and its statement differs from the previous run.',
        place: 'goal',
      },
    ],
    [
      'that messages of one of the runs quote changes them',
      goal({ statement: 'Sell' }),
      goal({}, 'g1', quoting),
      { effect: 'changed' },
    ],
    [
      'that messages of this run alone quote changes them',
      goal({ name: 'x' }, 'g1', ['goal']),
      {},
      { effect: 'changed' },
    ],
    [
      'of which messages quote something else reaches none',
      goal({ windowHours: 24 }, 'g1', quoting),
      goal({}, 'g1', quoting),
      {
        effect: 'unseen',
        share: 0,
        sentence:
          'Its windowHours differs from the previous run, and no message quotes it: only the attainment is judged otherwise.',
        place: 'goal',
      },
    ],
    [
      'that is another one is the campaign’s doing',
      goal({}, 'g2'),
      {},
      {
        effect: 'unseen',
        share: 0,
        sentence: 'The campaign names another goal than the previous run, and no message quotes it.',
        place: 'campaign',
      },
    ],
    [
      'that is another one and quoted changes messages by the campaign’s doing',
      goal({ statement: 'Sell' }, 'g2', quoting),
      goal({}, 'g1', quoting),
      { effect: 'changed', place: 'campaign' },
    ],
    [
      'that messages take in as a whole is quoted with its statement',
      goal({ statement: 'Sell' }, 'g1', ['goal']),
      goal({}, 'g1', ['goal']),
      { effect: 'changed', sentence: 'Messages quote the goal, and its statement differs from the previous run.' },
    ],
    [
      'is not what a variable of another name takes in',
      goal({ statement: 'Sell' }, 'g1', ['plan.statement']),
      goal({}, 'g1', ['plan.statement']),
      { effect: 'unseen' },
    ],
    ['that is alike is ruled out', goal({}), {}, alike],
    [
      'whose log is lacking is not known',
      { definitions: { goal: null } },
      {},
      { againstOther: 'not known', had: null },
    ],
  ])('%s', (_, mine, other, told) => {
    expect(between('goal', mine, other)).toMatchObject(told);
  });

  test('is told in words, with the event that published it', () => {
    expect(rowOf('goal', plainRun)).toMatchObject({
      had: 'v1 of Win back: Have lapsed customers book a call',
      events: [{ type: 'goalDefined', stream: 'goal-g1' }],
    });
  });
});

describe('a sender', () => {
  const sender = (changes: object, id = 'f1'): Story => ({
    definitions: { sender: published('sender', { ...senderDefinition, ...changes }, id) },
  });
  const none: Story = { definitions: { sender: null } };

  test.each<readonly [string, Story, Story, Told]>([
    [
      'that recipients see otherwise changes messages',
      sender({ from: { name: 'Sales', address: 'a@b.c' } }),
      {},
      {
        effect: 'changed',
        share: 1,
        sentence: "The sender's from.address and from.name differs from the previous run.",
        place: 'campaign',
      },
    ],
    ['with another domain for replies changes messages', sender({ replyDomain: 'b.c' }), {}, { effect: 'changed' }],
    ['with another provider changes messages', sender({ provider: 'sendmail' }), {}, { effect: 'changed' }],
    ['with another address to post to changes messages', sender({ url: 'https://b.c' }), {}, { effect: 'changed' }],
    ['with another secret changes messages', sender({ secret: 's2' }), {}, { effect: 'changed' }],
    [
      'by another name is not seen',
      sender({ name: 'Sales' }),
      {},
      {
        effect: 'unseen',
        share: 0,
        sentence: "The sender's name differs from the previous run, which no recipient sees.",
      },
    ],
    [
      'that is another one with the same settings is not seen',
      sender({}, 'f2'),
      {},
      {
        effect: 'unseen',
        share: 0,
        sentence: 'The campaign names another sender than the previous run, with the same settings.',
      },
    ],
    ['with other limits is alike: these are looked at by themselves', sender({ limits: { perSecond: 1 } }), {}, alike],
    [
      'that only the other run has is missed by recipients',
      none,
      {},
      { effect: 'changed', share: 1, sentence: 'No sender is named, unlike the previous run.', had: 'none' },
    ],
    [
      'that only this run has is seen',
      {},
      none,
      { effect: 'changed', sentence: 'A sender is named, unlike the previous run.' },
    ],
    ['that neither run has is alike', none, none, alike],
  ])('%s', (_, mine, other, told) => {
    expect(between('sender', mine, other)).toMatchObject(told);
  });

  test('is told in words, with the event that published it', () => {
    expect(rowOf('sender', plainRun)).toMatchObject({
      had: 'v1 of Care team',
      events: [{ type: 'senderDefined', stream: `sender-${definitions.sender?.pin.id}` }],
    });
    expect(between('sender', none).events).toEqual([]);
  });
});
