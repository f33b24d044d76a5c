import type { ValueHashes } from '../batch/messages.js';
import {
  alike,
  at,
  factsIn,
  knowing,
  message,
  plainRun,
  rowOf,
  type Story,
  type Told,
} from '../testing/explain-fixtures.js';
import type { FactValues } from './facts.js';

const notKnown: Told = { againstOther: 'not known', effect: 'none' };
const naming = (...variables: readonly string[]) => ({ sections: ['opening'], variables });

describe('the contact data', () => {
  const given = (contact: { readonly [name: string]: string }, more: Story = {}): Story => ({
    ...more,
    values: { contact },
  });

  test.each<readonly [string, Story, Story, Told]>([
    [
      'of which messages take in another value change them',
      given({ first_name: 'b2' }),
      {},
      {
        effect: 'changed',
        share: 1,
        sentence: '2 contacts differ from the previous run in first_name.',
        place: 'contact data',
      },
    ],
    [
      'with another address change where messages go',
      given({ first_name: 'b2' }, { address: 'h2' }),
      {},
      { effect: 'changed', sentence: '2 contacts differ from the previous run in the address and first_name.' },
    ],
    [
      'that the other run took from elsewhere differ',
      given({ first_name: 'a1' }),
      { values: { default: { first_name: 'a1' } } },
      { effect: 'changed' },
    ],
    [
      'of which one run alone has a value differ',
      given({}),
      given({ first_name: 'a1' }),
      { effect: 'changed', share: 1 },
    ],
    [
      'that only one run’s texts name are the template’s doing',
      given({ first_name: 'a1', plan: 'p' }, { uses: naming('first_name', 'plan') }),
      {},
      alike,
    ],
    [
      'that are taken in as a whole differ whatever the texts name',
      given({ '*': 'b2' }, { uses: naming() }),
      given({ '*': 'a1' }, { uses: naming('first_name') }),
      { effect: 'changed', sentence: '2 contacts differ from the previous run in *contact.' },
    ],
    ['are not the variables of the run', { values: { run: { first_name: 'b2' } } }, { values: { run: {} } }, alike],
    ['that are alike are ruled out', {}, {}, alike],
    ['of a release that did not tell them are not known', { values: null }, {}, notKnown],
    ['beside a release that did not tell them are not known', {}, { values: null }, notKnown],
    [
      'with another address are known to differ also where values are not told',
      { values: null, address: 'h2' },
      {},
      { effect: 'changed', share: 1, sentence: '2 contacts differ from the previous run in the address.' },
    ],
  ])('%s', (_, mine, other, told) => {
    expect(rowOf('contact data', factsIn(mine), factsIn(other))).toMatchObject(told);
  });

  test('of one contact among two reach half of the messages, which are shown', () => {
    const facts = factsIn({ values: { contact: { first_name: 'b2' } } });
    const courses = new Map(facts.of['contact data']?.value.courses);
    const untouched = plainRun.of['contact data']?.value.courses.get('k1');
    if (untouched !== undefined) courses.set('k1', untouched);
    const row = rowOf('contact data', knowing('contact data', { courses }));
    expect(row).toMatchObject({ share: 0.5, sentence: '1 contact differs from the previous run in first_name.' });
    expect(row.events.map(({ type, revision }) => `${type} ${revision}`)).toEqual(['DispatchClaimed 1']);
  });

  test('of a draft are compared as soon as it is written, its address once it is claimed', () => {
    const drafted = (value: string) =>
      factsIn({
        outcomes: [],
        before: [
          {
            type: 'DraftPrepared',
            data: {
              ...message(0),
              contentHash: 'c',
              expiresAt: at(59),
              draft: 1,
              values: { contact: { first_name: value } },
            },
          },
        ],
      });
    expect(rowOf('contact data', drafted('a1'))).toMatchObject(alike);
    expect(rowOf('contact data', plainRun, drafted('a1'))).toMatchObject(alike);
    const row = rowOf('contact data', drafted('b2'));
    expect(row).toMatchObject({ share: 1, sentence: '1 contact differs from the previous run in first_name.' });
    expect(row.events.map(({ type }) => type)).toEqual(['DraftPrepared']);
  });

  test('of contacts that only one run wrote to are not compared', () => {
    const [, second] = plainRun.of['contact data']?.value.courses ?? [];
    const mine = knowing('contact data', { courses: new Map(second === undefined ? [] : [second]) });
    expect(rowOf('contact data', mine, knowing('contact data', { courses: new Map() }))).toMatchObject(notKnown);
    expect(rowOf('contact data', mine)).toMatchObject(alike);
  });

  test('are told in words', () => {
    expect(rowOf('contact data', plainRun).had).toBe('what 2 messages took from contacts');
    expect(rowOf('contact data', factsIn({ values: null })).had).toBe('what 0 messages took from contacts');
  });
});

