import type { Metadata } from '@grpc/grpc-js';

import type { Cluster } from './cluster.js';
import { accessDenied, cancelled, cut, notLeader, notReady, thrown, timedOut, type RpcError } from './errors.js';
import type { DropAnswer, Faults } from './faults.js';
import { limitsOf, type Limits } from './limits.js';
import { Listener } from './listener.js';
import { rpcServer } from './services.js';
import type { Store } from './store.js';
import { Signal } from './signal.js';

type Answer<R> = (error: RpcError | null, value?: R) => void;

/** A streaming call as far as a node cares. */
export interface OpenCall {
  emit(event: 'error', error: RpcError): boolean;
  on(event: 'cancelled' | 'close', listener: () => void): unknown;
}

/** What faults do to a running subscription. */
export interface Subscribed {
  silence(): void;
  repeatCaughtUp(): void;
}

/** One server of the cluster: an address, its connections and calls. The log behind it belongs to all. */
export class Node {
  readonly counts: { add(call: string): void };
  readonly limits: Limits;
  readonly faults: Faults;
  readonly store: Store;
  readonly subscriptions = new Set<Subscribed>();
  /** Nothing goes out while it is. */
  frozen = false;
  readonly thawed = new Signal();
  private readonly calls = new Map<OpenCall, 'subscription' | 'other'>();
  private readonly listener: Listener;

  constructor(
    private readonly cluster: Cluster,
    readonly number: number,
  ) {
    this.counts = cluster.counts;
    this.limits = limitsOf(cluster.version);
    this.faults = cluster.faults;
    this.store = cluster.store;
    this.listener = new Listener(rpcServer(this));
  }

  get port(): number {
    return this.listener.port;
  }

  /** The port that clients are told. */
  get advertised(): number {
    return this.cluster.advertise[this.number] ?? this.port;
  }

  get alive(): boolean {
    return this.listener.listening;
  }

  get connections(): number {
    return this.listener.connections;
  }

  get isLeader(): boolean {
    return this.cluster.leader === this;
  }

  get members(): readonly Node[] {
    return this.cluster.nodes;
  }

  get version(): string {
    return this.cluster.version;
  }

  listen(port: number): Promise<void> {
    return this.listener.listen(port);
  }

  /** Why this node does not do what is asked for. Without `requires-leader`, followers pass writes on. */
  refusal(metadata: Metadata, kind: 'read' | 'write'): RpcError | undefined {
    if (this.faults.has('access-denied')) return accessDenied();
    if (this.faults.has('not-ready')) return notReady();
    const forwards = kind === 'read' || !this.faults.has('not-leader');
    if (forwards && metadata.get('requires-leader')[0] !== 'true') return undefined;
    const leads = this.isLeader && !(this.faults.has('not-leader') && this.members.length === 1);
    return leads ? undefined : notLeader({ host: '127.0.0.1', port: this.cluster.leader.advertised });
  }

  /** Writes and answers, with what may go wrong in between. The action is synchronous: no write sees half of another. */
  commit<R>(call: { getPeer(): string }, answer: Answer<R>, action: () => { value: R } | { error: RpcError }): void {
    const drop = this.faults.takeDrop();
    if (drop?.when === 'before-commit') return this.lose(call, drop, answer);
    const result = attempt(action);
    if (drop !== undefined) return this.lose(call, drop, answer);
    this.faults.whenReleased(() => {
      if ('error' in result) answer(result.error);
      else answer(null, result.value);
    });
  }

  /** Remembers a streaming call until it ends. */
  open(call: OpenCall, kind: 'subscription' | 'other'): void {
    this.calls.set(call, kind);
    const forget = (): boolean => this.calls.delete(call);
    call.on('cancelled', forget);
    call.on('close', forget);
  }

  /** Returns how to take it off the list again. */
  subscribed(subscription: Subscribed): () => void {
    this.subscriptions.add(subscription);
    return () => this.subscriptions.delete(subscription);
  }

  freeze(): void {
    this.frozen = true;
    this.listener.freeze();
  }

  thaw(): void {
    this.frozen = false;
    this.listener.thaw();
    this.thawed.wake();
  }

  cutSubscriptions(as: 'unavailable' | 'cancelled'): void {
    for (const [call, kind] of this.calls) {
      if (kind === 'subscription') call.emit('error', as === 'cancelled' ? cancelled() : cut());
    }
  }

  resetConnections(): void {
    this.listener.reset();
  }

  /** As a crash: nobody is told. */
  goDown(): Promise<void> {
    return this.listener.close();
  }

  /** As a stop of the service: open calls are cancelled before the connections go. */
  async shutDown(): Promise<void> {
    for (const call of this.calls.keys()) call.emit('error', cancelled());
    await new Promise((resolve) => setTimeout(resolve, 50));
    await this.listener.close('politely');
  }

  private lose<R>(call: { getPeer(): string }, { how = 'silence' }: DropAnswer, answer: Answer<R>): void {
    if (how === 'reset') this.listener.reset(call.getPeer());
    if (how === 'timeout') answer(timedOut());
  }
}

const attempt = <T>(action: () => T): T | { error: RpcError } => {
  try {
    return action();
  } catch (error) {
    process.stderr.write(`eventstore double: ${String(error)}\n`);
    return { error: thrown() };
  }
};
