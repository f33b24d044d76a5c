import type { Weather } from '../network/weather.js';
import { type Fault, harm, pastLeaseMs, type Victim } from './fault.js';

/** Bad weather on one edge for a while. */
const weather = (make: (victim: Victim) => Weather, ms: number, edges: RegExp = /./): Fault => ({
  inject: async (victim) => {
    const { installation, chance, hold } = victim;
    const edge = installation.network.edge(chance.pick(installation.network.names.filter((name) => edges.test(name))));
    edge.set(make(victim));
    await hold(ms + chance.below(1_000));
    edge.heal();
    // Whoever is cut off from where the leases are may lose them.
    return harm(edge.name, /^worker-\d>(postgres|eventstore)/.test(edge.name) ? 1 : 0, edge.name.startsWith('worker'));
  },
});

export const networkFaults = {
  partition: weather(() => ({ kind: 'black-hole', towards: 'both' }), pastLeaseMs),
  'partition-one-way': weather(
    ({ chance }) => ({ kind: 'black-hole', towards: chance.pick(['server', 'client'] as const) }),
    pastLeaseMs,
  ),
  'slow-link': weather(({ chance }) => ({ kind: 'latency', ms: 20 + chance.below(180) }), 2_000),
  'thin-link': weather(() => ({ kind: 'throttle', bytesPerSecond: 64_000 }), 2_000),
  'link-cut': weather(({ chance }) => ({ kind: 'cut', afterBytes: 1 + chance.below(20_000) }), 1_500),
  'link-reset': weather(() => ({ kind: 'reset' }), 500),
  'link-half-open': weather(() => ({ kind: 'half-open' }), 500),
} satisfies Record<string, Fault>;
