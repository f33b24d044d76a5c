import { factsIn, knowing, plainRun, rowOf } from '../testing/explain-fixtures.js';
import type { Factor } from './factors.js';
import type { FactValues } from './facts.js';
import type { Row } from './explain.js';

type Known<F extends Factor> = Partial<FactValues[F]>;
type Told = Partial<Pick<Row, 'againstOther' | 'effect' | 'share' | 'sentence' | 'place'>>;
const morning = '2026-11-22T09:00:00.000Z';
const alike: Told = { againstOther: 'same', effect: 'none', share: 0 };

const between = <F extends Factor>(factor: F, mine: Known<F>, other: Known<F> = {}): Row =>
  rowOf(factor, knowing(factor, mine), knowing(factor, other));
const wordsOf = <F extends Factor>(factor: F, mine: Known<F>): string | null => between(factor, mine).had;

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

describe('the way through the queue', () => {
  const hold = (scope: 'all' | 'campaign:c1') => ({ scope, from: morning, to: null });

  test.each<readonly [string, Known<'queue'>, Known<'queue'>, Told]>([
    [
      'past a hold made it later',
      { holds: [hold('campaign:c1')] },
      {},
      {
        effect: 'delayed',
        share: 1,
        sentence: 'A hold (campaign:c1) was on while it ran, unlike the previous run.',
        place: 'execution',
      },
    ],
    [
      'past more holds made it later',
      { holds: [hold('campaign:c1'), hold('all'), hold('all')] },
      { holds: [hold('all')] },
      {
        effect: 'delayed',
        sentence: '3 holds (all and campaign:c1) were on while it ran, more than during the previous run.',
      },
    ],
    [
      'without the holds of the other run made nothing later',
      {},
      { holds: [hold('all')] },
      { effect: 'unseen', share: 0, sentence: 'Holds were on during the previous run, and none while this ran.' },
    ],
    [
      'past fewer holds made nothing later',
      { holds: [hold('all')] },
      { holds: [hold('all'), hold('campaign:c1')] },
      { effect: 'unseen', sentence: 'More holds were on during the previous run than while this ran.' },
    ],
    ['past as many holds is alike', { holds: [hold('all')] }, { holds: [hold('campaign:c1')] }, alike],
    [
      'that took a minute longer made it later',
      { waitedMs: 180_001 },
      { waitedMs: 120_000 },
      { effect: 'delayed', share: 1, sentence: 'It waited 3 min in the queue, longer than the previous run.' },
    ],
    ['that took not much longer is alike', { waitedMs: 180_000 }, { waitedMs: 120_000 }, alike],
    [
      'is compared with no wait where the other run has not started',
      { waitedMs: 120_000 },
      { waitedMs: null },
      { effect: 'delayed' },
    ],
    ['of a run that has not started is no wait', { waitedMs: null }, {}, alike],
  ])('%s', (_, mine, other, told) => {
    expect(between('queue', mine, other)).toMatchObject(told);
  });

  test('is told in words, then and now', () => {
    expect(wordsOf('queue', { waitedMs: null })).toBe('not started');
    expect(wordsOf('queue', { waitedMs: 4_000, holds: [hold('campaign:c1'), hold('all')], orphaned: 2 })).toBe(
      'started 4 s after it was queued, on hold (all and campaign:c1), 2 left in the air by a lost worker',
    );
    expect(wordsOf('queue', { waitedMs: 4_000 })).toBe('started 4 s after it was queued');
    const held = knowing('queue', { holds: [hold('campaign:c1'), hold('all')] });
    expect(rowOf('queue', held, null, held)).toMatchObject({
      againstNow: 'same',
      now: 'on hold (all and campaign:c1)',
    });
    const other = knowing('queue', { holds: [hold('all')] });
    expect(rowOf('queue', held, null, other)).toMatchObject({ againstNow: 'differs' });
  });
});

