import { connect, createServer, type Server, type Socket } from 'node:net';

/** A network between two programs that a test can make fail. */
export interface TcpProxy {
  readonly port: number;
  /** From here on nothing passes, in either direction, and nobody is told: neither end sees a closed connection. */
  blackHole(): void;
  /** New connections pass again; the ones that were swallowed stay so. */
  heal(): void;
  close(): Promise<void>;
}

/** Forwards connections of a port of its own to another one on this machine. */
export const tcpProxy = async (target: { host: string; port: number }): Promise<TcpProxy> => {
  const open = new Set<Socket>();
  let passing = true;
  const server: Server = createServer((near) => {
    const far = connect(target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      from.on('data', (chunk) => to.write(chunk));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      if (!passing) from.pause();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the proxy has no port');
  return {
    port: address.port,
    blackHole() {
      passing = false;
      for (const socket of open) socket.pause();
    },
    heal() {
      passing = true;
    },
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
