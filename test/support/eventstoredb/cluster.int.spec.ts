import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';

import { eventually } from '../eventually.js';
import { startDouble, type EventStoreDouble } from './start.js';

let cluster: EventStoreDouble;
const clients: EventStoreDBClient[] = [];
beforeAll(async () => {
  cluster = await startDouble({ nodes: 3 });
});
afterEach(async () => {
  await cluster.heal();
  for (const client of clients.splice(0)) await client.dispose();
});
afterAll(async () => cluster.stop());

const connect = (url: string): EventStoreDBClient => {
  const client = EventStoreDBClient.connectionString(url);
  clients.push(client);
  return client;
};
const toNode = (n: number) => connect(`esdb://127.0.0.1:${cluster.ports[n]}?tls=false`);
const classic = { credentials: { username: 'admin', password: 'changeit' } };
const append = (client: EventStoreDBClient, requiresLeader = false) =>
  client.appendToStream(`stream-${randomUUID()}`, jsonEvent({ type: 'Written', data: {} }), {
    ...classic,
    requiresLeader,
  });
const other = async () => ((await cluster.state()).leader + 1) % 3;

it('is found through gossip, and its leader with it', async () => {
  const client = connect(cluster.url);
  expect(await append(client, true)).toMatchObject({ success: true });
  expect((await cluster.state()).calls['gossip']).toBeGreaterThan(0);
});

it('followers pass writes on, unless the leader is required: then the client is sent to it', async () => {
  const client = toNode(await other());
  expect(await append(client)).toMatchObject({ success: true });
  const { leader } = await cluster.state();
  await expect(append(client, true)).rejects.toMatchObject({
    type: 'not-leader',
    leader: { address: '127.0.0.1', port: cluster.ports[leader] },
  });
  expect(await append(client, true)).toMatchObject({ success: true });
});

it('what one node wrote, the others read', async () => {
  const [one, two] = [toNode(0), toNode(2)];
  await one.appendToStream('shared-1', jsonEvent({ type: 'Written', data: {} }), classic);
  for await (const { event } of two.readStream('shared-1')) expect(event?.revision).toBe(0n);
});

it('not-leader: leadership moves and stays, and the old leader names the new one until heal', async () => {
  const { leader } = await cluster.state();
  const next = (leader + 2) % 3;
  const client = toNode(leader);
  expect(await append(client)).toMatchObject({ success: true });
  await cluster.fault({ kind: 'not-leader', node: next });

  const batch = toNode(leader).appendToStream('batch-1', jsonEvent({ type: 'Written', data: {} }));
  await expect(batch).rejects.toMatchObject({ type: 'not-leader' });
  await expect(append(client)).rejects.toMatchObject({ type: 'not-leader', leader: { port: cluster.ports[next] } });
  expect(await append(client)).toMatchObject({ success: true }); // it has gone over to the new leader
  expect(await append(connect(cluster.url), true)).toMatchObject({ success: true });
  await cluster.heal();
  expect((await cluster.state()).leader).toBe(next);
});

it('node-down: another one leads, clients find it, and the node comes back as a follower', async () => {
  const { leader } = await cluster.state();
  const client = connect(cluster.url);
  await append(client);
  await cluster.fault({ kind: 'node-down', node: leader });

  expect((await cluster.state()).leader).not.toBe(leader);
  expect(await eventually(() => append(client))).toMatchObject({ success: true });
  await cluster.heal();
  expect(await append(toNode(leader))).toMatchObject({ success: true });
});

it('tells clients the ports it is told to advertise', async () => {
  const ports = cluster.ports.toReversed();
  const proxied = await startDouble({ nodes: 3, advertise: ports });
  const client = connect(`esdb+discover://127.0.0.1:${proxied.ports[0]}?tls=false`);
  await append(client);
  expect((await proxied.state()).calls['append']).toBeUndefined(); // the other cluster got it
  await proxied.stop();
});

it('freeze of one node leaves the others alone', async () => {
  const follower = await other();
  await cluster.fault({ kind: 'freeze', node: follower });
  const answer = append(toNode(follower));
  expect(await append(toNode((follower + 1) % 3))).toMatchObject({ success: true });
  await cluster.heal();
  expect(await answer).toMatchObject({ success: true });
});
