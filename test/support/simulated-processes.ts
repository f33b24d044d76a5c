import type { EventStore } from '#eventstore/port.js';
import type { VirtualTime } from './virtual-time.js';

/** How long a silent process keeps what it leased, ms: as the worker has it. */
const leaseMs = 3_000;

/** Ends everything that a process was doing. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** A worker process that can be killed, and stopped for a while without knowing. */
export interface SimulatedProcess {
  readonly name: string;
  alive: boolean;
  frozenUntil: number;
}

export interface SimulatedLease {
  readonly owner: SimulatedProcess;
  readonly fence: number;
  /** Null while its owner renews it. */
  validUntil: number | null;
}

/** Processes of one installation on a virtual clock, with the leases that they take from each other. */
export class SimulatedProcesses {
  readonly all = new Set<SimulatedProcess>();
  private readonly held = new Map<string, SimulatedLease>();
  private readonly fences = new Map<string, number>();
  private started = 0;

  constructor(
    private readonly time: VirtualTime,
    private readonly random: (below: number) => number,
    private readonly onDeath: () => Promise<void>,
  ) {}

  start(): SimulatedProcess {
    this.started += 1;
    const process = { name: `worker-${this.started}`, alive: true, frozenUntil: 0 };
    this.all.add(process);
    return process;
  }

  kill(process: SimulatedProcess): void {
    process.alive = false;
    this.all.delete(process);
    this.fallSilent(process);
    void this.onDeath();
  }

  /** Nothing of it happens for so long, ms; it goes on as if no time had passed. */
  freeze(process: SimulatedProcess, ms: number): void {
    process.frozenUntil = this.time.now() + ms;
    this.fallSilent(process);
  }

  /** The last renewal may have been a while ago. */
  private fallSilent(process: SimulatedProcess): void {
    const until = this.time.now() + leaseMs - this.random(leaseMs / 3);
    for (const lease of this.held.values()) if (lease.owner === process) lease.validUntil ??= until;
  }

  /** Time passes for the process. @throws Crash when it was killed meanwhile */
  async sleep(process: SimulatedProcess, ms: number): Promise<void> {
    await this.time.sleep(ms);
    while (process.frozenUntil > this.time.now()) await this.time.sleep(process.frozenUntil - this.time.now());
    if (!process.alive) throw new Crash(process.name);
    // What has not run out yet is renewed again.
    for (const lease of this.held.values()) if (lease.owner === process && this.isValid(lease)) lease.validUntil = null;
  }

  private isValid({ validUntil }: SimulatedLease): boolean {
    return validUntil === null || this.time.now() < validUntil;
  }

  acquire(owner: SimulatedProcess, name: string): SimulatedLease | null {
    const before = this.held.get(name);
    if (before !== undefined && this.isValid(before)) return null;
    const fence = (this.fences.get(name) ?? 0) + 1;
    this.fences.set(name, fence);
    const lease = { owner, fence, validUntil: null };
    this.held.set(name, lease);
    return lease;
  }

  release(name: string, lease: SimulatedLease): void {
    if (this.held.get(name) === lease) this.held.delete(name);
  }

  isHeld(name: string, lease: SimulatedLease): boolean {
    return this.held.get(name) === lease && this.isValid(lease);
  }

  /** Names of the leases that somebody holds. */
  leased(): ReadonlySet<string> {
    return new Set([...this.held].flatMap(([name, lease]) => (this.isValid(lease) ? [name] : [])));
  }

  /** Names of the leases that ran out in somebody's hands, with their fences. */
  lapsed(): ReadonlyMap<string, number> {
    return new Map([...this.held].flatMap(([name, lease]) => (this.isValid(lease) ? [] : [[name, lease.fence]])));
  }

  /** The log as this process sees it: each call takes its time, and may be its last, before or after the log has it. */
  storeOf(process: SimulatedProcess, log: EventStore, dies: () => boolean): EventStore {
    const pass = async (): Promise<void> => {
      await this.sleep(process, 1 + this.random(4));
      if (!dies()) return;
      this.kill(process);
      throw new Crash(process.name);
    };
    return {
      ...log,
      append: async (...args) => {
        await pass();
        const result = await log.append(...args);
        await pass();
        return result;
      },
      read: async (...args) => {
        await this.sleep(process, 1 + this.random(3));
        return log.read(...args);
      },
    };
  }
}
