import { createServer } from 'node:net';

/** Whether something can listen on the port right now. */
function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** The wanted port, or the next free one after it; any free one for 0. */
export async function freePort(wanted: number, host = '127.0.0.1'): Promise<number> {
  if (wanted === 0) {
    return new Promise((resolve, reject) => {
      const server = createServer();
      server.once('error', reject);
      server.listen({ port: 0, host }, () => {
        const address = server.address();
        server.close(() =>
          address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
        );
      });
    });
  }
  for (let port = wanted; port < Math.min(wanted + 200, 65_536); port += 1) {
    if (await isFree(port, host)) return port;
  }
  throw new Error(`no free port from ${wanted} to ${wanted + 199} on ${host}`);
}
