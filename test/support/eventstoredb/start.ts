import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

import type { DoubleState } from './cluster.js';
import { compiledMain } from './compiled.js';
import type { Fault } from './faults.js';

export interface DoubleOptions {
  readonly nodes?: 1 | 3;
  /** Keeps the log there, so that what was acknowledged survives kill and restart; memory only when absent. */
  readonly folder?: string;
  readonly ports?: readonly number[];
  /** Ports that gossip and not-leader errors name instead, when something stands in between. */
  readonly advertise?: readonly number[];
  /** What it says it is, with that release's limits; 24.10.5 when absent. */
  readonly version?: string;
  /** Where its log begins: 2n ** 53n shows who keeps positions in numbers. */
  readonly firstPosition?: bigint;
}

/** A stand-in for EventStoreDB in a process of its own. A test tool: the product never starts it. */
export interface EventStoreDouble {
  /** `esdb://…?tls=false`, all nodes. */
  readonly url: string;
  readonly ports: readonly number[];
  readonly pid: number;
  fault(fault: Fault): Promise<void>;
  heal(): Promise<void>;
  state(): Promise<DoubleState>;
  /** Resolves when it is dead. */
  kill(signal?: NodeJS.Signals): Promise<void>;
  /** On the same ports and folder; kills it first when it lives. */
  restart(): Promise<void>;
  /** Cancels open calls first, as the server does. */
  stop(): Promise<void>;
}

interface Ready {
  readonly url: string;
  readonly ports: readonly number[];
  readonly control: string;
}

export const startDouble = async (options: DoubleOptions = {}): Promise<EventStoreDouble> => {
  const main = await compiledMain();
  let { child, ready } = await launch(main, options);

  const control = async (method: 'GET' | 'POST', path: string, body?: Fault): Promise<string> => {
    const response = await fetch(ready.control + path, { method, ...(body && { body: JSON.stringify(body) }) });
    const answer = await response.text();
    if (!response.ok) throw new Error(answer);
    return answer;
  };
  const kill = async (signal: NodeJS.Signals = 'SIGKILL'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    if (signal !== 'SIGKILL') child.kill('SIGCONT'); // one that is stopped would not hear it
    await ended;
  };
  return {
    url: ready.url,
    ports: ready.ports,
    get pid() {
      return child.pid ?? 0;
    },
    fault: async (fault) => void (await control('POST', '/fault', fault)),
    heal: async () => void (await control('POST', '/heal')),
    state: async () => stateIn(await control('GET', '/state')),
    kill,
    restart: async () => {
      await kill();
      ({ child, ready } = await launch(main, { ...options, ports: ready.ports }));
    },
    stop: () => kill('SIGTERM'),
  };
};

const stateIn = (json: string): DoubleState => JSON.parse(json) as DoubleState;

/** Much of what an append makes lives as long as the call: room for the young saves a fifth of the time. */
const quickHeap = ['--max-semi-space-size=64'];

const launch = async (main: string, options: DoubleOptions): Promise<{ child: ChildProcess; ready: Ready }> => {
  const { nodes = 1, ports, advertise, folder, version, firstPosition } = options;
  const args = ['--with-parent', '--nodes', String(nodes)];
  if (ports !== undefined) args.push('--ports', ports.join(','));
  if (advertise !== undefined) args.push('--advertise', advertise.join(','));
  if (folder !== undefined) args.push('--folder', folder);
  if (version !== undefined) args.push('--version', version);
  if (firstPosition !== undefined) args.push('--first-position', String(firstPosition));
  const child = spawn(process.execPath, [...quickHeap, main, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the event store double ended with ${String(code)} before it served`);
  });
  const line = once(createInterface({ input: child.stdout }), 'line').then(
    ([text]) => JSON.parse(String(text)) as Ready,
  );
  const ready = await Promise.race([line, gone]);
  gone.catch(() => undefined); // later ends are the caller's
  return { child, ready };
};
