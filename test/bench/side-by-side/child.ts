import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A process of its own that answers on a port: what it does shall not cost whoever calls it. */
export interface Child {
  readonly port: number;
  /** What it says when it is asked what it has seen. */
  seen(): Promise<{ readonly count: number; readonly different: number }>;
  stop(): Promise<void>;
}

/** `module` is a compiled file beside the caller's; it says its port, and answers each message with what it has seen. */
export const startChild = async (module: URL, settings: Readonly<Record<string, string>> = {}): Promise<Child> => {
  const child = fork(fileURLToPath(module), { env: { ...process.env, ...settings }, execArgv: [] });
  const { port } = await answerOf(child, 'port');
  return {
    port: Number(port),
    seen: async () => {
      child.send('seen');
      const { count, different } = await answerOf(child, 'count');
      return { count: Number(count), different: Number(different) };
    },
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
};

const answerOf = async (child: ChildProcess, field: string): Promise<Readonly<Record<string, unknown>>> => {
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`a child of the benchmark ended with ${String(code)}`);
  });
  const said = once(child, 'message').then(([message]: unknown[]) => message);
  const message: unknown = await Promise.race([said, gone]);
  if (typeof message === 'object' && message !== null && field in message) return { ...message };
  throw new Error(`a child of the benchmark said ${JSON.stringify(message)}`);
};

/** For the child's side: says the port and answers from then on; ends when its parent is gone. */
export const serveParent = (port: number, seen: () => { count: number; different: number }): void => {
  process.on('message', () => process.send?.(seen()));
  process.on('disconnect', () => process.exit(0));
  process.send?.({ port });
};
