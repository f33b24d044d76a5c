import { type AttainedByRun, attainmentSentence, byCampaign, reachedWords, shareOf } from './attainment-words.js';

const run = (attainment: AttainedByRun['attainment'], campaign = 'c1'): AttainedByRun => ({
  runId: `r${attainment.accepted}${attainment.attained}`,
  campaign: { id: campaign, name: `Campaign ${campaign}`, version: 1 },
  status: 'completed',
  startedAt: '2026-11-22T09:00:00.000Z',
  pinned: 1,
  judgedBy: 1,
  attainment,
});
const reached = run({ accepted: 10, attained: 4, wanted: 3, reached: true });
const missed = run({ accepted: 30, attained: 1, wanted: 9, reached: false }, 'c2');
const unmeasured = run({ accepted: 5, attained: null, wanted: null, reached: null });

it('tells all runs in one sentence, without those that nothing is known of', () => {
  expect(attainmentSentence([reached, missed, unmeasured])).toBe(
    '3 runs: 5 of 40 who got it (12.5%) · target reached by 1 of 2',
  );
  expect(attainmentSentence([unmeasured])).toBe('1 run, none of them measured.');
});

it('says of nobody reached that there is no share, not that it is none', () => {
  expect([reached, unmeasured, run({ accepted: 0, attained: 0, wanted: 1, reached: false })].map(shareOf)).toEqual([
    0.4,
    null,
    null,
  ]);
  expect([reached, missed, unmeasured].map(reachedWords)).toEqual(['reached', 'not reached', 'not measured']);
});

it('adds up each campaign by itself', () => {
  expect(byCampaign([reached, missed]).map(({ name, words }) => [name, words])).toEqual([
    ['Campaign c1', '1 run: 4 of 10 who got it (40%) · target reached by 1 of 1'],
    ['Campaign c2', '1 run: 1 of 30 who got it (3.3%) · target reached by 0 of 1'],
  ]);
});
