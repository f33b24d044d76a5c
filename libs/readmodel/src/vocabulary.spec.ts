import type { RecordedEvent } from '#eventstore/port.js';
import { recorded, runLife } from '../../../test/support/event-builders.js';
import { known, UnknownEventType } from './vocabulary.js';

const events = recorded(runLife({ runId: 'r1', status: 'queued' }));
const changed = (change: Partial<RecordedEvent>): readonly RecordedEvent[] =>
  events.map((event) => ({ ...event, ...change }));

it('lets pass what it has a name for, unchanged', () => {
  expect(known(['run', 'runbatch'], events)).toEqual(events);
});

it.each([
  ['a type of a later release', changed({ type: 'RunTeleported' })],
  ['a type of another category', changed({ type: 'GoalDefined' })],
  ['a name that every object has', changed({ type: 'constructor' })],
  ['a category nobody asked for', changed({ category: 'goal', type: 'GoalDefined' })],
  ['a later version of a known type', changed({ metadata: { ...(events[0] as RecordedEvent).metadata, v: 2 } })],
])('refuses %s, so that the stream is parked and not misread', (_, strange) => {
  expect(() => known(['run', 'runbatch'], strange)).toThrow(UnknownEventType);
});
