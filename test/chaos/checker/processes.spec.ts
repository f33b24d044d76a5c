import type { Injection, Replay } from './history.js';
import { readLog } from './log.js';
import { processesStayUp } from './processes.js';
import { toldInjection, wellAgainInTime } from './recovery.js';
import { replaysSendNothing } from './replays.js';
import { quietHistory } from './testing/quiet-history.js';
import type { Check } from './verdict.js';

const judge = (check: Check, changes: Parameters<typeof quietHistory>[0]) => {
  const history = quietHistory(changes);
  return check(history, readLog(history));
};
const at = Date.parse('2026-11-22T09:00:00.000Z');
const settings = { ...quietHistory().settings, memoryLimit: 256 * 1024 * 1024 };

describe('memory', () => {
  const held = (...sizes: readonly number[]) =>
    judge(processesStayUp, { settings, memory: sizes.map((rss) => ({ process: 'worker-1', at, rss })) });

  it('may be as much as is allowed, and the most of it is told', () => {
    expect(held(1_000, settings.memoryLimit, 1_048_577)).toMatchObject({
      holds: true,
      counts: { samples: 3, 'most memory, MiB': 256, 'ends on purpose': 0 },
    });
    expect(held(1_048_577)).toMatchObject({ counts: { 'most memory, MiB': 2 } });
  });

  it('must not be more', () => {
    expect(held(settings.memoryLimit + 1)).toMatchObject({
      holds: false,
      counterExample: '2026-11-22T09:00:00.000Z worker-1 held 257 MiB, 256 MiB are allowed',
    });
  });
});

describe('the end of a process', () => {
  const ended = (code: number | null, signal: string | null, wanted: boolean) =>
    judge(processesStayUp, { exits: [{ process: 'api-1', at, code, signal, wanted }] });

  it('is the harness’s to bring about', () => {
    expect(ended(null, 'SIGKILL', true)).toMatchObject({ holds: true, counts: { 'ends on purpose': 1 } });
    expect(ended(1, null, false)).toMatchObject({
      holds: false,
      counts: { 'ends on purpose': 0 },
      counterExample: '2026-11-22T09:00:00.000Z api-1 ended by itself with exit code 1',
    });
    expect(ended(null, 'SIGSEGV', false).counterExample).toMatch(/ended by itself with SIGSEGV$/);
  });
});

describe('a recovery', () => {
  const kill: Injection = {
    id: 7,
    fault: 'worker-kill',
    target: 'worker-1',
    from: at,
    until: at + 1_000,
    workersLost: 1,
    delaysWorkers: false,
  };
  const recovered = (...times: readonly (number | null)[]) =>
    judge(wellAgainInTime, {
      injections: [{ ...kill, id: 6 }, kill],
      recoveries: times.map((tookMs) => ({ injection: 7, what: 'batches resumed', tookMs, limitMs: 5_000 })),
    });

  it('may take as long as is stated, and the slowest is told', () => {
    expect(recovered(5_000, 10)).toMatchObject({
      holds: true,
      counts: { injections: 2, recoveries: 2, 'slowest, ms': 5_000 },
    });
  });

  it('must not take longer, nor fail to come about', () => {
    const told = '#7 worker-kill of worker-1 from 2026-11-22T09:00:00.000Z until 2026-11-22T09:00:01.000Z';
    expect(toldInjection(kill)).toBe(told);
    expect(recovered(5_001)).toMatchObject({
      violations: 1,
      counterExample: `batches resumed: after 5001 ms, 5000 ms are allowed\n${told}`,
    });
    expect(recovered(null)).toMatchObject({
      violations: 1,
      counts: { 'slowest, ms': 0 },
      counterExample: `batches resumed: not before the end, 5000 ms are allowed\n${told}`,
    });
  });

  it('of a fault that nobody noted is judged as well', () => {
    const recoveries = [{ injection: 9, what: 'serving', tookMs: 2, limitMs: 1 }];
    expect(judge(wellAgainInTime, { recoveries }).counterExample).toBe('serving: after 2 ms, 1 ms are allowed');
  });
});

describe('a replay', () => {
  const none: Replay = { what: 'rebuild', receiptsBefore: 5, receiptsAfter: 5, eventsBefore: 9, eventsAfter: 9 };
  const replayed = (...replays: readonly Replay[]) => judge(replaysSendNothing, { replays });

  it('sends nothing and writes nothing', () => {
    expect(replayed(none, none)).toMatchObject({
      holds: true,
      counts: { 'replays and rebuilds': 2, 'messages sent by them': 0, 'events written by them': 0 },
    });
    expect(replayed({ ...none, receiptsAfter: 7 })).toMatchObject({
      counts: { 'messages sent by them': 2 },
      counterExample: 'rebuild: 2 messages were sent and 0 events written',
    });
    expect(replayed({ ...none, eventsAfter: 10 })).toMatchObject({
      counts: { 'events written by them': 1 },
      counterExample: 'rebuild: 0 messages were sent and 1 events written',
    });
  });
});
