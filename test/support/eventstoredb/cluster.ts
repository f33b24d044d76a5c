import { Faults, type Fault } from './faults.js';
import { Node } from './node.js';
import { Store, type StoreOptions } from './store.js';

export interface ClusterOptions extends StoreOptions {
  /** One port per node; 0 for any. */
  readonly ports: readonly number[];
  /** What clients are told instead, by node. */
  readonly advertise: readonly number[];
  readonly version: string;
}

/** What the double can tell about itself, for tests that wait for something to happen on its side. */
export interface DoubleState {
  readonly events: number;
  readonly subscriptions: number;
  readonly connections: number;
  /** Index of the leading node. */
  readonly leader: number;
  /** Answers that wait for heal. */
  readonly held: number;
  /** Calls since the start, by name: append, batchAppend, read, subscribe, delete, gossip, features. */
  readonly calls: Readonly<Record<string, number>>;
}

/** One store and the servers in front of it. */
export class Cluster {
  readonly version: string;
  readonly store: Store;
  readonly faults = new Faults();
  readonly nodes: readonly Node[];
  readonly counts = {
    calls: new Map<string, number>(),
    add(call: string): void {
      this.calls.set(call, (this.calls.get(call) ?? 0) + 1);
    },
  };
  leader: Node;
  readonly advertise: readonly number[];
  private readonly ports: readonly number[];

  constructor({ ports, advertise, version, ...store }: ClusterOptions) {
    this.advertise = advertise;
    this.version = version;
    this.ports = ports;
    this.store = new Store(store);
    const first = new Node(this, 0);
    this.leader = first;
    this.nodes = [first, ...ports.slice(1).map((_, n) => new Node(this, n + 1))];
  }

  async start(): Promise<void> {
    for (const node of this.nodes) await node.listen(this.ports[node.number] ?? 0);
  }

  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.shutDown()));
  }

  async apply(fault: Fault): Promise<void> {
    switch (fault.kind) {
      case 'cut-connections':
        return this.nodes.forEach((node) => node.resetConnections());
      case 'cut-subscriptions':
        return this.nodes.forEach((node) => node.cutSubscriptions(fault.as ?? 'unavailable'));
      case 'silent-subscriptions':
        return this.subscriptions().forEach((subscription) => subscription.silence());
      case 'freeze':
        return this.some(fault.node).forEach((node) => node.freeze());
      case 'not-leader':
        this.leader = this.nodes[fault.node ?? this.next()] ?? this.leader;
        break;
      case 'node-down':
        await this.takeDown(fault.node);
        break;
      default:
    }
    this.faults.set(fault);
    if (fault.kind === 'repeat-caught-up' || fault.kind === 'wrong-checkpoint') {
      for (const subscription of this.subscriptions()) subscription.repeatCaughtUp();
    }
  }

  async heal(): Promise<void> {
    this.faults.heal();
    for (const node of this.nodes) {
      if (node.frozen) node.thaw();
      if (!node.alive) await node.listen(node.port);
    }
  }

  state(): DoubleState {
    return {
      events: this.store.log.length,
      subscriptions: this.subscriptions().length,
      connections: this.nodes.reduce((sum, { connections }) => sum + connections, 0),
      leader: this.leader.number,
      held: this.faults.heldCount,
      calls: Object.fromEntries(this.counts.calls),
    };
  }

  private async takeDown(number: number): Promise<void> {
    const node = this.nodes[number];
    await node?.goDown();
    if (node === this.leader) this.leader = this.nodes[this.next()] ?? this.leader;
  }

  /** The next living node after the leader. */
  private next(): number {
    const after = this.nodes.map((_, n) => (this.leader.number + 1 + n) % this.nodes.length);
    return after.find((n) => this.nodes[n]?.alive === true) ?? this.leader.number;
  }

  private some(number: number | undefined): readonly Node[] {
    return this.nodes.filter((node) => number === undefined || node.number === number);
  }

  private subscriptions() {
    return this.nodes.flatMap((node) => [...node.subscriptions]);
  }
}
