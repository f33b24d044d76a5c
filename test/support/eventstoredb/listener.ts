import type { Server as RpcServer } from '@grpc/grpc-js';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

import { grpc } from './definitions.js';

/** Takes connections on a port itself and hands them to the gRPC server, so that they can be reset and frozen. */
export class Listener {
  port = 0;
  private readonly sockets = new Map<string, Socket>();
  private readonly waiting: Socket[] = [];
  private server: Server | undefined;
  private frozen = false;
  private readonly injector: ReturnType<RpcServer['createConnectionInjector']>;

  constructor(rpc: RpcServer) {
    this.injector = rpc.createConnectionInjector(grpc.ServerCredentials.createInsecure());
  }

  get listening(): boolean {
    return this.server !== undefined;
  }

  get connections(): number {
    return this.sockets.size;
  }

  /** Port 0 stands for any. Throws when a port is taken. */
  async listen(port: number): Promise<void> {
    for (let tries = port === 0 ? 50 : 1; !this.listening; tries -= 1) {
      const server = createServer({ noDelay: true }, (socket) => this.accept(socket));
      this.port = port === 0 ? anyPort() : port;
      server.listen(this.port, '127.0.0.1');
      try {
        await once(server, 'listening');
        this.server = server;
      } catch (error) {
        if (tries <= 1) throw error;
      }
    }
  }

  /** Resets connections as a crash does, or ends them so that the other side still reads what was said. */
  async close(how?: 'politely'): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (how === undefined) this.reset();
    else for (const socket of this.sockets.values()) socket.destroy();
    if (server === undefined) return;
    server.close();
    await once(server, 'close');
  }

  /** Breaks one connection, or all. */
  reset(peer?: string): void {
    for (const [name, socket] of this.sockets) {
      if (peer === undefined || name === peer) socket.resetAndDestroy();
    }
  }

  /** Stops reading at the socket itself: pings stay unanswered too, while the kernel acknowledges everything. */
  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets.values()) handleOf(socket)?.readStop();
  }

  thaw(): void {
    this.frozen = false;
    for (const socket of this.sockets.values()) handleOf(socket)?.readStart();
    for (const socket of this.waiting.splice(0)) if (!socket.destroyed) this.injector.injectConnection(socket);
  }

  private accept(socket: Socket): void {
    const peer = `${socket.remoteAddress}:${socket.remotePort}`;
    this.sockets.set(peer, socket);
    socket.once('close', () => this.sockets.delete(peer));
    socket.on('error', () => undefined); // clients break off in most tests
    if (this.frozen) this.waiting.push(socket);
    else this.injector.injectConnection(socket);
  }
}

/**
 * Below the ports that the system gives to outgoing connections: one of those, left free by a kill, is soon
 * taken by a client that tries to reconnect, which then talks to itself.
 */
const anyPort = (): number => randomInt(15_000, 32_000);

interface Handle {
  readStop(): void;
  readStart(): void;
}

/** HTTP/2 takes the bytes from the socket's handle and not from the stream, so the stream's pause says nothing. */
const handleOf = (socket: Socket): Handle | undefined => {
  const handle: unknown = Reflect.get(socket, '_handle');
  return isHandle(handle) ? handle : undefined;
};

const isHandle = (value: unknown): value is Handle =>
  typeof value === 'object' && value !== null && 'readStop' in value && 'readStart' in value;
