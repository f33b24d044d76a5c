import { faultsIn, type RedisFacts, troublesIn } from './redis-faults.js';

const good: RedisFacts = {
  version: '7.0.15',
  policy: 'noeviction',
  appendOnly: true,
  writesWell: true,
  mode: 'standalone',
  role: 'master',
  memory: { used: 900_000, max: 0 },
};
const strict = { allowNoPersistence: false, cluster: false };

test('a Redis that keeps every job has no fault', () => {
  expect(faultsIn(good, strict)).toEqual([]);
  expect(troublesIn(good)).toEqual([]);
});

test.each<[string, Partial<RedisFacts>, RegExp]>([
  ['an eviction policy', { policy: 'allkeys-lru' }, /throw jobs away.*allkeys-lru.*set maxmemory-policy noeviction/],
  ['an unknown policy', { policy: '' }, /throw jobs away.*unknown/],
  ['no append-only file', { appendOnly: false }, /forgets its jobs.*appendonly yes.*ALLOW_NO_PERSISTENCE/],
  ['an old version', { version: '6.0.16' }, /version 6.0.16: it must be 6.2/],
  ['a cluster that is not named so', { mode: 'cluster' }, /is a cluster: use redis\+cluster/],
  ['a replica', { role: 'slave' }, /is a replica/],
])('%s is a fault that says what to do', (_, facts, fault) => {
  expect(faultsIn({ ...good, ...facts }, strict)).toEqual([expect.stringMatching(fault)]);
});

test('every fault is named at once, and only persistence can be waived', () => {
  const bad = { ...good, policy: 'volatile-ttl', appendOnly: false, version: '5.0.7' };
  expect(faultsIn(bad, strict)).toHaveLength(3);
  expect(faultsIn(bad, { ...strict, allowNoPersistence: true })).toHaveLength(2);
  expect(faultsIn(good, { ...strict, cluster: true })).toEqual([expect.stringContaining('is no cluster')]);
});

test('a full server, and one whose disk is, are in trouble', () => {
  expect(troublesIn({ ...good, memory: { used: 10, max: 10 } })).toEqual([expect.stringContaining('is full')]);
  expect(troublesIn({ ...good, writesWell: false })).toEqual([expect.stringContaining('append-only')]);
});
