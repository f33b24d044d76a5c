import type { RecordedEvent } from '#eventstore/port.js';
import { recorded, runLife } from '../../../test/support/event-builders.js';
import { known, typesBut, UnknownEventType } from './vocabulary.js';

const events = recorded(runLife({ runId: 'r1', status: 'queued' }));
const changed = (change: Partial<RecordedEvent>): readonly RecordedEvent[] =>
  events.map((event) => ({ ...event, ...change }));

it('lets pass what it has a name for, unchanged', () => {
  expect(known(['run', 'runbatch'], events)).toEqual(events);
});

it('leaves out what a fold has no use for, of whatever version, and nothing that it has no name for', () => {
  const without = typesBut('run', ['RunRequested']);
  const later = changed({ metadata: { ...(events[0] as RecordedEvent).metadata, v: 2 } });
  expect(known(['run'], events, without).map(({ type }) => type)).toEqual(['RunRequested']);
  expect(known(['run'], later.slice(1), without)).toEqual([]);
  expect(() => known(['run'], changed({ type: 'RunTeleported' }), without)).toThrow(UnknownEventType);
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