describe('the timing', () => {
  test.each<readonly [string, Known<'timing'>, Known<'timing'>, Told]>([
    [
      'of a run that was cancelled stopped it',
      { ended: 'cancelled' },
      { ended: 'missed' },
      { effect: 'stopped', share: 1, sentence: 'The run was cancelled, unlike the previous run.', place: 'execution' },
    ],
    ['of two runs that were missed is alike', { ended: 'missed' }, { ended: 'missed' }, alike],
    [
      'of a run that was moved made it later',
      { rescheduled: 2 },
      { rescheduled: 1 },
      { effect: 'delayed', share: 1, sentence: 'It was rescheduled 2 times, unlike the previous run.' },
    ],
    [
      'of a run that was paused made it later',
      { paused: 1 },
      {},
      { effect: 'delayed', share: 1, sentence: 'It was paused 1 time, unlike the previous run.' },
    ],
    [
      'of a run that began a minute later than its plan says so',
      { lateMs: 180_001 },
      { lateMs: 120_000 },
      { effect: 'delayed', share: 1, sentence: 'It began 3 min late, later than the previous run.' },
    ],
    ['of a run that began not much later is alike', { lateMs: 180_000 }, { lateMs: 120_000 }, alike],
    ['of a run without a plan is not late', { lateMs: null }, { lateMs: null }, alike],
    ['beside a run without a plan is late by itself', { lateMs: 120_000 }, { lateMs: null }, { effect: 'delayed' }],
    [
      'of the other run that was moved and paused reached no message',
      { paused: 1 },
      { rescheduled: 1, paused: 1 },
      { effect: 'unseen', share: 0, sentence: "The timing of the previous run was changed more than this one's." },
    ],
    [
      'beside a run that was cancelled reached no message',
      {},
      { ended: 'cancelled' },
      { effect: 'unseen', sentence: "The timing of the previous run was changed more than this one's." },
    ],
    [
      'at another time of day is told',
      { startedAt: '2026-11-22T09:00:00.000Z' },
      { startedAt: '2026-11-20T06:59:00.000Z' },
      { effect: 'unseen', share: 0, sentence: 'It started at another time of day than the previous run.' },
    ],
    [
      'at nearly the same time of another day is alike',
      { startedAt: '2026-11-22T09:00:00.000Z' },
      { startedAt: '2026-11-20T07:00:00.000Z' },
      alike,
    ],
    [
      'on both sides of midnight is alike',
      { startedAt: '2026-11-22T00:30:00.000Z' },
      { startedAt: '2026-11-20T23:30:00.000Z' },
      alike,
    ],
    ['without a start is no other time of day', { startedAt: null }, { startedAt: morning }, alike],
    ['beside a run without a start is no other time of day', { startedAt: morning }, { startedAt: null }, alike],
  ])('%s', (_, mine, other, told) => {
    expect(between('timing', mine, other)).toMatchObject(told);
  });

  test('is told in words', () => {
    expect(wordsOf('timing', { startedAt: null, status: 'queued' })).toBe('queued');
    expect(wordsOf('timing', { startedAt: morning })).toBe(`started ${morning}`);
    expect(wordsOf('timing', { startedAt: morning, startAt: morning, rescheduled: 1, paused: 2 })).toBe(
      `started ${morning}, planned for ${morning}, rescheduled 1 time, paused 2 times`,
    );
    expect(wordsOf('timing', { ended: 'cancelled', startedAt: morning })).toBe('cancelled');
  });
});

describe('what the provider did', () => {
  test.each<readonly [string, Known<'provider'>, Known<'provider'>, Told]>([
    [
      'by putting more messages off made these later',
      { deferred: 1 },
      {},
      {
        effect: 'delayed',
        share: 0.5,
        sentence: 'The provider put 1 message off, more than the previous run.',
        place: 'execution',
      },
    ],
    [
      'by another set-up reached no message',
      { hash: 'gg' },
      {},
      { effect: 'unseen', share: 0, sentence: 'The provider is set up otherwise than the previous run.' },
    ],
    ['before a start is alike', { hash: null }, {}, alike],
    ['beside a run that has not started is alike', {}, { hash: null }, alike],
    [
      'by other answers that stopped nothing reached no message',
      {},
      { deferred: 1 },
      { effect: 'unseen', share: 0, sentence: 'The provider answered otherwise than the previous run.' },
    ],
    ['by fewer refusals reached no message', {}, { refused: { '550': 1 } }, { effect: 'unseen' }],
    ['by fewer bounces reached no message', {}, { bounced: 1 }, { effect: 'unseen' }],
    ['by fewer of unknown fate reached no message', {}, { unknown: 1 }, { effect: 'unseen' }],
    ['by as many deferrals is alike', { deferred: 1 }, { deferred: 1 }, alike],
  ])('%s', (_, mine, other, told) => {
    expect(between('provider', mine, other)).toMatchObject(told);
  });

  test('to a run whose messages are not looked at is a share all the same', () => {
    const none = factsIn({ outcomes: [], one: 'none' });
    expect(rowOf('provider', knowing('provider', { deferred: 1 }, none), plainRun)).toMatchObject({ share: 1 });
  });

  test('is told in words', () => {
    expect(wordsOf('provider', { name: null })).toBe('none yet');
    expect(wordsOf('provider', {})).toBe('noop');
    expect(wordsOf('provider', { refused: { '550': 2, '450': 1 }, deferred: 3, unknown: 4, bounced: 5 })).toBe(
      'noop, 1 refused (450), 2 refused (550), 3 deferred, 4 unknown, 5 bounced',
    );
  });
});
