import type { EventStore } from '#eventstore/port.js';
import type { Chance } from '../../../tools/demo/src/chance.js';
import type { Injection } from '../checker/history.js';
import type { Installation } from '../installation/installation.js';
import type { Scene } from '../workload/scene.js';
import type { RecordingClient } from '../workload/recording-client.js';

/** Whom a fault may do its worst to. */
export interface Victim {
  readonly installation: Installation;
  readonly scene: Scene;
  /** The log, past every fault of the network. */
  readonly store: EventStore;
  readonly chance: Chance;
  /** For what nemesis does as a client. */
  readonly client: RecordingClient;
  /** Waits; less long when the run is over. */
  readonly hold: (ms: number) => Promise<void>;
}

/** What was done, and what it may have led to. */
export type Harm = Pick<Injection, 'target' | 'workersLost' | 'delaysWorkers'>;

export interface Fault {
  /** Whether this installation can have it; what is missing, when it cannot. */
  readonly lacks?: (installation: Installation) => string | null;
  /** Does it, keeps it up for a while and heals it. */
  readonly inject: (victim: Victim) => Promise<Harm>;
}

/** Longer than the lease of a batch (3 s), so that another worker takes over. */
export const pastLeaseMs = 4_500;

export const harm = (target: string, workersLost = 0, delaysWorkers = workersLost > 0): Harm => ({
  target,
  workersLost,
  delaysWorkers,
});
