import fc from 'fast-check';
import { checkDecider, checkFold } from '../testing/decider-properties.js';
import { scheduleDefinition } from '../testing/schedule-fixtures.js';
import { specFor } from '../testing/spec-for.js';
import { scheduleDecider } from './decide.js';
import type { ScheduleCommand, ScheduleEvent } from './messages.js';

const now = '2026-11-22T09:00:00.000Z';
const given = specFor(scheduleDecider, now);
const scheduleId = 's1';
const at = now;
const definition = scheduleDefinition;
const changed = { ...definition, name: 'Every evening' };

const set: ScheduleEvent = { type: 'ScheduleSet', data: { scheduleId, version: 1, definition, from: now } };
const setAgain: ScheduleEvent = {
  type: 'ScheduleSet',
  data: { scheduleId, version: 2, definition: changed, from: now },
};
const paused: ScheduleEvent = { type: 'SchedulePaused', data: { scheduleId, at } };
const unpaused: ScheduleEvent = { type: 'ScheduleUnpaused', data: { scheduleId, at } };
const archived: ScheduleEvent = { type: 'ScheduleArchived', data: { scheduleId, at } };
const triggered: ScheduleEvent = { type: 'ScheduleTriggered', data: { scheduleId, at } };
const range = { from: '2026-11-01T00:00:00.000Z', to: now, count: 3 };
const backfill: ScheduleEvent = { type: 'BackfillRequested', data: { scheduleId, ...range } };

const setIt: ScheduleCommand = { type: 'SetSchedule', data: { scheduleId, definition } };
const changeIt: ScheduleCommand = { type: 'SetSchedule', data: { scheduleId, definition: changed } };
const pauseIt: ScheduleCommand = { type: 'PauseSchedule', data: {} };
const unpauseIt: ScheduleCommand = { type: 'UnpauseSchedule', data: {} };
const archiveIt: ScheduleCommand = { type: 'ArchiveSchedule', data: {} };
const triggerIt: ScheduleCommand = { type: 'TriggerSchedule', data: {} };
const backfillIt: ScheduleCommand = { type: 'RequestBackfill', data: range };

describe('a schedule', () => {
  it('is set, and set to something else', () => {
    given().when(setIt).then(set);
    given(set).when(setIt).then();
    given(set).when(changeIt).then(setAgain);
    given(set, setAgain)
      .when({ type: 'SetSchedule', data: { scheduleId, definition, expectedVersion: 1 } })
      .thenRejects('stale-version');
  });

  it('is paused and goes on', () => {
    given(set).when(pauseIt).then(paused);
    given(set, paused).when(pauseIt).then();
    given(set, paused).when(unpauseIt).then(unpaused);
    given(set).when(unpauseIt).then();
  });

  it('is paused for what is overdue too, from its beginning on', () => {
    const pauseAll: ScheduleCommand = { type: 'PauseSchedule', data: { overdueToo: true } };
    const before = '2026-11-01T09:00:00.000Z';
    const setBefore: ScheduleEvent = {
      type: 'ScheduleSet',
      data: { scheduleId, version: 1, definition, from: before },
    };
    const pausedAll: ScheduleEvent = { type: 'SchedulePaused', data: { scheduleId, at: before } };
    given(setBefore).when(pauseAll).then(pausedAll);
    given(setBefore, paused).when(pauseAll).then(pausedAll);
    given(setBefore, pausedAll).when(pauseAll).then();
    given(setBefore, pausedAll, unpaused).when(pauseAll).then(pausedAll);
  });

  it('starts at a word and catches up on a range that is over', () => {
    given(set, paused).when(triggerIt).then(triggered);
    given(set).when(backfillIt).then(backfill);
    const ahead: ScheduleCommand = { type: 'RequestBackfill', data: { ...range, to: '2026-11-22T09:00:00.001Z' } };
    given(set).when(ahead).thenRejects('not-over');
  });

  it('ends for good', () => {
    given(set).when(archiveIt).then(archived);
    given(set, archived).when(archiveIt).then();
    given(set, archived).when(unpauseIt).thenRejects('archived');
    given().when(archiveIt).thenRejects('no-such-schedule');
  });

  it('repeats nothing, whatever is asked', () => {
    checkDecider(scheduleDecider, fc.constantFrom(setIt, changeIt, pauseIt, unpauseIt, archiveIt));
    checkFold(scheduleDecider, fc.constantFrom(set, setAgain, paused, unpaused, archived, triggered, backfill));
  });
});
