import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keys } from '#platform/config/keys.js';
import type { SmtpSink } from '../../support/smtp-sink.js';
import type { Stack, StackName } from '../../support/stacks.js';
import { FaultProxy } from '../network/fault-proxy.js';
import type { NodeProcess } from '../processes/node-process.js';
import type { Postgres } from '../processes/postgres.js';
import type { Patch } from './build.js';
import type { Clocks } from './clocks.js';

export interface InstallationOptions {
  readonly stack: StackName;
  readonly apis: number;
  readonly workers: number;
  /** What differs from the build in dist/. */
  readonly patches: readonly Patch[];
  /** PostgreSQL gets a disk of its own of so many bytes, where the system allows it. */
  readonly diskBytes?: number;
  /** Clocks of the workers can be stepped, where libfaketime is installed. */
  readonly clocks?: boolean;
  /** Mail is sent with TLS only, where openssl can make the mail server a certificate. */
  readonly tls?: boolean;
}

/** A whole service and what it stands on, as real processes, with a proxy on every edge between two of them. */
export interface Installation {
  /** What it stands on beside PostgreSQL. */
  readonly stack: Stack;
  readonly folder: string;
  /** Of the build that the processes run. */
  readonly build: string;
  readonly keys: Keys;
  readonly postgres: Postgres;
  readonly sink: SmtpSink;
  readonly clocks: Clocks | null;
  /** Whether the workers are to send with TLS only. */
  readonly tls: boolean;
  readonly apis: readonly NodeProcess[];
  readonly workers: readonly NodeProcess[];
  /** APIs and workers. */
  readonly processes: readonly NodeProcess[];
  readonly network: Network;
  /** Of each API, as clients reach it. */
  readonly apiUrls: readonly string[];
  /** Where mail is handed to the service; whichever worker lives listens there. */
  readonly inboundPort: number;
  /** For the harness itself: past every fault of the network. */
  readonly databaseUrl: string;
  stop(): Promise<void>;
}

/** Every edge there is, by `<from>><to>`: `client>api-1`, `worker-2>postgres`. */
export class Network {
  private readonly edges = new Map<string, FaultProxy>();

  async join(from: string, to: string, port: number): Promise<number> {
    const edge = await FaultProxy.open(`${from}>${to}`, port);
    this.edges.set(edge.name, edge);
    return edge.port;
  }

  edge(name: string): FaultProxy {
    const edge = this.edges.get(name);
    if (!edge) throw new Error(`there is no edge ${name}`);
    return edge;
  }

  get names(): readonly string[] {
    return [...this.edges.keys()];
  }

  heal(): void {
    for (const edge of this.edges.values()) edge.heal();
  }

  async close(): Promise<void> {
    await Promise.all([...this.edges.values()].map((edge) => edge.close()));
  }
}

/** What is taken down again, last first. */
export class Closers {
  private readonly closers: (() => unknown)[] = [];

  add(close: () => unknown): void {
    this.closers.push(close);
  }

  async close(): Promise<void> {
    for (let last = this.closers.pop(); last; last = this.closers.pop()) await last();
  }
}

/** A folder of its own that PostgreSQL's user can reach; what is secret in it is 0600. */
export const ownFolder = (closers: Closers): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sortie-chaos-'));
  chmodSync(folder, 0o755);
  closers.add(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
};
