import { EventEmitter, once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { altered, type Direction, holdsBack, transitMs, type Weather } from './weather.js';

const clear: Weather = { kind: 'clear' };
/** What passes in one go: small enough for a throttled link to be slow and not just late. */
const pieceBytes = 16 * 1024;

interface Connection {
  readonly near: Socket;
  readonly far: Socket;
  /** Bytes until it is cut; null while nothing cuts it. */
  left: number | null;
}

/** One edge between two programs: forwards connections of a port of its own, through whatever weather there is. */
export class FaultProxy {
  private readonly connections = new Set<Connection>();
  private readonly change = new EventEmitter().setMaxListeners(0);
  private weather: Weather = clear;

  private constructor(
    readonly name: string,
    private readonly target: { readonly host: string; readonly port: number },
    private readonly server: Server,
  ) {}

  static async open(name: string, port: number): Promise<FaultProxy> {
    const server = createServer({ allowHalfOpen: false });
    const proxy = new FaultProxy(name, { host: '127.0.0.1', port }, server);
    server.on('connection', (near) => proxy.join(near));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error(`the proxy ${this.name} has no port`);
    return address.port;
  }

  set(weather: Weather): void {
    this.weather = weather;
    for (const connection of this.connections) this.expose(connection);
    this.change.emit('weather');
  }

  heal(): void {
    this.set(clear);
  }

  async close(): Promise<void> {
    this.set({ kind: 'reset' });
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket): void {
    if (this.weather.kind === 'reset') {
      near.on('error', () => undefined);
      near.resetAndDestroy();
      return;
    }
    const far = connect(this.target);
    const connection: Connection = { near, far, left: null };
    this.connections.add(connection);
    if (this.weather.kind === 'cut') this.expose(connection);
    for (const socket of [near, far]) socket.setNoDelay(true);
    void this.forward(connection, near, far, 'server');
    void this.forward(connection, far, near, 'client');
  }

  private expose(connection: Connection): void {
    const { near, far } = connection;
    connection.left = this.weather.kind === 'cut' ? this.weather.afterBytes : null;
    if (this.weather.kind === 'reset') {
      near.resetAndDestroy();
      far.resetAndDestroy();
    }
    if (this.weather.kind === 'half-open') {
      this.connections.delete(connection);
      // The near side stays as it is: connected to nobody, until it gives up by itself.
      near.removeAllListeners('data').resume();
      far.removeAllListeners('close').resetAndDestroy();
    }
  }

  private async forward(connection: Connection, from: Socket, to: Socket, towards: Direction): Promise<void> {
    let last: Promise<void> = Promise.resolve();
    from.on('data', (chunk: Buffer) => {
      from.pause();
      last = this.pass(connection, chunk, to, towards).then(() => void from.resume());
    });
    from.on('error', () => to.destroy());
    from.on('end', () => void last.then(() => to.end()));
    from.on('close', () => {
      this.connections.delete(connection);
      void last.then(() => to.destroySoon());
    });
  }

  private async pass(connection: Connection, chunk: Buffer, to: Socket, towards: Direction): Promise<void> {
    for (let from = 0; from < chunk.length; from += pieceBytes) {
      const piece = chunk.subarray(from, from + pieceBytes);
      while (holdsBack(this.weather, towards) && !to.destroyed) await this.untilChange(to);
      const ms = transitMs(this.weather, piece.length);
      if (ms > 0) await pause(ms);
      if (connection.left !== null) connection.left -= piece.length;
      if (to.destroyed) return;
      if (connection.left !== null && connection.left < 0) {
        connection.near.resetAndDestroy();
        connection.far.resetAndDestroy();
        return;
      }
      if (!to.write(altered(this.weather, piece)))
        await Promise.race([once(to, 'drain'), once(to, 'close')]).catch(() => undefined);
    }
  }

  private async untilChange(socket: Socket): Promise<void> {
    const over = new AbortController();
    const waits = [once(this.change, 'weather', over), once(socket, 'close', over)];
    await Promise.race(waits).catch(() => undefined);
    over.abort();
    await Promise.allSettled(waits);
  }
}
