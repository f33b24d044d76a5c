import type { Fault as DoubleFault } from '../../support/eventstoredb/faults.js';
import type { EventStoreDouble } from '../../support/eventstoredb/start.js';
import { type Fault, harm, type Victim } from './fault.js';

const withEventStore = (inject: (double: EventStoreDouble, victim: Victim) => Promise<void>): Fault => ({
  lacks: ({ stack }) => (stack.double ? null : 'a log in EventStoreDB'),
  inject: async (victim) => {
    const { stack, workers } = victim.installation;
    if (stack.double) await inject(stack.double, victim);
    return harm('eventstore', workers.length);
  },
});

const faulty = (fault: DoubleFault, ms: number): Fault =>
  withEventStore(async (double, { chance, hold }) => {
    await double.fault(fault);
    await hold(ms + chance.below(1_000));
    await double.heal();
  });

export const eventStoreFaults = {
  'eventstore-down': withEventStore(async (double, { chance, hold }) => {
    await double.kill();
    await hold(chance.below(3_000));
    await double.restart();
  }),
  'eventstore-leader-change': faulty({ kind: 'not-leader' }, 1_500),
  'eventstore-not-ready': faulty({ kind: 'not-ready' }, 1_500),
  'eventstore-frozen': faulty({ kind: 'freeze' }, 3_000),
  'eventstore-answer-dropped-before-commit': faulty({ kind: 'drop-answer', when: 'before-commit', times: 3 }, 1_500),
  'eventstore-answer-dropped-after-commit': faulty(
    { kind: 'drop-answer', when: 'after-commit', times: 3, how: 'reset' },
    1_500,
  ),
  'eventstore-timeout-after-commit': faulty(
    { kind: 'drop-answer', when: 'after-commit', times: 3, how: 'timeout' },
    1_500,
  ),
  'eventstore-connections-cut': faulty({ kind: 'cut-connections' }, 500),
  'eventstore-subscriptions-cut': faulty({ kind: 'cut-subscriptions' }, 500),
  'eventstore-subscriptions-silent': faulty({ kind: 'silent-subscriptions' }, 2_000),
  'eventstore-repeats-caught-up': faulty({ kind: 'repeat-caught-up' }, 2_000),
  'eventstore-wrong-checkpoint': faulty({ kind: 'wrong-checkpoint' }, 2_000),
  'eventstore-slow-reader': faulty({ kind: 'slow-reader', pauseMs: 300 }, 2_000),
  'eventstore-features-error': faulty({ kind: 'features-error' }, 2_000),
} satisfies Record<string, Fault>;
