import { emptyLedger } from '../run/ledger.js';
import type { RunEvent } from '../run/messages.js';
import { campaignDefinition, senderDefinition } from '../testing/definition-fixtures.js';
import {
  accepted,
  at,
  campaignWith as campaign,
  factsIn,
  knowing,
  plainRun as plain,
  published,
  refused,
  rowOf,
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
const failing: readonly RunEvent[] = [
  { type: 'RunRequested', data: requestOf(runId) },
  { type: 'RunFailed', data: { runId, failure: 'segment-unreadable', detail: 'no such tag', ledger: emptyLedger } },
];
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

describe('the order of the rows', () => {
  const ranked = (mine: Facts, other: Facts | null = plain, now: Facts | null = null) =>
    explain({ mine, other, than: 'the previous run', now }).filter(({ effect }) => effect !== 'none');

  test('has what stopped messages before what they say, that before what delayed them, and the rest last', () => {
    const mine = knowing(
      'timing',
      { paused: 1 },
      factsIn({ outcomes: [refused, refused], definitions: campaign({ instructions: opening, name: 'Winter' }) }),
    );
    const now = knowing('audience', { digest: 'other', members: new Set(['k0']) }, mine);
    expect(ranked(mine, plain, now).map(({ factor, effect, rank }) => [factor, effect, rank])).toEqual([
      ['provider', 'stopped', 1],
      ['instructions', 'changed', 2],
      ['timing', 'delayed', 3],
      ['audience', 'later', 4],
      ['template', 'unseen', 5],
    ]);
  });

  test('has first what reached more messages, even though by a lesser effect, and nearest first where it is equal', () => {
    const one = factsIn({ outcomes: [refused, accepted], definitions: campaign({ instructions: opening }) });
    expect(ranked(one).map(({ factor, share }) => [factor, share])).toEqual([
      ['instructions', 1],
      ['provider', 0.5],
    ]);
    const both = campaign({ instructions: opening, template: { subject: 'Hey', text: 'Hey' } });
    expect(ranked(factsIn({ definitions: both })).map(({ factor }) => factor)).toEqual(['instructions', 'template']);
  });

  test('has what reached the fewest before what came later or reached none, and what nobody knows before what is alike', () => {
    const few = knowing('audience', { digest: 'x', members: new Set(['k0', 'k1']) });
    expect(ranked(few, plain, factsIn({ definitions: campaign({ instructions: opening }) }))).toMatchObject([
      { factor: 'audience', share: 0 },
      { factor: 'instructions', effect: 'later' },
    ]);
    const untold = explain({ mine: plain, other: factsIn({ values: null }), than: 'the previous run', now: null });
    expect(untold[0]).toMatchObject({ factor: 'contact data', againstOther: 'not known' });
  });
});

describe('a row says', () => {
  test.each<readonly [string, Factor, Facts, Facts | null, string]>([
    [
      'how much was stopped',
      'provider',
      factsIn({ outcomes: [refused, accepted] }),
      null,
      'It kept 50 % of the messages from leaving or arriving.',
    ],
    [
      'how much was changed',
      'instructions',
      factsIn({ definitions: campaign({ instructions: opening }) }),
      null,
      'It changed what is said, or to whom: 100 % of the messages.',
    ],
    [
      'how much was delayed, never less than a hundredth',
      'limits',
      knowing('limits', { held: { 'rate-limit': 1 }, messages: 1_000 }),
      null,
      'It made 1 % of the messages leave later.',
    ],
    [
      'that it was changed later',
      'instructions',
      plain,
      factsIn({ definitions: campaign({ instructions: opening }) }),
      'It was changed after this run, so it cannot have shaped it; messages written now would be others.',
    ],
    [
      'that it was not seen',
      'instructions',
      factsIn({ definitions: campaign({ instructions: prose }) }),
      null,
      'It differs, and no event shows that it reached a message.',
    ],
    ['that nothing differs', 'goal', plain, null, 'Nothing shows that it differs.'],
  ])('%s', (_, factor, mine, now, because) => {
    expect(rowOf(factor, mine, plain, now).because).toBe(because);
  });

  test('what is alike with the other run, with now, or with neither as far as is known', () => {
    expect(rowOf('goal', plain, plain, plain).sentence).toBe(
      'The goal is the same as in the previous run, and as now.',
    );
    expect(rowOf('limits', plain, plain).sentence).toBe('The limits are the same as in the previous run.');
    expect(rowOf('limits', plain, null, plain).sentence).toBe('The limits are the same as now.');
    expect(rowOf('template', plain, null).sentence).toBe(
      'The events do not tell whether the template is the same as in the previous run.',
    );
  });

  test.each([
    ['approval', 'The review of drafts is'],
    ['replies', 'The replies are'],
    ['contact data', 'The contact data are'],
    ['variables', 'The variables passed with the run are'],
    ['instructions', 'The instructions are'],
    ['template', 'The template is'],
    ['goal', 'The goal is'],
    ['sender', 'The sender is'],
    ['audience', 'The audience is'],
    ['limits', 'The limits are'],
    ['queue', 'The way through the queue is'],
    ['timing', 'The timing is'],
    ['provider', 'What the provider did is'],
  ] as const)('by its name that %s is alike', (factor, start) => {
    expect(rowOf(factor, plain).sentence).toBe(`${start} the same as in the previous run.`);
  });

  test('what was there then, in the other run and now', () => {
    const mine = knowing('limits', { perSecond: 1 });
    expect(
      rowOf('limits', mine, knowing('limits', { perSecond: 2 }), knowing('limits', { perSecond: 3 })),
    ).toMatchObject({ had: '1 messages per second', other: '2 messages per second', now: '3 messages per second' });
    expect(rowOf('limits', mine, null)).toMatchObject({ other: null, now: null, otherEvents: [] });
  });

  test('a change since then where the other run differs only in what reached no message', () => {
    const now = factsIn({ definitions: campaign({ instructions: opening }) });
    const other = factsIn({ definitions: campaign({ instructions: prose }) });
    expect(rowOf('instructions', plain, other, now)).toMatchObject({
      effect: 'later',
      againstOther: 'differs',
      againstNow: 'differs',
      sentence: 'Since then: the section opening differs from that of what is there now.',
    });
    const alsoUnseen = factsIn({ definitions: campaign({ instructions: prose }) });
    expect(rowOf('instructions', plain, other, alsoUnseen)).toMatchObject({
      effect: 'unseen',
      sentence: 'No message takes in what differs from the previous run: prose.',
    });
    expect(rowOf('instructions', plain, plain, alsoUnseen)).toMatchObject({
      effect: 'unseen',
      share: 0,
      sentence: 'Since then: no message takes in what differs from what is there now: prose.',
    });
    const before = factsIn({ definitions: campaign({ instructions: { ...opening, sections: { opening: 'Hi,' } } }) });
    expect(rowOf('instructions', plain, before, now)).toMatchObject({ effect: 'changed' });
  });

  test('where a lesson belongs, also of what stopped messages', () => {
    const moved = { ...plain.of.audience?.value, members: new Set(['k9']), digest: 'x' };
    const mine = knowing('audience', moved, factsIn({ run: failing, one: 'none' }));
    expect(rowOf('audience', mine)).toMatchObject({ effect: 'stopped', place: 'contact data' });
    expect(rowOf('audience', factsIn({ run: failing, one: 'none' }), null)).toMatchObject({ place: 'campaign' });
  });

  test('what shows it, each event once and twenty at most, of either run', () => {
    const many = Array.from({ length: 30 }, (_, revision) => ({
      stream: 'run-r1',
      revision: revision % 25,
      type: 'RunQueued',
      at: at(1),
      actor: 'ann',
      reason: null,
    }));
    const shown = { ...plain, of: { ...plain.of, timing: plain.of.timing && { ...plain.of.timing, events: many } } };
    const { events, otherEvents } = rowOf('timing', shown, shown);
    expect(events).toEqual(many.slice(0, 20));
    expect(otherEvents).toEqual(many.slice(0, 20));
    const twice = [...many.slice(0, 2), ...many.slice(0, 2), { ...many[0], stream: 'run-r2' } as (typeof many)[0]];
    const few = { ...plain, of: { ...plain.of, timing: plain.of.timing && { ...plain.of.timing, events: twice } } };
    expect(rowOf('timing', few).events.map(({ stream, revision }) => `${stream} ${revision}`)).toEqual([
      'run-r1 0',
      'run-r1 1',
      'run-r2 0',
    ]);
  });

  test('what changed messages before what is known of the run', () => {
    const mine = factsIn({ values: { run: { plan: 'b' } } });
    const other = knowing('variables', { hash: 'v0' }, factsIn({ values: { run: { plan: 'a' } } }));
    expect(rowOf('variables', mine, other).events.map(({ type }) => type)).toEqual([
      'DispatchClaimed',
      'DispatchClaimed',
      'RunRequested',
    ]);
    expect(rowOf('variables', mine, null, other)).toMatchObject({
      effect: 'later',
      events: [{ type: 'RunRequested' }],
    });
  });
});