describe('the variables of a run', () => {
  const passed = (hash: string | null, values: ValueHashes | null) =>
    knowing('variables', { hash }, factsIn({ values }));
  const plan = (value: string): ValueHashes => ({ run: { plan: value, rest: 'x' } });

  test.each<readonly [string, ReturnType<typeof passed>, ReturnType<typeof passed>, Told]>([
    [
      'of which messages take in another value change them',
      passed('v2', plan('b')),
      passed('v1', plan('a')),
      {
        effect: 'changed',
        share: 1,
        sentence: 'The run passed another plan than the previous run.',
        place: 'execution',
      },
    ],
    [
      'that replace a value of the contact change messages',
      passed('v2', { run: { first_name: 'a' } }),
      passed(null, { contact: { first_name: 'a' } }),
      { effect: 'changed', sentence: 'The run passed another first_name than the previous run.' },
    ],
    ['with the same hash are alike', passed('v1', plan('b')), passed('v1', plan('a')), alike],
    ['that differ in what no message takes in are alike', passed('v2', plan('a')), passed('v1', plan('a')), alike],
    ['of which nobody told the values are not known', passed('v2', null), passed('v1', plan('a')), notKnown],
    [
      'that were passed and no message takes in are not seen',
      passed('v1', {}),
      passed(null, {}),
      {
        effect: 'unseen',
        share: 0,
        sentence: 'Variables were passed, unlike the previous run, and no message takes them in.',
      },
    ],
    [
      'that were not passed and no message takes in are not seen',
      passed(null, {}),
      passed('v1', {}),
      {
        effect: 'unseen',
        sentence: 'No variables were passed, unlike the previous run, and no message takes them in.',
      },
    ],
    [
      'that were passed may have changed every message where nobody told the values',
      passed('v1', null),
      passed(null, null),
      { effect: 'changed', share: 1, sentence: 'Variables were passed, unlike the previous run.' },
    ],
  ])('%s', (_, mine, other, told) => {
    expect(rowOf('variables', mine, other)).toMatchObject(told);
  });

  test('are told in words, with the messages that take them in', () => {
    const row = rowOf('variables', passed('v2', plan('b')), passed(null, plan('a')));
    expect(row).toMatchObject({ had: 'some were passed', other: 'none were passed' });
    expect(row.events.map(({ type }) => type)).toEqual(['DispatchClaimed', 'DispatchClaimed', 'RunRequested']);
  });
});

test('other replies explain nothing by themselves, and are told in words', () => {
  const answered = (classes: FactValues['replies']['classes']) => knowing('replies', { classes });
  expect(rowOf('replies', answered({ human: 2, 'out-of-office': 1 }))).toMatchObject({
    effect: 'unseen',
    share: 0,
    sentence: 'Other replies came in than the previous run, and none of them kept a message back.',
    place: 'execution',
    had: '2 human, 1 out-of-office',
    other: 'none',
  });
  expect(rowOf('replies', answered({ human: 1 }), answered({ human: 1 }))).toMatchObject(alike);
});
