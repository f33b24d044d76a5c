import {
  alike,
  between,
  factsIn,
  knowing,
  type Known,
  plainRun,
  rowOf,
  type Told,
  wordsOf,
} from '../testing/explain-fixtures.js';

const morning = '2026-11-22T09:00:00.000Z';

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
      'of a run that was brought forward made nothing later',
      { rescheduled: 1, broughtForward: true },
      {},
      {
        effect: 'unseen',
        share: 0,
        sentence: 'It was rescheduled to an earlier start, unlike the previous run.',
      },
    ],
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
      { startedAt: '2026-11-23T23:30:00.000Z' },
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
