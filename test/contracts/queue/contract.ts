import { pino } from 'pino';
import type { QueueBackend } from '../../../apps/worker/src/queue/backend.js';
import { startTaking } from '../../../apps/worker/src/queue/taking.js';
import { onceMore, type Taking, type Work, type WorkQueue } from '../../../apps/worker/src/queue/work.js';
import { workQueue } from '../../../apps/worker/src/queue/work-queue.js';
import { eventually } from '../../support/eventually.js';

/** A place for a queue, and what may happen to it. */
export interface QueueUnderTest {
  readonly backend: QueueBackend;
  /** All of it is gone, under the hands of whoever uses it. */
  loseEverything(): Promise<void>;
  /** The jobs are there, and what would hand them out is not. */
  loseOrder(): Promise<void>;
  /**
   * Takes one job in a process of its own, whose clock is so many ms ahead, and ends that by kill -9. Absent: there are no
   * other processes.
   */
  takeAndDie?(aheadMs: number): Promise<void>;
  close(): Promise<void>;
}

export const silent = pino({ enabled: false });

export const deliver = (batch: number, cause = 'r1'): Work => ({ kind: 'deliver', runId: 'run', batch, cause });

/** What a taking has carried out so far; `gate` makes it wait inside each job. */
export interface Watched {
  readonly done: readonly string[];
  readonly most: number;
  readonly inHand: number;
  readonly taking: Taking;
}

export const watch = (
  backend: QueueBackend,
  {
    epoch = 1,
    concurrency = 4,
    gate = Promise.resolve(),
  }: { epoch?: number; concurrency?: number; gate?: Promise<void> } = {},
): Watched => {
  const done: string[] = [];
  let inHand = 0;
  let most = 0;
  const carryOut = async (work: Work): Promise<void> => {
    inHand += 1;
    most = Math.max(most, inHand);
    await gate;
    inHand -= 1;
    done.push(work.kind === 'deliver' ? `${work.batch} ${work.cause}` : work.cause);
    if (work.cause === 'fails') throw new Error('as wanted');
  };
  const taking = startTaking(backend, { epoch, concurrency, log: silent, carryOut });
  return {
    done,
    get most() {
      return most;
    },
    get inHand() {
      return inHand;
    },
    taking,
  };
};

export const untilEmpty = (queue: WorkQueue): Promise<unknown> =>
  eventually(async () => {
    const { waiting, active, delayed } = await queue.counts();
    return waiting + active + delayed === 0;
  });

