import { goalDefinition } from '../testing/definition-fixtures.js';
import { faultsOfGoal } from './faults.js';
import type { GoalDefinition } from './messages.js';

const faults = (changes: Partial<GoalDefinition>) =>
  faultsOfGoal({ ...goalDefinition, ...changes }).map(({ pointer, code }) => `${pointer} ${code}`);

describe('the faults of a goal', () => {
  it('are none for a good one, measured or not', () => {
    expect(faults({})).toEqual([]);
    expect(faultsOfGoal({ name: 'Any', statement: 'Be kind', attribution: 'last' })).toEqual([]);
    expect(faults({ measure: { kind: 'accepted' }, target: { count: 1 } })).toEqual([]);
    expect(faults({ measure: { kind: 'contact-event', type: 'booked' }, target: { share: 1 } })).toEqual([]);
  });

  it('are told all at once, each by its place', () => {
    expect(faults({ name: 'a\tb', statement: ' ', target: { share: 0 }, windowHours: 0 })).toEqual([
      '/name unsafe-text',
      '/statement required',
      '/target/share out-of-range',
      '/windowHours out-of-range',
    ]);
  });

  it.each<[Partial<GoalDefinition>, string]>([
    [{ target: { count: 0 } }, '/target/count out-of-range'],
    [{ target: { count: 1.5 } }, '/target/count out-of-range'],
    [{ target: { share: 1.01 } }, '/target/share out-of-range'],
    [{ target: { share: Number.NaN } }, '/target/share out-of-range'],
    [{ windowHours: Number.NaN }, '/windowHours out-of-range'],
    [{ measure: { kind: 'contact-event', type: '' } }, '/measure/type required'],
    [{ statement: 'x'.repeat(10_001) }, '/statement too-long'],
  ])('in %j are %s', (changes, expected) => {
    expect(faults(changes)).toEqual([expected]);
  });
});
