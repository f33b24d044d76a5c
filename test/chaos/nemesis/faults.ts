import { eventStoreFaults } from './event-store-faults.js';
import type { Fault } from './fault.js';
import { networkFaults } from './network-faults.js';
import { postgresFaults } from './postgres-faults.js';
import { processFaults } from './process-faults.js';
import { rareFaults } from './rare-faults.js';
import { redisFaults } from './redis-faults.js';
import { mailServerFaults, sendFaults } from './send-faults.js';
import { workFaults } from './work-faults.js';

/** Everything that can be done to an installation, by name. */
export const faults: Readonly<Record<string, Fault>> = {
  ...processFaults,
  ...sendFaults,
  ...mailServerFaults,
  ...networkFaults,
  ...postgresFaults,
  ...workFaults,
  ...redisFaults,
  ...eventStoreFaults,
  ...rareFaults,
};
