import fc from 'fast-check';
import { progressOf } from './progress-series.js';

const start = '2026-11-22T09:00:00.000Z';
const at = (seconds: number): string => new Date(Date.parse(start) + seconds * 1_000).toISOString();
const settled = (kind: string, seconds: number) => ({
  type: 'DispatchSettled',
  occurredAt: at(seconds),
  data: { outcome: { kind } },
});

it('counts outcomes up to each moment, and nothing that is no outcome', () => {
  const points = progressOf(start, [
    settled('accepted', 1),
    settled('deferred', 2),
    settled('refused', 2),
    { type: 'CommunicationSkipped', occurredAt: at(3), data: {} },
    settled('accepted', 3),
  ]);
  expect(points.map(({ at: moment, ...rest }) => [(moment - Date.parse(start)) / 1_000, rest])).toEqual([
    [0, { accepted: 0, refused: 0, skipped: 0 }],
    [1, { accepted: 1, refused: 0, skipped: 0 }],
    [2, { accepted: 1, refused: 1, skipped: 0 }],
    [3, { accepted: 2, refused: 1, skipped: 1 }],
  ]);
});

it('adds up whole batches of large runs', () => {
  const totals = { accepted: 180, refused: 5, skipped: { suppressed: 10, 'no-address': 5 } };
  const [, point] = progressOf(start, [
    { type: 'BatchesSettled', occurredAt: at(1), data: { batches: [{ totals }, { totals }] } },
  ]);
  expect(point).toMatchObject({ accepted: 360, refused: 10, skipped: 30 });
});

it('never goes back, neither in time nor in numbers, whatever the log holds', () => {
  const item = fc.record({
    type: fc.constantFrom('DispatchSettled', 'CommunicationSkipped', 'BatchesSettled', 'RunPaused'),
    occurredAt: fc.integer({ min: -60, max: 600 }).map(at),
    data: fc.oneof(fc.jsonValue(), fc.constant({ outcome: { kind: 'accepted' } })),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 40 }), (items) => {
      const points = progressOf(start, items);
      points.forEach((point, place) => {
        const before = points[place - 1] ?? point;
        expect(point.at).toBeGreaterThanOrEqual(before.at);
        expect(point.accepted).toBeGreaterThanOrEqual(before.accepted);
        expect(point.skipped).toBeGreaterThanOrEqual(before.skipped);
      });
    }),
  );
});
