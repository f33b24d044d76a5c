import { goalDefinition } from '../testing/definition-fixtures.js';
import { told } from '../testing/told.js';
import { faultsOfGoal } from './faults.js';
import type { GoalDefinition } from './messages.js';

const faults = (changes: Partial<GoalDefinition>) => told(faultsOfGoal({ ...goalDefinition, ...changes }));

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
    [{ windowHours: 87_840.5 }, '/windowHours out-of-range'],
  ])('in %j are %s', (changes, expected) => {
    expect(faults(changes)).toEqual([expected]);
  });

  it('are none at the widest that is allowed: a window of ten years, a target of one contact or of all', () => {
    expect(faults({ windowHours: 87_840, target: { count: 1 } })).toEqual([]);
    expect(faults({ windowHours: 0.5, target: { share: 1 } })).toEqual([]);
  });

  it('name the classes of replies there are, when the measure asks for another', () => {
    const measured: GoalDefinition = JSON.parse('{"measure":{"kind":"reply","class":"smile"}}');
    expect(faultsOfGoal({ ...goalDefinition, ...measured })).toEqual([
      {
        pointer: '/measure/class',
        code: 'unknown-class',
        detail: 'must be one of human, auto-reply, out-of-office, bounce, complaint, opt-out',
      },
    ]);
  });

  it('are one for a target that has both a count and a share, whatever they are', () => {
    expect(faults({ target: Object.assign({ count: 0 }, { share: 2 }) })).toEqual(['/target ambiguous-target']);
  });
});
