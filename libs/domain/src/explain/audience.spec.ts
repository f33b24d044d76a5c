import { alike, knowing, rowOf, type Told } from '../testing/explain-fixtures.js';
import type { AudienceFacts } from './facts.js';

const notKnown: Told = { againstOther: 'not known', effect: 'none' };

describe('the audience', () => {
  const pin = (version: number, id = 's1') => ({ id, version, hash: 'segment' });
  const of = (...members: readonly string[]): Partial<AudienceFacts> => ({
    members: new Set(members),
    count: members.length,
    digest: members.join(),
  });
  const two = of('k0', 'k1');
  const named = (facts: Partial<AudienceFacts>): Partial<AudienceFacts> => ({
    ...facts,
    kind: 'contacts',
    segment: null,
    filter: null,
  });

  test.each<readonly [string, Partial<AudienceFacts>, Partial<AudienceFacts>, Told]>([
    ['of the same contacts is alike', two, two, alike],
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
    ['that is named by the other run alone is, too', of('k0'), named(two), { place: 'execution' }],
    [
      'in which one contact took the place of another says both',
      of('k0', 'k2'),
      two,
      { share: 1, sentence: '1 contact more and 1 fewer in the same segment than the previous run.' },
    ],
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
    ['in which both runs have the one contact is alike', { one: 'k0' }, of('k0'), alike],
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
