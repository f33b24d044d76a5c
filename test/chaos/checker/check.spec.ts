import { checkHistory } from './check.js';
import { reportOf } from './report.js';
import { badCommands } from './testing/bad-commands.js';
import { badFinishes } from './testing/bad-finishes.js';
import { badLogs } from './testing/bad-logs.js';
import { badSends } from './testing/bad-sends.js';
import { goodHistory } from './testing/good-history.js';

test('a history in which everything happens that may happen holds every invariant', () => {
  const verdicts = checkHistory(goodHistory());
  expect(verdicts.filter(({ holds }) => !holds)).toEqual([]);
  expect(reportOf(verdicts)).toEqual([
    'I1  ok   every accepted command has its events, once: commands 30, accepted 29, refused 1, answer unknown 0, of these happened 0',
    'I2  ok   nothing happens without a cause: events 166, of clients 40, of workers 126, messages at providers 20',
    'I3  ok   streams are gapless and every subscriber gets every event, in order: events 166, streams 33, subscribers 3, delivered 397, delivered again 5',
    'I4  ok   every duplicate at a provider is explained by an unknown and a resend: messages 21, copies 17, duplicates explained 1, duplicates under never-resend 0, workers lost 1, unknown by take-over (email) 2, W × workers lost (email) 2',
    'I5  ok   every requested message comes to its end, and providers have what the log says: runs 13, messages 21, accepted 14, refused 1, skipped 3, unknown 2, not attempted 1, lost 0',
    'I6  ok   every planned start happens once, or is accounted for: planned 4, started 2, dropped 1, still to come 1, latest start, ms 215',
    'I7  ok   the status of a run never goes backwards, for nobody: runs 13, moves 69, reads 12',
    'I8  ok   the read models are a fold of the log: runs 13, messages 21, reads 12, projections verified 1',
    'I9  ok   the service is well again in time: injections 1, recoveries 1, slowest, ms 2000',
    'I10 ok   what is due is queued or in work: looks 2, works due 1, queued 1, in work 0',
    'I11 ok   one Idempotency-Key, one answer: keys 26, answers 27, repeated answers 1, other bodies refused 1',
    'I12 ok   nothing is sent after a stop: stops 7, claims 21, claims within the race 1, longest race, ms 15',
    'I13 ok   rate limits hold: senders 1, messages 19, most above the rate 1',
    'I14 ok   replaying sends nothing: replays and rebuilds 1, messages sent by them 0, events written by them 0',
    'I15 ok   memory is bounded and processes stay up: samples 2, most memory, MiB 121, ends on purpose 1',
  ]);
});

const bad = [...badCommands, ...badLogs, ...badSends, ...badFinishes];

test.each(bad)('the checker does not let pass $what', ({ violates, tells, history }) => {
  const verdicts = checkHistory(history());
  const failed = verdicts.filter(({ holds }) => !holds);
  const told = failed.map(({ invariant, counterExample }) => `${invariant}: ${counterExample}`);
  expect({ failed: failed.map(({ invariant }) => invariant), told }).toEqual({ failed: [violates].flat(), told });
  for (const { counterExample, violations } of failed) {
    expect(counterExample).toMatch(tells);
    expect(violations).toBeGreaterThan(0);
  }
});
