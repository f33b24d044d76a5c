import { specFor } from '../testing/spec-for.js';
import { occurrenceDecider, occurrenceStream, runIdText } from './decide.js';
import type { OccurrenceCommand, OccurrenceEvent, OccurrenceFacts, Verdict } from './messages.js';

const given = specFor(occurrenceDecider);
const nine = '2026-11-22T09:00:00.000Z';
const ten = '2026-11-22T10:00:00.000Z';
const planner = { epoch: 1, fence: 3 };
const account = (...verdicts: readonly Verdict[]): OccurrenceCommand => ({
  type: 'Account',
  data: { scheduleId: 's1', verdicts, planner },
});
const facts = (dueAt: string, waiting: string | null = null): OccurrenceFacts => ({
  scheduleId: 's1',
  dueAt,
  through: dueAt,
  waiting,
  planner,
});
const buffered: OccurrenceEvent = { type: 'OccurrenceBuffered', data: facts(nine, nine) };

test('what is skipped or missed is recorded with its reason', () => {
  given()
    .when(
      account(
        { kind: 'skip', dueAt: nine, reason: 'overlap', detail: 'a run is open' },
        { kind: 'miss', dueAt: ten, detail: 'nobody was there' },
      ),
    )
    .then(
      { type: 'OccurrenceSkipped', data: { ...facts(nine), reason: 'overlap', detail: 'a run is open' } },
      { type: 'OccurrenceMissed', data: { ...facts(ten), detail: 'nobody was there' } },
    );
});

test('one that waits goes on waiting while later ones are accounted for', () => {
  given(buffered)
    .when(account({ kind: 'skip', dueAt: ten, reason: 'overlap', detail: 'one waits' }))
    .then({ type: 'OccurrenceSkipped', data: { ...facts(ten, nine), reason: 'overlap', detail: 'one waits' } });
});

test('a day of UTC has its stream, and an occurrence one text for its run', () => {
  expect(occurrenceStream('s1', nine)).toBe('occurrence-s1.2026-11-22');
  expect(runIdText('s1', nine)).toBe(runIdText('s1', nine));
  expect(new Set([runIdText('s1', nine), runIdText('s2', nine), runIdText('s1', ten)]).size).toBe(3);
});
