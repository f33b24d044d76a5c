import { carriedOut, fine } from './check.js';
import { eventStoreFinding, lagFinding, queueFinding, redisFinding, skewFinding } from './findings.js';

const model = (name: string, behindMs: number, rebuildRequestedAt: string | null = null) => ({
  name,
  behindMs,
  rebuildRequestedAt,
});

test('read models that catch up are fine, slow ones want a look, standing ones are bad', () => {
  const verdicts = [0, 4_999, 5_000, 60_000].map((ms) => lagFinding([model('runs', ms), model('due', 0)]).verdict);
  expect(verdicts).toEqual(['ok', 'ok', 'look', 'bad']);
  expect(lagFinding([model('due', 0), model('runs', 90_000)]).evidence).toBe('runs is 1 min 30 s behind the log');
  expect(lagFinding([])).toMatchObject({ verdict: 'bad', next: 'npm start' });
  expect(lagFinding([model('runs', 90_000, '2026-11-22T09:30:00Z')])).toMatchObject({
    verdict: 'look',
    evidence: 'runs is being rebuilt since 2026-11-22 09:30:00Z',
  });
});

test('clocks that differ are told with how far', () => {
  expect([0, 1_999, 2_000, 30_000].map((ms) => skewFinding(ms).verdict)).toEqual(['ok', 'ok', 'look', 'bad']);
  expect(skewFinding(45_000).evidence).toBe('they are 45 s apart');
});

test('a queue is fine while somebody sees it and nobody complains', () => {
  const jobs = { waiting: 4, active: 2 };
  expect(queueFinding({ jobs, trouble: null })).toEqual(fine('4 jobs wait, 2 are at work'));
  expect(queueFinding({ jobs: null, trouble: null })).toMatchObject({ verdict: 'unknown', next: 'npm start' });
  expect(queueFinding({ jobs, trouble: 'Redis is full' })).toMatchObject({ verdict: 'bad', evidence: 'Redis is full' });
});

test('a Redis is told with what it must not be, and with why it cannot be asked', () => {
  const server = {
    version: '7.0.15',
    policy: 'noeviction',
    appendOnly: true,
    writesWell: true,
    mode: 'standalone',
    role: 'master',
    memory: { used: 1, max: 0 },
  };
  const check = { kind: 'answered', servers: [server], faults: [], troubles: [] } as const;
  expect(redisFinding(check)).toEqual(fine('Redis 7.0.15, noeviction'));
  expect(redisFinding({ ...check, faults: ['is old'], troubles: ['is full'] })).toMatchObject({
    verdict: 'bad',
    evidence: 'Redis is old; it is full',
  });
  expect(redisFinding({ kind: 'unreachable', detail: 'ECONNREFUSED' })).toMatchObject({
    verdict: 'bad',
    evidence: 'Redis cannot be reached: ECONNREFUSED',
  });
});

test('one check that fails keeps no other from being told', async () => {
  const checks = {
    first: () => Promise.reject(new Error('boom')),
    second: () => Promise.resolve(fine('good')),
  };
  const told = await carriedOut(checks, () => ({ verdict: 'bad', evidence: 'broken', next: null }));
  expect(told.map(({ check, verdict }) => [check, verdict])).toEqual([
    ['first', 'bad'],
    ['second', 'ok'],
  ]);
});

test('an event store below the supported versions wants a look', () => {
  const found = { supported: '24.10.5 or later' };
  expect(eventStoreFinding({ ...found, version: '25.1.0', support: 'supported' })).toEqual(fine('version 25.1.0'));
  expect(eventStoreFinding({ ...found, version: '23.10.0', support: 'too-old' })).toMatchObject({
    verdict: 'look',
    evidence: 'it calls itself 23.10.0; supported are 24.10.5 or later',
  });
});
