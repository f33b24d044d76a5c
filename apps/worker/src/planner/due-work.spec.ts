import { type Standing, dueWork } from './due-work.js';

const runId = 'r1';
const standing = (some: Partial<Standing>): Standing => ({
  runs: [],
  batches: [],
  leased: new Set(),
  lapsed: new Map(),
  inLine: new Set(),
  ...some,
});
const batch = (number: number) => ({ runId, batch: number, revision: 5, urgent: false });
const run = (status: 'queued' | 'cancelling', batches: number | null = null) => ({
  runId,
  status,
  batches,
  revision: 2,
  urgent: false,
});

test('a due batch wants a job whose cause says how far the batch had got', () => {
  expect(dueWork(standing({ batches: [batch(1)] }))).toEqual([{ kind: 'deliver', runId, batch: 1, cause: 'b5' }]);
});

test('what somebody has in hand is not due', () => {
  const leased = new Set(['batch:r1.1', 'run:r1']);
  expect(dueWork(standing({ runs: [run('queued')], batches: [batch(1)], leased }))).toEqual([]);
});

test('what was left behind is urgent, and another job than the one that its holder had', () => {
  const lapsed = new Map([
    ['batch:r1.1', 3],
    ['run:r1', 1],
  ]);
  expect(dueWork(standing({ runs: [run('queued')], batches: [batch(1), batch(2)], lapsed }))).toEqual([
    { kind: 'prepare', runId, cause: 'r2x1', urgent: true },
    { kind: 'deliver', runId, batch: 1, cause: 'b5x3', urgent: true },
    { kind: 'deliver', runId, batch: 2, cause: 'b5' },
  ]);
});

test('a run in line waits, and a cancelled one whose batches were planned leaves the rest to them', () => {
  expect(dueWork(standing({ runs: [run('queued')], inLine: new Set([runId]) }))).toEqual([]);
  expect(dueWork(standing({ runs: [run('cancelling', 2)] }))).toEqual([]);
  expect(dueWork(standing({ runs: [run('cancelling')] }))).toHaveLength(1);
});
