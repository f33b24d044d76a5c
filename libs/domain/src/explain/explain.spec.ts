import { emptyLedger } from '../run/ledger.js';
import { campaignDefinition, senderDefinition } from '../testing/definition-fixtures.js';
import {
  accepted,
  at,
  campaignWith as campaign,
  factsIn,
  plainRun as plain,
  published,
  refused,
  runId,
  type Story,
  told,
} from '../testing/explain-fixtures.js';
import { pins, requestOf } from '../testing/run-fixtures.js';
import { explain } from './explain.js';
import { type Factor, factors } from './factors.js';
import type { Facts } from './facts.js';

const causeOf = (story: Story, other: Facts | null = plain) => {
  const [first] = explain({ mine: factsIn(story), other, than: 'the previous run', now: null });
  return first === undefined || first.effect === 'none' ? null : first.factor;
};

test('two runs that went alike differ in nothing, and every factor is ruled out by name', () => {
  const rows = explain({ mine: plain, other: plain, than: 'the previous run', now: plain });

  expect(rows.map(({ factor }) => factor).toSorted()).toEqual([...factors].toSorted());
  expect(
    rows.map(({ factor, againstOther, againstNow, effect }) => ({ factor, againstOther, againstNow, effect })),
  ).toEqual(rows.map(({ factor }) => ({ factor, againstOther: 'same', againstNow: 'same', effect: 'none' })));
  expect(rows.map(({ rank }) => rank)).toEqual(factors.map((_, index) => index + 1));
});

const opening = { prose: 'Be brief.', sections: { opening: 'Hi {{ first_name }},' } };
const prose = { prose: 'Be kind.', sections: campaignDefinition.instructions.sections };
const scope = `campaign:${pins.campaign.id}` as const;

const stories: readonly (readonly [name: string, story: Story, cause: Factor])[] = [
  ['another section', { definitions: campaign({ instructions: opening }) }, 'instructions'],
  [
    'another text',
    { definitions: campaign({ template: { subject: 'Hey', text: '{{ instructions.opening }}' } }) },
    'template',
  ],
  ['another default that the texts name', { definitions: campaign({ defaults: { first_name: 'you' } }) }, 'template'],
  [
    'another sender in the From line',
    {
      definitions: {
        sender: published('sender', { ...senderDefinition, from: { name: 'Sales', address: 'a@b.c' } }, 'f1'),
      },
    },
    'sender',
  ],
  [
    'a slower sender',
    { definitions: { sender: published('sender', { ...senderDefinition, limits: { perSecond: 0.1 } }, 'f1') } },
    'limits',
  ],
  ['another value of the contacts', { values: { contact: { first_name: 'b2' } } }, 'contact data'],
  ['another address, refused', { address: 'h2', outcomes: [refused, refused] }, 'contact data'],
  ['refusals', { outcomes: [refused, accepted] }, 'provider'],
  [
    'a hold',
    { holds: [told(`hold-campaign.${pins.campaign.id}`, { type: 'HoldPlaced', data: { scope } }, 0, 1)] },
    'queue',
  ],
  [
    'a missed start',
    {
      run: [
        { type: 'RunRequested', data: requestOf(runId) },
        { type: 'RunScheduled', data: { runId, startAt: at(1) } },
        {
          type: 'RunMissed',
          data: {
            runId,
            detail: 'nobody was there',
            ledger: emptyLedger,
          },
        },
      ],
    },
    'timing',
  ],
];

test.each(stories)('%s is the likely cause, whatever differs without reaching a message', (_, story, cause) => {
  expect(causeOf(story)).toBe(cause);
  const decoy = factsIn({ definitions: campaign({ instructions: prose, name: 'Winter' }) });
  expect(causeOf(story, decoy)).toBe(cause);
});

test('what was changed after the run comes before what never reached a message', () => {
  const now = factsIn({ definitions: campaign({ instructions: opening }) });
  const before = factsIn({ definitions: campaign({ name: 'Winter' }) });

  const [first, second] = explain({ mine: plain, other: before, than: 'the previous run', now });

  expect(first).toMatchObject({ factor: 'instructions', effect: 'later', againstOther: 'same', againstNow: 'differs' });
  expect(second).toMatchObject({ factor: 'template', effect: 'unseen', againstOther: 'differs' });
});

test('what only a run can have has no now, and the holds of now are no cause of then', () => {
  const held = factsIn({
    holds: [told(`hold-campaign.${pins.campaign.id}`, { type: 'HoldPlaced', data: { scope } }, 0, 1)],
  });
  const now: Facts = { ...plain, of: { ...plain.of, replies: null, variables: null, timing: null, provider: null } };
  const rowsBy = (present: Facts) =>
    new Map(
      explain({ mine: plain, other: plain, than: 'the previous run', now: present }).map((row) => [row.factor, row]),
    );

  for (const factor of ['replies', 'variables', 'timing', 'provider'] as const)
    expect(rowsBy(now).get(factor)).toMatchObject({ againstNow: 'not applicable', now: null, effect: 'none' });
  expect(rowsBy(now).get('queue')).toMatchObject({ againstNow: 'same', now: 'no hold is on' });
  expect(rowsBy(held).get('queue')).toMatchObject({
    againstNow: 'differs',
    now: `on hold (${scope})`,
    effect: 'none',
  });
});

test('a segment that has grown differs now, also when nobody knows by whom', () => {
  const grown = (count: number): Facts['of']['audience'] =>
    plain.of.audience && { ...plain.of.audience, value: { ...plain.of.audience.value, digest: null, count } };
  const mine = { ...plain, of: { ...plain.of, audience: grown(2) } };
  const now = { ...plain, of: { ...plain.of, audience: grown(8) } };
  const found = explain({ mine, other: null, than: 'the previous run', now });
  expect(found.find(({ factor }) => factor === 'audience')).toMatchObject({
    againstNow: 'differs',
    effect: 'later',
    sentence: 'Since then: 6 contacts fewer than what is there now.',
  });
});

test('a history that does not tell the values says so', () => {
  const older = explain({ mine: plain, other: factsIn({ values: null }), than: 'the previous run', now: null });
  const rows = new Map(older.map((row) => [row.factor, row]));
  expect(rows.get('contact data')).toMatchObject({ againstOther: 'not known', effect: 'none' });
  expect(rows.get('goal')).toMatchObject({ againstOther: 'same', againstNow: 'not known', now: null });
});

test('without another run a fate is told all the same, and nothing is said to differ', () => {
  const [first, ...rest] = explain({
    mine: factsIn({ outcomes: [refused, refused] }),
    other: null,
    than: 'the previous run',
    now: null,
  });
  expect(first).toMatchObject({ factor: 'provider', effect: 'stopped', share: 1, againstOther: 'not known' });
  expect(new Set(rest.map(({ againstOther }) => againstOther))).toEqual(new Set(['not known']));
});
