import type { ValueHashes } from '../batch/messages.js';
import { factsIn, knowing, plainRun, rowOf, type Story } from '../testing/explain-fixtures.js';
import type { Row } from './explain.js';
import type { AudienceFacts, FactValues } from './facts.js';

type Told = Partial<Pick<Row, 'againstOther' | 'effect' | 'share' | 'sentence' | 'place' | 'had'>>;
const same: Told = { againstOther: 'same', effect: 'none', share: 0 };
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
      same,
    ],
    [
      'that are taken in as a whole differ whatever the texts name',
      given({ '*': 'b2' }, { uses: naming() }),
      given({ '*': 'a1' }, { uses: naming('first_name') }),
      { effect: 'changed', sentence: '2 contacts differ from the previous run in *contact.' },
    ],
    ['are not the variables of the run', { values: { run: { first_name: 'b2' } } }, { values: { run: {} } }, same],
    ['that are alike are ruled out', {}, {}, same],
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

  test('of contacts that only one run wrote to are not compared', () => {
    const [, second] = plainRun.of['contact data']?.value.courses ?? [];
    const mine = knowing('contact data', { courses: new Map(second === undefined ? [] : [second]) });
    expect(rowOf('contact data', mine, knowing('contact data', { courses: new Map() }))).toMatchObject(notKnown);
    expect(rowOf('contact data', mine)).toMatchObject(same);
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
    ['with the same hash are alike', passed('v1', plan('b')), passed('v1', plan('a')), same],
    ['that differ in what no message takes in are alike', passed('v2', plan('a')), passed('v1', plan('a')), same],
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

describe('the audience', () => {
  const pin = (version: number, id = 's1') => ({ id, version, hash: 'segment' });
  const of = (...members: readonly string[]): Partial<AudienceFacts> => ({
    members: new Set(members),
    count: members.length,
    digest: members.join(),
  });
  const two = of('k0', 'k1');
  const named = (facts: Partial<AudienceFacts>): Partial<AudienceFacts> => ({ ...facts, kind: 'contacts' });

  test.each<readonly [string, Partial<AudienceFacts>, Partial<AudienceFacts>, Told]>([
    ['of the same contacts is alike', two, two, same],
    [
      'of another segment that chose the same contacts is not seen',
      { ...two, filter: 'other' },
      two,
      {
        effect: 'unseen',
        share: 0,
        sentence: 'The segment differs from the previous run, and chose the same contacts.',
        place: 'campaign',
      },
    ],
    [
      'that another segment chose is others',
      { ...of('k1', 'k2', 'k3', 'k4'), segment: pin(1, 's2') },
      two,
      {
        effect: 'changed',
        share: 1,
        sentence: '3 contacts more and 1 fewer by another segment than the previous run.',
        place: 'campaign',
      },
    ],
    [
      'that the same segment chose otherwise is the contacts’ doing, also of another version',
      { ...of('k0', 'k1', 'k2', 'k3'), segment: pin(2) },
      two,
      {
        effect: 'changed',
        share: 0.5,
        sentence: '2 contacts more and 0 fewer in the same segment than the previous run.',
        place: 'contact data',
      },
    ],
    [
      'that a person named is the execution’s doing',
      named(of('k0')),
      named(two),
      {
        effect: 'changed',
        share: 0.5,
        sentence: '0 contacts more and 1 fewer by another choice than the previous run.',
        place: 'execution',
      },
    ],
    ['that is named by one run alone is the execution’s doing', named(of('k0')), two, { place: 'execution' }],
    [
      'in another order says so',
      { ...two, digest: 'k1,k0' },
      two,
      { effect: 'changed', share: 0, sentence: 'The order of the contacts in the same segment than the previous run.' },
    ],
    [
      'of which only the first were looked at differs in at least half',
      { ...of('k0', 'k1', 'k2', 'k3', 'k4'), allMembers: false },
      of('k0', 'k1', 'k2', 'k3'),
      { effect: 'changed', share: 0.5, sentence: 'Other contacts in the same segment than the previous run.' },
    ],
    [
      'of which only the first were looked at may differ in more',
      of('k0'),
      { ...of('k1'), allMembers: false },
      { effect: 'changed', share: 1, sentence: 'Other contacts in the same segment than the previous run.' },
    ],
    [
      'that is not frozen and chosen otherwise may be others',
      { count: null, digest: null, filter: 'other' },
      {},
      {
        effect: 'changed',
        share: 1,
        sentence: 'The segment chooses otherwise than the previous run.',
        place: 'campaign',
      },
    ],
    ['that is not frozen is not known', { count: null, digest: null }, {}, notKnown],
    ['beside one that is not frozen is not known', {}, { count: null, digest: null }, notKnown],
    ['of as many whom nobody knows is not known', { digest: null }, {}, notKnown],
    [
      'of more contacts whom nobody knows differs by their number',
      { digest: null, count: 8 },
      { digest: null, count: 2 },
      {
        effect: 'changed',
        share: 0.75,
        sentence: '6 contacts more than the previous run.',
        place: 'contact data',
      },
    ],
    [
      'of fewer contacts whom nobody knows differs by their number',
      { count: 1 },
      { digest: null, count: 2 },
      { effect: 'changed', share: 0.5, sentence: '1 contact fewer than the previous run.' },
    ],
    ['in which both runs have the one contact is alike', { one: 'k0' }, of('k0'), same],
    [
      'in which the other run had not the one contact is the answer',
      { one: 'k9' },
      two,
      { effect: 'changed', share: 1, sentence: 'The contact is not in the audience of the previous run.' },
    ],
    ['of which not all are known may have the one contact', { one: 'k9' }, { ...two, allMembers: false }, notKnown],
  ])('%s', (_, mine, other, told) => {
    expect(rowOf('audience', knowing('audience', mine), knowing('audience', other))).toMatchObject(told);
  });

  test.each<readonly [Partial<AudienceFacts>, string]>([
    [{}, '2 contacts of segment v1'],
    [{ segment: null }, '2 contacts of a segment'],
    [{ count: null }, 'not frozen of segment v1'],
    [{ kind: 'contacts', count: 1 }, '1 contact named by the request'],
    [{ kind: 'communications' }, '2 contacts of an earlier run'],
    [{ one: 'k0' }, 'the contact among 2 contacts of segment v1'],
  ])('with %j is told in words: %s', (mine, words) => {
    expect(rowOf('audience', knowing('audience', mine)).had).toBe(words);
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
  expect(rowOf('replies', answered({ human: 1 }), answered({ human: 1 }))).toMatchObject(same);
});
