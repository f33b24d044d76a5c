import type { BatchState } from '#domain/batch/state.js';
import { dayMs, instantOf, millisOf } from '#domain/kernel/calendar.js';
import type { Instant } from '#domain/kernel/message.js';
import { runDecider } from '#domain/run/decide.js';
import type { RunCommand } from '#domain/run/messages.js';
import { noRun, type RunState, startedOf } from '#domain/run/state.js';
import { requestOf } from '#domain/testing/run-fixtures.js';
import type { EventStore, RecordedEvent } from '#eventstore/port.js';
import { dueWork } from '../../apps/worker/src/planner/due-work.js';
import { Outstanding } from '../../apps/worker/src/planner/outstanding.js';
import { bringMissing } from '../../apps/worker/src/planner/reconcile.js';
import { subjectOf, type Work, type WorkQueue } from '../../apps/worker/src/queue/work.js';
import { workQueue } from '../../apps/worker/src/queue/work-queue.js';
import { enqueueWork } from '../../apps/worker/src/reactors/enqueue-work.js';
import { randomFrom } from './any-log.js';
import { DueView } from './due-view.js';
import { memoryEventStore } from './memory-event-store.js';
import { memoryQueue } from './memory-queue.js';
import { Crash, SimulatedProcesses, type SimulatedProcess } from './simulated-processes.js';
import { SimulatedWork, tell, type World } from './simulated-work.js';
import { type VirtualTime, virtualTime } from './virtual-time.js';

/** Jobs that a process carries out at a time. */
const places = 4;
/** Faults come for so long after a run was asked for, ms; then everything must come to its end. */
const troubleMs = 20_000;
/** Until then every run has ended, ms after the last fault. */
export const patienceMs = 120_000;

/** How the days ended. */
export interface SimulatedDays {
  readonly runs: ReadonlyMap<string, RunState>;
  readonly batches: ReadonlyMap<string, BatchState>;
  /** How often each message left. */
  readonly sent: ReadonlyMap<string, number>;
  /** Of each run how many it was to reach. */
  readonly asked: ReadonlyMap<string, number>;
  readonly faults: number;
  /** What was due and in nobody's hands for longest after a fault, ms. */
  readonly longestMs: number;
}

/**
 * Days of workers on a clock of their own: reactor, reconciler, run manager and whoever takes jobs, in processes that
 * are killed and fall silent at any step; the queue loses everything or its order, and hands jobs out twice; read models
 * lag; people pause, resume and cancel. The same seed gives the same days.
 */
export const simulateWork = async (seed: number, days: number): Promise<SimulatedDays> => {
  const simulation = new Simulation(seed);
  await simulation.time.runUntil(simulation.live(days));
  return simulation.outcome();
};

class Simulation {
  readonly time: VirtualTime = virtualTime();
  private readonly random: (below: number) => number;
  private readonly processes: SimulatedProcesses;
  private readonly log: EventStore;
  private readonly backend = memoryQueue(() => this.time.sleep(5));
  private readonly events: RecordedEvent[] = [];
  /** Of each stream the revision of its newest event among these. */
  private readonly known = new Map<string, number>();
  private readonly sizes = new Map<string, readonly number[]>();
  private readonly world: World;
  private readonly truth = new DueView();
  private readonly waiting: (() => void)[] = [];
  private rings = 0;
  private isTroubled = false;
  private isOver = false;
  private faults = 0;
  private lastFault = 0;
  private longestMs = 0;

  constructor(seed: number) {
    this.random = randomFrom(seed);
    // Somebody starts what has ended again.
    this.processes = new SimulatedProcesses(this.time, this.random, async () => {
      await this.time.sleep(200 + this.random(1_500));
      if (!this.isOver) this.startProcess();
    });
    const log = memoryEventStore({ now: this.clock });
    this.log = {
      ...log,
      append: async (stream, expected, events) => {
        const result = await log.append(stream, expected, events);
        if (!result.ok) return result;
        const last = this.known.get(stream) ?? -1;
        this.events.push(...(await log.read(stream, { from: last + 1 })));
        this.known.set(stream, result.revision);
        this.ring();
        return result;
      },
    };
    this.world = {
      processes: this.processes,
      random: this.random,
      clock: this.clock,
      batchesOf: (runId) => this.sizes.get(runId) ?? [],
      sent: new Map(),
    };
  }

  private readonly clock = (): Instant => instantOf(Date.UTC(2026, 9, 23) + Math.floor(this.time.now()));

  private chance(percent: number): boolean {
    return this.random(100) < percent;
  }

