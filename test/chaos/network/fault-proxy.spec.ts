import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { FaultProxy } from './fault-proxy.js';

let server: Server;
let proxy: FaultProxy;
const served: Socket[] = [];

beforeEach(async () => {
  served.length = 0;
  server = createServer((socket) => {
    served.push(socket);
    socket.on('error', () => undefined);
    socket.pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  proxy = await FaultProxy.open('echo', typeof address === 'object' && address ? address.port : 0);
});

afterEach(async () => {
  await proxy.close();
  for (const socket of served) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

const dial = async (): Promise<Socket> => {
  const socket = connect(proxy.port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  return socket;
};

const said = async (socket: Socket, text: string): Promise<unknown> => {
  socket.write(text);
  const [echo] = await once(socket, 'data');
  return echo;
};

const resetOf = (socket: Socket): Promise<unknown> =>
  once(socket, 'close').then(
    () => 'closed',
    (error: NodeJS.ErrnoException) => error.code,
  );

test('in clear weather everything passes, both ways and to the end', async () => {
  const socket = await dial();
  expect(await said(socket, 'hello')).toBe('hello');
  socket.end();
  await once(socket, 'close');
});

test('a slow or late link loses nothing', async () => {
  proxy.set({ kind: 'latency', ms: 5 });
  const socket = await dial();
  expect(await said(socket, 'late')).toBe('late');
  proxy.set({ kind: 'throttle', bytesPerSecond: 2_000 });
  expect(await said(socket, 'slow')).toBe('slow');
  socket.destroy();
});

test('what a black hole swallowed passes once the weather clears', async () => {
  const socket = await dial();
  await said(socket, 'before');
  proxy.set({ kind: 'black-hole', towards: 'server' });
  const echo = said(socket, 'swallowed');
  const pending = await Promise.race([echo, Promise.resolve('nothing yet')]);
  proxy.heal();
  expect([pending, await echo]).toEqual(['nothing yet', 'swallowed']);
  socket.destroy();
});

test('a cut connection is reset after so many bytes, a reset one at once, and new ones too', async () => {
  const cut = await dial();
  await said(cut, 'before');
  proxy.set({ kind: 'cut', afterBytes: 4 });
  const ended = resetOf(cut);
  cut.write('longer than four');
  expect(await ended).toBe('ECONNRESET');
  proxy.heal();
  const other = await dial();
  await said(other, 'again');
  const reset = resetOf(other);
  proxy.set({ kind: 'reset' });
  expect(await reset).toBe('ECONNRESET');
  expect(await dial().then(resetOf, (error: NodeJS.ErrnoException) => error.code)).toBe('ECONNRESET');
});

test('a half-open connection has ended for the server, and its client is not told', async () => {
  const socket = await dial();
  await said(socket, 'before');
  const [atServer] = served;
  if (!atServer) throw new Error('nobody called');
  const told: string[] = [];
  socket.on('close', () => told.push('close')).on('error', () => told.push('error'));
  proxy.set({ kind: 'half-open' });
  await resetOf(atServer);
  socket.write('anybody?');
  const fresh = await dial();
  expect(await said(fresh, 'new ones pass')).toBe('new ones pass');
  expect(told).toEqual([]);
  socket.destroy();
  fresh.destroy();
});
