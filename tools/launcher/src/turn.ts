import { createServer, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const TURN_PORT = 54_328;
const PATIENCE_MS = 60_000;

/**
 * Waits for this start's turn; the answer gives it back. Ports are looked for first and taken some seconds later, by
 * the apps, so that two starts at the same moment would find the same ones free. The turn is a port itself: a killed
 * start gives it back. After a minute, or when `over` says so, it goes on without: what holds the port then is no start.
 * `say` hears once that it waits, and for what.
 */
export async function takeTurn(
  over: () => boolean,
  say: (line: string) => void,
  port = TURN_PORT,
): Promise<() => void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let waits = false; ; waits = true) {
    const turn = await listen(port);
    if (turn) return () => turn.close();
    if (!waits) say(`Another start is under way, or another program has port ${port}: waiting for a minute at most …`);
    if (over() || Date.now() > deadline) return () => undefined;
    await pause(100);
  }
}

function listen(port: number): Promise<Server | null> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(null));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server.unref()));
  });
}