  private ring(): void {
    this.rings += 1;
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Until something has happened anywhere since it was `heard`, and a moment longer. */
  private async news(process: SimulatedProcess, most: number, heard = this.rings): Promise<void> {
    if (this.rings === heard) await new Promise<void>((resolve) => this.waiting.push(resolve));
    await this.processes.sleep(process, this.random(most));
  }

  /** Everything so far. */
  private happened(): readonly RecordedEvent[] {
    this.truth.upTo(this.events, this.clock());
    return this.events;
  }

  private openRuns(): readonly string[] {
    this.happened();
    return this.truth.open();
  }

  async live(days: number): Promise<void> {
    for (const _ of [1, 2]) this.startProcess();
    for (let runs = 0; this.time.now() < days * dayMs;) {
      await this.time.sleep(this.random(2 * dayMs));
      const asked = Array.from({ length: 1 + this.random(3) }, () => `r${(runs += 1)}`);
      this.isTroubled = true;
      await Promise.all([this.trouble(), this.people(asked)]);
      this.isTroubled = false;
      await this.comeToRest();
    }
    this.isOver = true;
    for (const process of this.processes.all) this.processes.kill(process);
    this.ring();
  }

  private async comeToRest(): Promise<void> {
    const until = this.time.now() + patienceMs;
    while (this.openRuns().length > 0 && this.time.now() < until) {
      for (const runId of this.openRuns())
        if (this.truth.runs.get(runId)?.status === 'paused') await this.say(runId, { type: 'ResumeRun', data: {} });
      await this.time.sleep(500);
    }
  }

  private say(runId: string, command: RunCommand): Promise<boolean> {
    return tell(this.log, runDecider, `run-${runId}`, command, this.clock);
  }

  private async people(runs: readonly string[]): Promise<void> {
    for (const runId of runs) {
      this.sizes.set(
        runId,
        Array.from({ length: 1 + this.random(3) }, () => 1 + this.random(5)),
      );
      const data = { ...requestOf(runId), startAt: null };
      await this.say(runId, { type: 'RequestRun', data });
      await this.time.sleep(this.random(2_000));
    }
    for (let acts = this.random(4); acts > 0; acts -= 1) {
      const runId = runs[this.random(runs.length)] ?? '';
      const command = (['PauseRun', 'ResumeRun', 'ResumeRun', 'CancelRun'] as const)[this.random(4)] ?? 'ResumeRun';
      await this.say(runId, { type: command, data: {} });
      await this.time.sleep(this.random(5_000));
    }
  }

  private async trouble(): Promise<void> {
    const until = this.time.now() + troubleMs;
    while (this.time.now() < until) {
      await this.time.sleep(this.random(4_000));
      const process = [...this.processes.all][this.random(this.processes.all.size)];
      if (process === undefined) continue;
      this.struck();
      const fault = this.random(4);
      if (fault === 0) this.backend.loseEverything();
      else if (fault === 1) this.backend.loseOrder();
      else if (fault === 2) this.processes.kill(process);
      else this.processes.freeze(process, 500 + this.random(6_000));
      this.ring();
    }
  }

  private struck(): void {
    this.faults += 1;
    this.lastFault = this.time.now();
  }

  /** While there is trouble anything may fail. */
  private strikes(percent: number): boolean {
    const strikes = this.isTroubled && this.chance(percent);
    if (strikes) this.struck();
    return strikes;
  }

  /** Where it hurts: right after jobs were brought. */
  private loseJobs(): void {
    if (this.strikes(5)) this.backend.loseEverything();
    if (this.strikes(5)) this.backend.loseOrder();
  }

  private startProcess(): void {
    const process = this.processes.start();
    const store = this.processes.storeOf(process, this.log, () => this.strikes(1));
    const queue = workQueue(this.backend, store.epoch);
    const loops = [
      this.takeJobs(process, store),
      this.whileLeased(process, 'enqueue', (isOn) => this.enqueue(process, store, queue, isOn)),
      this.whileLeased(process, 'reconcile', (isOn) => this.reconcile(process, queue, isOn)),
      this.whileLeased(process, 'settle', (isOn) => this.settle(process, store, isOn)),
    ];
    for (const loop of loops)
      loop.catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
  }

  private async whileLeased(
    process: SimulatedProcess,
    name: string,
    work: (isOn: () => boolean) => Promise<void>,
  ): Promise<void> {
    while (!this.isOver) {
      const lease = this.processes.acquire(process, name);
      if (lease !== null) await work(() => this.processes.isHeld(name, lease));
      await this.processes.sleep(process, 750);
      if (this.truth.open().length === 0) await this.news(process, 100);
    }
  }

  private async takeJobs(process: SimulatedProcess, store: EventStore): Promise<void> {
    const [taker, jobs] = await Promise.all([this.backend.openTaker(() => undefined), this.backend.openStore()]);
    const work = new SimulatedWork(this.world, process, store);
    let busy = 0;
    const carryOut = async (data: Work): Promise<void> => {
      busy += 1;
      try {
        await work.carryOut(data);
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
      } finally {
        busy -= 1;
        this.ring();
      }
    };
    while (!this.isOver) {
      if (busy >= places || (await jobs.counts()).waiting === 0) await this.news(process, 20);
      if (busy >= places || (await jobs.counts()).waiting === 0) continue;
      const job = await taker.next();
      if (job === null) continue;
      if (this.strikes(5)) return this.processes.kill(process);
      const data = job.data as Work;
      // Some are handed out twice, the second time later.
      if (this.chance(5))
        void this.processes.sleep(process, this.random(3_000)).then(
          () => carryOut(data),
          () => undefined,
        );
      void carryOut(data).then(async () => {
        if (process.alive) await job.complete();
      });
      await this.processes.sleep(process, this.random(5));
    }
  }

  private async enqueue(
    process: SimulatedProcess,
    store: EventStore,
    queue: WorkQueue,
    isOn: () => boolean,
  ): Promise<void> {
    const reactor = enqueueWork(store, queue);
    // A checkpoint that was not stored: some are reacted to again.
    let reacted = Math.max(0, this.happened().length - this.random(10));
    while (!this.isOver && isOn()) {
      const heard = this.rings;
      const events = this.happened();
      const fresh = events.slice(reacted);
      reacted = events.length;
      if (fresh.length > 0) {
        await reactor.react(fresh);
        this.loseJobs();
        this.ring();
      }
      await this.news(process, 60, heard);
    }
  }

  private async reconcile(process: SimulatedProcess, queue: WorkQueue, isOn: () => boolean): Promise<void> {
    const outstanding = new Outstanding();
    const view = new DueView();
    while (!this.isOver && isOn()) {
      const events = this.happened();
      view.upTo(events, instantOf(millisOf(this.clock()) - this.random(500)));
      const works = dueWork(view.standing(this.processes, this.clock()));
      const { soon } = await bringMissing(queue, outstanding, works, () => this.time.now());
      this.loseJobs();
      if (works.length > 0) this.ring();
      this.watch();
      if (this.truth.open().length === 0 && view.open().length === 0) await this.news(process, 100);
      await this.processes.sleep(process, soon ? 200 : 1_000);
    }
  }

  private readonly idle = new Map<string, number>();

  /** Since when what is due has been in nobody's hands; what happened before the last fault does not count. */
  private watch(): void {
    const works = dueWork(this.truth.standing(this.processes, this.clock()));
    const named = new Set(works.map((work) => `${subjectOf(work)} ${work.cause}`));
    for (const name of this.idle.keys()) if (!named.has(name)) this.idle.delete(name);
    for (const name of named) {
      const since = this.idle.get(name) ?? this.time.now();
      this.idle.set(name, since);
      this.longestMs = Math.max(this.longestMs, this.time.now() - Math.max(since, this.lastFault));
    }
  }

  /** The run manager: what closed is settled, and a pause is confirmed once nothing is in flight. */
  private async settle(process: SimulatedProcess, store: EventStore, isOn: () => boolean): Promise<void> {
    while (!this.isOver && isOn()) {
      const heard = this.rings;
      this.happened();
      for (const runId of this.truth.open()) {
        const run = this.truth.runs.get(runId) ?? noRun;
        if (run.status === 'absent') continue;
        const ofRun = [...this.truth.batches.values()].flatMap((batch) =>
          batch.status !== 'absent' && batch.runId === runId ? [batch] : [],
        );
        const closed = ofRun.flatMap((batch) =>
          batch.status === 'closed' && !run.settled.has(batch.batch)
            ? [{ batch: batch.batch, totals: batch.totals }]
            : [],
        );
        if (closed.length > 0 && startedOf(run) !== null)
          await this.command(store, runId, { type: 'SettleBatches', data: { batches: closed } });
        else if (run.status === 'pausing' && this.nothingInFlight(runId, ofRun))
          await this.command(store, runId, { type: 'ConfirmPause', data: {} });
      }
      const isPausing = this.truth.open().some((runId) => this.truth.runs.get(runId)?.status === 'pausing');
      if (isPausing) await this.processes.sleep(process, 250);
      else await this.news(process, 50, heard);
    }
  }

  private command(store: EventStore, runId: string, command: RunCommand): Promise<boolean> {
    return tell(store, runDecider, `run-${runId}`, command, this.clock);
  }

  private nothingInFlight(runId: string, batches: readonly BatchState[]): boolean {
    if ([...this.processes.leased()].some((name) => name.startsWith(`batch:${runId}.`))) return false;
    return !batches.some(
      (batch) => batch.status === 'open' && batch.recipients.some(({ standing }) => standing.is === 'claimed'),
    );
  }

  outcome(): SimulatedDays {
    const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);
    return {
      runs: this.truth.runs,
      batches: this.truth.batches,
      sent: this.world.sent,
      asked: new Map([...this.sizes].map(([runId, sizes]) => [runId, sum(sizes)])),
      faults: this.faults,
      longestMs: this.longestMs,
    };
  }
}
