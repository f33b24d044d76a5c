import { emptyLedger } from '../run/ledger.js';
import type { RunEvent } from '../run/messages.js';
import { campaignDefinition } from '../testing/definition-fixtures.js';
import {
  accepted,
  at,
  campaignWith as campaign,
  factsIn,
  knowing,
  plainRun as plain,
  refused,
  rowOf,
  runId,
} from '../testing/explain-fixtures.js';
import { requestOf } from '../testing/run-fixtures.js';
import { explain } from './explain.js';
import type { Factor } from './factors.js';
import type { Facts } from './facts.js';

const opening = { prose: 'Be brief.', sections: { opening: 'Hi {{ first_name }},' } };
const prose = { prose: 'Be kind.', sections: campaignDefinition.instructions.sections };
const failing: readonly RunEvent[] = [
  { type: 'RunRequested', data: requestOf(runId) },
  { type: 'RunFailed', data: { runId, failure: 'segment-unreadable', detail: 'no such tag', ledger: emptyLedger } },
];

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
    const untold = factsIn({ values: null, definitions: campaign({ name: 'Winter' }) });
    const now = factsIn({ definitions: campaign({ instructions: opening }) });
    expect(
      explain({ mine: plain, other: untold, than: 'the previous run', now })
        .slice(0, 4)
        .map(({ factor, effect, againstOther }) => [factor, effect, againstOther]),
    ).toEqual([
      ['instructions', 'later', 'same'],
      ['template', 'unseen', 'differs'],
      ['contact data', 'none', 'not known'],
      ['approval', 'none', 'same'],
    ]);
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
    ['approval', 'The review of drafts is', 'execution'],
    ['replies', 'The replies are', 'execution'],
    ['contact data', 'The contact data are', 'contact data'],
    ['variables', 'The variables passed with the run are', 'execution'],
    ['instructions', 'The instructions are', 'campaign'],
    ['template', 'The template is', 'campaign'],
    ['goal', 'The goal is', 'goal'],
    ['sender', 'The sender is', 'campaign'],
    ['audience', 'The audience is', 'campaign'],
    ['limits', 'The limits are', 'campaign'],
    ['queue', 'The way through the queue is', 'execution'],
    ['timing', 'The timing is', 'execution'],
    ['provider', 'What the provider did is', 'execution'],
  ] as const)('by its name that %s is alike, and where a lesson about it belongs', (factor, start, place) => {
    expect(rowOf(factor, plain)).toMatchObject({ sentence: `${start} the same as in the previous run.`, place });
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
