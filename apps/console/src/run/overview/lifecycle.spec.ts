import { lifecycleOf } from './lifecycle.js';

const event = (number: number, type: string, seconds: number) => ({
  number,
  type,
  occurredAt: new Date(Date.UTC(2026, 10, 22, 9, 0, seconds)).toISOString(),
  actor: 'ann',
});

const shown = (...arguments_: Parameters<typeof lifecycleOf>) =>
  lifecycleOf(...arguments_).map(({ label, state, tookMs }) => [label, state, tookMs]);

it('leaves scheduling out for a run that was to start at once, and tells how long each step took', () => {
  expect(
    shown('completed', [
      event(1, 'RunRequested', 0),
      event(2, 'RunQueued', 0),
      event(3, 'RunPreparing', 1),
      event(4, 'RunStarted', 3),
      event(60, 'RunCompleted', 9),
    ]),
  ).toEqual([
    ['Requested', 'done', null],
    ['Queued', 'done', 0],
    ['Preparing', 'done', 1_000],
    ['Sending', 'done', 2_000],
    ['Completed', 'done', 6_000],
  ]);
});

it('shows where a run is, and what lies ahead', () => {
  expect(shown('scheduled', [event(1, 'RunRequested', 0), event(2, 'RunScheduled', 0)])).toEqual([
    ['Requested', 'done', null],
    ['Scheduled', 'now', 0],
    ['Queued', 'ahead', null],
    ['Preparing', 'ahead', null],
    ['Sending', 'ahead', null],
    ['Ended', 'ahead', null],
  ]);
});

it('names steps that a run never came to', () => {
  expect(
    shown('cancelled', [event(1, 'RunRequested', 0), event(2, 'RunScheduled', 0), event(3, 'RunCancelled', 5)]).slice(
      2,
    ),
  ).toEqual([
    ['Queued', 'left-out', null],
    ['Preparing', 'left-out', null],
    ['Sending', 'left-out', null],
    ['Cancelled', 'ended-badly', 5_000],
  ]);
});
