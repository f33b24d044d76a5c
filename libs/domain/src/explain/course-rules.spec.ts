import { alike, between, knowing, type Known, rowOf, type Told, wordsOf } from '../testing/explain-fixtures.js';

describe('the review of drafts', () => {
  test.each<readonly [string, Known<'approval'>, Known<'approval'>, Told]>([
    [
      'that only this run had made it later',
      { reviewer: 'human', drafts: 2 },
      {},
      {
        effect: 'delayed',
        share: 1,
        sentence: 'Drafts waited for a person, unlike the previous run.',
        place: 'campaign',
      },
    ],
    [
      'without a draft delayed nothing',
      { reviewer: 'human' },
      {},
      { effect: 'unseen', sentence: 'Drafts waited for a person, unlike the previous run.' },
    ],
    [
      'that only the other run had reached no message',
      {},
      { reviewer: 'human', drafts: 2 },
      { effect: 'unseen', share: 0, sentence: 'Nobody reviews drafts, unlike the previous run.', place: 'campaign' },
    ],
    [
      'that took a minute longer made it later',
      { reviewer: 'human', longestMs: 120_001 },
      { reviewer: 'human', longestMs: 60_000 },
      {
        effect: 'delayed',
        share: 1,
        sentence: 'Drafts waited 2 min for a decision, longer than the previous run.',
        place: 'execution',
      },
    ],
    ['that took not much longer is alike', { longestMs: 120_000 }, { longestMs: 60_000 }, alike],
    [
      'of a run that never started is not known to differ',
      { reviewer: null },
      {},
      { againstOther: 'not known', effect: 'none' },
    ],
    ['beside a run that never started is not known to differ', {}, { reviewer: null }, { againstOther: 'not known' }],
    ['of two runs that never started is alike', { reviewer: null }, { reviewer: null }, alike],
  ])('%s', (_, mine, other, told) => {
    expect(between('approval', mine, other)).toMatchObject(told);
  });

  test('is told in words', () => {
    expect(wordsOf('approval', { reviewer: null })).toBe('not decided yet');
    expect(wordsOf('approval', {})).toBe('nobody reviews');
    const counts = { drafts: 4, approved: 2, rejected: 1, expired: 0 };
    const words = '4 drafts: 2 approved, 1 rejected, 0 expired';
    expect(wordsOf('approval', { reviewer: 'human', ...counts })).toBe(words);
    expect(wordsOf('approval', counts)).toBe(words);
    expect(wordsOf('approval', { reviewer: 'human' })).toBe('0 drafts: 0 approved, 0 rejected, 0 expired');
  });
});

describe('limits', () => {
  test.each<readonly [string, Known<'limits'>, Known<'limits'>, Told]>([
    [
      'that held more messages back made these later',
      { held: { 'quiet-hours': 1 } },
      {},
      {
        effect: 'delayed',
        share: 0.5,
        sentence: '1 message held back by quiet-hours, more than the previous run.',
        place: 'campaign',
      },
    ],
    [
      'are counted together, however many hold one message back',
      { held: { 'quiet-hours': 2, 'rate-limit': 2 } },
      { held: { 'quiet-hours': 1 } },
      {
        effect: 'delayed',
        share: 1,
        sentence: '4 messages held back by quiet-hours and rate-limit, more than the previous run.',
      },
    ],
    ['that held as many back are alike', { held: { 'rate-limit': 1 } }, { held: { 'rate-limit': 1 } }, alike],
    ['that held fewer back are alike', { held: {} }, { held: { 'rate-limit': 1 } }, alike],
    [
      'at a slower rate made it longer',
      { perSecond: 0.5, messages: 3, set: 'slow' },
      { perSecond: 1 },
      {
        effect: 'delayed',
        share: 1,
        sentence: 'At 0.5 messages per second it takes at least 2 s longer than the previous run.',
      },
    ],
    [
      'by a second are noticed',
      { perSecond: 1, messages: 2, set: 'slow' },
      { perSecond: null },
      { effect: 'delayed', sentence: 'At 1 messages per second it takes at least 1 s longer than the previous run.' },
    ],
    [
      'at a slower rate for a single message made nothing later',
      { perSecond: 0.01, messages: 1, set: 'slow' },
      {},
      { effect: 'unseen', share: 0, sentence: 'The limits differ from the previous run, and held no message back.' },
    ],
    ['at a faster rate made nothing later', { perSecond: 99, set: 'fast' }, { perSecond: 0.1 }, { effect: 'unseen' }],
    ['at no rate made nothing later', { perSecond: null, set: 'none' }, { perSecond: 0.1 }, { effect: 'unseen' }],
    [
      'of a run without messages made nothing later',
      { perSecond: 0.1, messages: 0, set: 'x' },
      {},
      { effect: 'unseen' },
    ],
  ])('%s', (_, mine, other, told) => {
    expect(between('limits', mine, other)).toMatchObject(told);
  });

  test('are told in words', () => {
    expect(wordsOf('limits', {})).toBe('20 messages per second');
    expect(wordsOf('limits', { perSecond: null, held: { 'rate-limit': 3, 'quiet-hours': 1 } })).toBe(
      'no rate limit, 3 held back (rate-limit), 1 held back (quiet-hours)',
    );
  });

  test('that held messages back then and stand as they stood were not changed since', () => {
    const held = knowing('limits', { held: { 'rate-limit': 2 } });
    const now = knowing('limits', { held: null, messages: 0 });
    expect(rowOf('limits', held, held, now)).toMatchObject({
      againstNow: 'same',
      effect: 'none',
      now: '20 messages per second',
    });
    expect(rowOf('limits', held, held, knowing('limits', { perSecond: 1, set: 'slow' }, now))).toMatchObject({
      againstNow: 'differs',
      effect: 'unseen',
      sentence: 'Since then: the limits differ from what is there now, and held no message back.',
    });
  });
});
