import fc from 'fast-check';
import { checkDecider, checkFold } from '../testing/decider-properties.js';
import { scheduleDefinition } from '../testing/schedule-fixtures.js';
import { specFor } from '../testing/spec-for.js';
import { scheduleDecider } from './decide.js';
import type { ScheduleCommand, ScheduleDefinition, ScheduleEvent } from './messages.js';

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

  it('is set to something else by who has seen the latest version', () => {
    given(set)
      .when({ type: 'SetSchedule', data: { scheduleId, definition: changed, expectedVersion: 1 } })
      .then(setAgain);
    given(set)
      .when({ type: 'SetSchedule', data: { scheduleId, definition: changed, expectedVersion: 2 } })
      .thenRejects('stale-version');
  });

  it.each<Partial<ScheduleDefinition>>([
    { specs: [{ kind: 'cron', expression: '0 10 * * *' }] },
    { specs: [...definition.specs, { kind: 'once', at: now }] },
    { exclusions: [{ from: '2026-12-24' }] },
    { jitterSeconds: 1 },
  ])('is set to something else when only %j differs', (change) => {
    const other = { ...definition, ...change };
    given(set)
      .when({ type: 'SetSchedule', data: { scheduleId, definition: other } })
      .thenTypes('ScheduleSet');
  });

  it('is set to the same exclusions without a trace', () => {
    const excluding = { ...definition, exclusions: [{ from: '2026-12-24' }] };
    const other = { ...definition, exclusions: [{ from: '2026-12-25' }] };
    const first: ScheduleEvent = {
      type: 'ScheduleSet',
      data: { scheduleId, version: 1, definition: excluding, from: now },
    };
    given(first)
      .when({ type: 'SetSchedule', data: { scheduleId, definition: excluding } })
      .then();
    given(first)
      .when({ type: 'SetSchedule', data: { scheduleId, definition: other } })
      .thenTypes('ScheduleSet');
  });

  it('is paused from now on only, unless what is overdue is meant too', () => {
    const earlier: ScheduleEvent = {
      type: 'ScheduleSet',
      data: { scheduleId, version: 1, definition, from: '2026-11-01T09:00:00.000Z' },
    };
    given(earlier).when(pauseIt).then(paused);
    const pausedBefore: ScheduleEvent = {
      type: 'SchedulePaused',
      data: { scheduleId, at: '2026-11-21T09:00:00.000Z' },
    };
    given(earlier, pausedBefore).when(pauseIt).then();
    const ahead: ScheduleEvent = { type: 'SchedulePaused', data: { scheduleId, at: '2026-11-23T09:00:00.000Z' } };
    given(earlier, ahead).when(pauseIt).then();
    expect(given(earlier, paused).state().status).toBe('paused');
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
