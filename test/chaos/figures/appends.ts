import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEventStore } from '#eventstore/open.js';
import { type EventStore, start } from '#eventstore/port.js';
import { openPool } from '#platform/database/pool.js';
import { migrateAll } from '#readmodel/migrate-all.js';
import { type Chance, chanceFrom } from '../../../tools/demo/src/chance.js';
import type { StackName } from '../../support/stacks.js';
import { Closers, ownFolder } from '../installation/installation.js';
import { startStack } from '../installation/stack.js';
import { Postgres } from '../processes/postgres.js';

export interface AppendsWanted {
  readonly stack: StackName;
  readonly seed: number;
  readonly events: number;
  readonly writers: number;
}

const processes = 4;
const subscribers = 3;

/** Writers that are killed at random, and subscribers that see it all: what is missed, out of order, or lost. */
export const appendsFigure = async (wanted: AppendsWanted, say: (line: string) => void): Promise<boolean> => {
  const { stack: name, seed, events, writers } = wanted;
  const closers = new Closers();
  try {
    const folder = ownFolder(closers);
    const postgres = await Postgres.start({ folder: join(folder, 'disk') });
    closers.add(() => postgres.stop());
    const stack = await startStack(name, folder);
    closers.add(() => stack.stop());
    const pool = openPool(postgres.url(), { max: 2 });
    closers.add(() => pool.end());
    await migrateAll(pool);
    const eventStoreUrl = stack.double?.url ?? null;
    const store = await openEventStore({ pool, databaseUrl: postgres.url(), eventStoreUrl });
    closers.add(() => store.close());
    const readers = Array.from({ length: subscribers }, () => new Reader(store));
    const files = join(folder, 'acknowledged');
    mkdirSync(files);
    const gang = new Gang(
      [postgres.url(), eventStoreUrl ?? '-'],
      Array.from({ length: processes }, (_, i) => ({
        file: join(files, String(i)),
        writers: Array.from({ length: writers }, (_, w) => String(w)).filter((_, w) => w % processes === i),
      })),
    );
    const begun = performance.now();
    await gang.write(chanceFrom(seed), () => readers.every(({ count }) => count >= events));
    const seconds = (performance.now() - begun) / 1_000;
    const head = await store.head();
    for (const reader of readers) await reader.until(head);
    const written = await countAll(store);
    const lost = lostOf(files, written.heads);
    const missed = readers.map(({ count }) => written.count - count);
    const disorder = readers.reduce((sum, reader) => sum + reader.outOfOrder, written.outOfOrder);
    say(
      `${name}: ${written.count} appends by ${writers} writers in ${processes} processes, ${gang.kills} of them killed at random, ` +
        `${Math.round(written.count / seconds)}/s: acknowledged and lost ${lost.count} of ${lost.acknowledged}, missed by ${subscribers} subscribers ` +
        `${missed.join(', ')}, out of order or twice ${disorder}`,
    );
    return lost.count === 0 && disorder === 0 && missed.every((count) => count === 0);
  } finally {
    await closers.close();
  }
};

/** Revisions of each stream must come one after the other. */
class Order {
  readonly heads = new Map<string, number>();
  count = 0;
  outOfOrder = 0;

  take({ stream, revision }: { readonly stream: string; readonly revision: number }): void {
    if (!stream.startsWith('contact-w')) return;
    if (revision !== (this.heads.get(stream) ?? -1) + 1) this.outOfOrder += 1;
    this.heads.set(stream, revision);
    this.count += 1;
  }
}

class Reader {
  private readonly order = new Order();
  private readonly stop = new AbortController();
  private checkpoint = start;

  constructor(private readonly store: EventStore) {
    void this.follow();
  }

  get count(): number {
    return this.order.count;
  }

  get outOfOrder(): number {
    return this.order.outOfOrder;
  }

  async until(head: typeof start): Promise<void> {
    while (this.store.compare(this.checkpoint, head) < 0) await pause(50);
    this.stop.abort();
  }

  private async follow(): Promise<void> {
    for await (const page of this.store.subscribe(start, { signal: this.stop.signal })) {
      for (const event of page.events) this.order.take(event);
      this.checkpoint = page.checkpoint;
    }
  }
}

interface Share {
  readonly file: string;
  readonly writers: readonly string[];
}

/** The processes that write; whichever is killed starts again. */
class Gang {
  kills = 0;

  constructor(
    private readonly places: readonly string[],
    private readonly shares: readonly Share[],
  ) {}

  async write(chance: Chance, enough: () => boolean): Promise<void> {
    const children = await Promise.all(this.shares.map((share) => this.begin(share)));
    while (!enough()) {
      await pause(1_000 + chance.below(4_000));
      const victim = chance.below(children.length);
      const [child, share] = [children[victim], this.shares[victim]];
      if (!child || !share || enough()) continue;
      await end(child);
      this.kills += 1;
      children[victim] = await this.begin(share);
    }
    await Promise.all(children.map(end));
  }

  private async begin({ file, writers }: Share): Promise<ChildProcess> {
    closeSync(openSync(file, 'a'));
    const child = fork(resolve('dist/test/chaos/figures/append-writer.js'), [...this.places, file, ...writers]);
    await once(child, 'message');
    return child;
  }
}

const end = async (child: ChildProcess): Promise<void> => {
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

const countAll = async (store: EventStore): Promise<Order> => {
  const order = new Order();
  for (let after = start, more = true; more;) {
    const page = await store.readAll(after, 1_000);
    for (const event of page.events) order.take(event);
    after = page.checkpoint;
    more = !page.caughtUp;
  }
  return order;
};

/** Acknowledged events that are not in the log. */
const lostOf = (
  folder: string,
  heads: ReadonlyMap<string, number>,
): { readonly acknowledged: number; readonly count: number } => {
  let [acknowledged, count] = [0, 0];
  for (let i = 0; i < processes; i += 1) {
    for (const line of readFileSync(join(folder, String(i)), 'utf8')
      .split('\n')
      .slice(0, -1)) {
      const [stream = '', revision] = line.split(' ');
      acknowledged += 1;
      if (Number(revision) > (heads.get(stream) ?? -1)) count += 1;
    }
  }
  return { acknowledged, count };
};