export const describeQueue = (name: string, open: () => Promise<QueueUnderTest>): void => {
  describe(`a queue in ${name}`, () => {
    let place: QueueUnderTest;
    let queue: WorkQueue;
    const watched: Watched[] = [];
    const taken = (options?: Parameters<typeof watch>[1]): Watched => {
      const one = watch(place.backend, options);
      watched.push(one);
      return one;
    };

    beforeAll(async () => {
      place = await open();
    });
    beforeEach(async () => {
      await place.loseEverything();
      queue = workQueue(place.backend, 1);
    });
    afterEach(async () => {
      await Promise.all(watched.splice(0).map(({ taking }) => taking.close()));
      await queue.close();
    });
    afterAll(() => place.close());

    test('holds a job once, however often and from wherever it is added, and another cause is another job', async () => {
      const other = workQueue(place.backend, 1);
      await Promise.all([queue.add([deliver(1), deliver(2)]), other.add([deliver(1)])]);
      await queue.add([deliver(1), deliver(1, 'r2'), { kind: 'prepare', runId: 'run', cause: 'r1' }]);
      await other.close();
      expect(await queue.counts()).toEqual({ waiting: 4, active: 0, delayed: 0 });
      const { done } = taken();
      await untilEmpty(queue);
      expect(done.toSorted()).toEqual(['1 r1', '1 r2', '2 r1', 'r1']);
      await queue.add([deliver(1)]);
      await eventually(() => done.length === 5);
    });

    test('gives each of many jobs to one of two takers, never more at a time than they want', async () => {
      const works = Array.from({ length: 700 }, (_, i) => deliver(i));
      await queue.add(works);
      const [one, two] = [taken({ concurrency: 3 }), taken({ concurrency: 2 })];
      await untilEmpty(queue);
      const done = [...one.done, ...two.done];
      expect([done.length, new Set(done).size]).toEqual([700, 700]);
      expect([one.most <= 3, two.most <= 2]).toEqual([true, true]);
    });

    test('drops jobs of another epoch and jobs of other programs unread', async () => {
      const former = workQueue(place.backend, 7);
      await former.add([deliver(1), deliver(2)]);
      await former.close();
      const store = await place.backend.openStore();
      await store.add([
        { id: 'e1-run.9-r1', name: 'deliver', data: { kind: 'deliver', runId: 'other', batch: 9, cause: 'r1' } },
        { id: 'strange', name: 'strange', data: { hello: 'world' } },
      ]);
      await store.close();
      await queue.add([deliver(3)]);
      const { done } = taken();
      await untilEmpty(queue);
      expect(done).toEqual(['3 r1']);
    });

    test('gives what is urgent to the next taker, before a backlog of any length', async () => {
      const backlog = Array.from({ length: 600 }, (_, i) => deliver(i));
      await queue.add(backlog);
      const gate = withResolvers();
      const one = taken({ concurrency: 3, gate: gate.promise });
      await eventually(() => one.inHand === 3);
      await queue.add([{ ...deliver(1, 'prepares'), urgent: true }]);
      await queue.add([{ ...deliver(1, 'test'), urgent: true }, deliver(700)]);
      gate.resolve();
      await untilEmpty(queue);
      // What the three places had in hand, and nothing else, came before them; at most one more each ended meanwhile.
      const place = (cause: string): number => one.done.indexOf(`1 ${cause}`);
      expect([place('prepares') <= 8, place('test') <= 8]).toEqual([true, true]);
      expect(one.done.at(-1)).toBe('700 r1');
      expect(one.done).toHaveLength(603);
    });

    test('lets go of a job that fails, and goes on with the others', async () => {
      await queue.add([deliver(1, 'fails'), deliver(2)]);
      const { done } = taken({ concurrency: 1 });
      await untilEmpty(queue);
      expect(done).toEqual(['1 fails', '2 r1']);
    });

    test('counts what waits and what is in hand; closing waits for the latter and takes nothing of the former', async () => {
      const gate = withResolvers();
      const one = taken({ concurrency: 2, gate: gate.promise });
      await queue.add([deliver(1), deliver(2), deliver(3)]);
      await eventually(async () => (await queue.counts()).active === 2 && one.inHand === 2);
      expect(await queue.counts()).toEqual({ waiting: 1, active: 2, delayed: 0 });
      const closed = one.taking.close().then(() => one.done.length);
      gate.resolve();
      expect(await closed).toBe(2);
      expect(await queue.counts()).toEqual({ waiting: 1, active: 0, delayed: 0 });
    });

    test('lost while jobs wait and while one is in hand, it takes jobs again, and the living taker gets them', async () => {
      const gate = withResolvers();
      const { done } = taken({ concurrency: 2, gate: gate.promise });
      await queue.add([deliver(1), deliver(2), deliver(3)]);
      await eventually(async () => (await queue.counts()).active === 2);
      await place.loseEverything();
      gate.resolve();
      await eventually(async () => {
        await queue.add([deliver(3), deliver(4)]);
        return done.includes('3 r1') && done.includes('4 r1');
      });
      await place.loseEverything();
      await eventually(async () => {
        await queue.add([deliver(5)]);
        return done.includes('5 r1');
      });
      expect(done.filter((each) => each === '1 r1' || each === '2 r1')).toHaveLength(2);
    });

    test('what it knows but would never hand out can be added anew, and what waits or is in hand stays one job', async () => {
      await queue.add([deliver(1)]);
      await place.loseOrder();
      await queue.add([deliver(1), deliver(2)]);
      await queue.addAnew([deliver(1), deliver(2)]);
      expect(await queue.counts()).toMatchObject({ waiting: 2 });
      const { done } = taken();
      await untilEmpty(queue);
      expect(done.toSorted()).toEqual(['1 r1', '2 r1']);
    });

    test('gives back what a killed process had in hand', async () => {
      if (place.takeAndDie === undefined) return;
      await queue.add([deliver(1), deliver(2)]);
      await place.takeAndDie(0);
      const { done } = taken();
      await eventually(() => done.length === 2);
      await untilEmpty(queue);
      expect(done.toSorted()).toEqual(['1 r1', '2 r1']);
    });

    test('tells what a killed process had in hand, whose clock was an hour ahead, and takes it once more', async () => {
      if (place.takeAndDie === undefined) return;
      const works = [deliver(1), deliver(2)];
      await queue.add(works);
      expect(await queue.handedOut(works)).toEqual([]);
      await place.takeAndDie(3_600_000);
      const lost = await queue.handedOut(works);
      expect(lost).toHaveLength(1);
      await queue.add(lost.map(onceMore));
      const { done } = taken();
      // Where the queue goes by a clock of its own it may have given the first back as well.
      await eventually(() => new Set(done.map((each) => each.split(' ')[0])).size === 2);
    });
  });
};

const withResolvers = (): { promise: Promise<void>; resolve: () => void } => {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};
