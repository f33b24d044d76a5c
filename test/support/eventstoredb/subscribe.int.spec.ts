import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import { Empty, StreamIdentifier } from '@eventstore/db-client/generated/shared_pb.js';
import { ReadReq, type ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { credentials, type ClientReadableStream } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';

import { eventually } from '../eventually.js';
import { startDouble, type EventStoreDouble } from './start.js';

let double: EventStoreDouble;
let client: EventStoreDBClient;
let rpc: StreamsClient;
const open: ClientReadableStream<ReadResp>[] = [];
beforeAll(async () => {
  double = await startDouble();
  client = EventStoreDBClient.connectionString(double.url);
  rpc = new StreamsClient(`127.0.0.1:${double.ports[0]}`, credentials.createInsecure());
});
afterEach(async () => {
  for (const call of open.splice(0)) call.cancel();
  await double.heal();
  await eventually(async () => (await double.state()).subscriptions === 0);
});
afterAll(async () => {
  rpc.close();
  await client.dispose();
  await double.stop();
});

type Options = ReadReq.Options;
type Change = (options: Options) => unknown;
const after = (commit: bigint) => (options: Options) => {
  const position = new ReadReq.Options.Position();
  position.setCommitPosition(String(commit)).setPreparePosition(String(commit));
  return options.setAll(new ReadReq.Options.AllOptions().setPosition(position));
};
const filtered = (prefix: string, window: number, multiplier: number) => (options: Options) => {
  const expression = new ReadReq.Options.FilterOptions.Expression().setPrefixList([prefix]);
  const filter = new ReadReq.Options.FilterOptions().setStreamIdentifier(expression);
  return options.setFilter(filter.setMax(window).setCheckpointintervalmultiplier(multiplier));
};
const stream = (name: string) => (options: Options) => {
  const identifier = new StreamIdentifier().setStreamName(Buffer.from(name));
  return options.setStream(new ReadReq.Options.StreamOptions().setStreamIdentifier(identifier).setStart(new Empty()));
};

/** The messages as they come over the wire, in short: the client's own stream buffers and reorders. */
const subscribe = (...changes: Change[]): { told: string[]; call: ClientReadableStream<ReadResp> } => {
  const options = new ReadReq.Options()
    .setSubscription(new ReadReq.Options.SubscriptionOptions())
    .setUuidOption(new ReadReq.Options.UUIDOption().setString(new Empty()))
    .setNoFilter(new Empty());
  if (!changes.some((change) => change.name === 'stream'))
    options.setAll(new ReadReq.Options.AllOptions().setStart(new Empty()));
  for (const change of changes) change(options);
  const call = rpc.read(new ReadReq().setOptions(options));
  open.push(call);
  const told: string[] = [];
  call.on('data', (message: ReadResp) => told.push(short(message)));
  call.on('error', (error) => told.push(error.message));
  return { told, call };
};
const short = (message: ReadResp): string => {
  if (message.hasConfirmation()) return 'confirmation';
  if (message.hasCaughtUp()) return 'caught up';
  if (message.hasCheckpoint()) return `checkpoint ${message.getCheckpoint()?.getCommitPosition()}`;
  const event = message.getEvent()?.getEvent();
  return `${Buffer.from(event?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString()} ${event?.getStreamRevision()}`;
};
const append = async (name: string, count = 1): Promise<bigint> => {
  const events = Array.from({ length: count }, (_, n) => jsonEvent({ id: randomUUID(), type: 'Written', data: { n } }));
  const { position } = await client.appendToStream(name, events, { expectedRevision: 'any' });
  return position?.commit ?? -1n;
};
const until = (told: readonly string[], last: string) => eventually(() => told.at(-1) === last);
const newName = (category = 'run') => `${category}-${randomUUID()}`;

it('confirms, catches up, says so, and goes on live; strictly after the position', async () => {
  const name = newName();
  const position = await append(name);
  await append(name, 2);
  const { told } = subscribe(after(position));
  await until(told, 'caught up');
  await append(name);
  await until(told, `${name} 3`);

  expect(told).toEqual(['confirmation', `${name} 1`, `${name} 2`, 'caught up', `${name} 3`]);
});

it('has caught up directly after the confirmation when it begins at the end', async () => {
  const { told } = subscribe(after(await append(newName())));
  await until(told, 'caught up');
  expect(told).toEqual(['confirmation', 'caught up']);
});

it('sends checkpoints every multiplier × window considered events when filtered, and one before it is caught up', async () => {
  const position = await append(newName());
  const [wanted, other] = [newName('wanted'), newName('other')];
  await append(wanted);
  await append(other, 6);
  const last = await append(wanted);
  const { told } = subscribe(after(position), filtered('wanted-', 2, 2));
  await until(told, 'caught up');

  const checkpoints = told.filter((message) => message.startsWith('checkpoint'));
  expect(told.map((message) => message.split(' ')[0])).toEqual([
    'confirmation',
    wanted,
    'checkpoint',
    wanted,
    'checkpoint',
    'checkpoint',
    'caught',
  ]);
  expect(checkpoints.at(-1)).toBe(`checkpoint ${last}`);
});

it('does not hide system events from a filter that lets them pass', async () => {
  const { told } = subscribe(filtered('$', 32, 1));
  await until(told, 'caught up');
  expect(told.filter((message) => message.startsWith('$')).length).toBeGreaterThan(0);
});

it('follows one stream, also one that is not there yet', async () => {
  const name = newName();
  const { told } = subscribe(stream(name));
  await until(told, 'caught up');
  await append(name, 2);
  await append(newName());
  await until(told, `${name} 1`);

  expect(told).toEqual(['confirmation', 'caught up', `${name} 0`, `${name} 1`]);
});

it('delivers every event once and in order while writers go on', async () => {
  const position = await append(newName());
  const names = Array.from({ length: 8 }, () => newName('busy'));
  const { told } = subscribe(after(position), filtered('busy-', 32, 1));
  await Promise.all(
    names.map(async (name) => {
      for (let n = 0; n < 25; n += 1) await append(name, 2);
    }),
  );
  const events = () => told.filter((message) => message.startsWith('busy-'));
  await eventually(() => events().length >= 400);

  for (const name of names) {
    const own = events().filter((message) => message.startsWith(name));
    expect(own).toEqual(Array.from({ length: 50 }, (_, n) => `${name} ${n}`));
  }
});

it('a burst that overflows the live buffer makes it catch up again', async () => {
  const { told } = subscribe(after(await append(newName())));
  await until(told, 'caught up');
  await append(newName(), 200);
  await eventually(() => told.filter((message) => message === 'caught up').length === 2);
});

describe('faults', () => {
  it('slow-reader: it falls behind, catches up again, and misses nothing', async () => {
    await double.fault({ kind: 'slow-reader', pauseMs: 5 });
    const { told } = subscribe(after(await append(newName())));
    await until(told, 'caught up');
    const name = newName();
    for (let n = 0; n < 100; n += 1) await append(name);
    await eventually(() => told.includes(`${name} 99`));
    expect(told.filter((message) => message.startsWith(name))).toHaveLength(100);
  });

  it('repeat-caught-up: at once and with every event', async () => {
    const { told } = subscribe(after(await append(newName())));
    await until(told, 'caught up');
    await double.fault({ kind: 'repeat-caught-up' });
    await eventually(() => told.length === 3);
    const name = newName();
    await append(name);
    await eventually(() => told.length === 5);
    expect(told.slice(2)).toEqual(['caught up', `${name} 0`, 'caught up']);
  });

  it('wrong-checkpoint: 2^64-1, now and whenever it has caught up', async () => {
    const { told } = subscribe(after(await append(newName())), filtered('run-', 32, 1));
    await until(told, 'caught up');
    await double.fault({ kind: 'wrong-checkpoint' });
    await eventually(() => told.includes('checkpoint 18446744073709551615'));
  });

  it('a subscription from 2^64-1 begins at the end: that checkpoint loses events', async () => {
    await append(newName());
    const { told } = subscribe(after(2n ** 64n - 1n));
    await until(told, 'caught up');
    expect(told).toEqual(['confirmation', 'caught up']);
  });

  it('silent-subscriptions: open ones say nothing more, also after heal, and new ones work', async () => {
    const { told } = subscribe(after(await append(newName())));
    await until(told, 'caught up');
    await double.fault({ kind: 'silent-subscriptions' });
    const position = await append(newName());
    await double.heal();
    const fresh = subscribe(after(position));
    const name = newName();
    await append(name);
    await until(fresh.told, `${name} 0`);
    expect(told).toEqual(['confirmation', 'caught up']);
  });

  it.each([
    ['unavailable', '14 UNAVAILABLE: Connection dropped'],
    ['cancelled', '1 CANCELLED: Operation cancelled'],
  ] as const)('cut-subscriptions as %s', async (as, message) => {
    const { told } = subscribe(after(await append(newName())));
    await until(told, 'caught up');
    await double.fault({ kind: 'cut-subscriptions', as });
    await until(told, message);
  });
});
