import { memoryQueue } from '../../../../test/support/memory-queue.js';
import type { TakenJob } from '../queue/backend.js';
import { onceMore, type Work, workIn } from '../queue/work.js';
import { workQueue } from '../queue/work-queue.js';
import { Outstanding } from './outstanding.js';
import { bringMissing } from './reconcile.js';

const epoch = 1;
const batch: Work = { kind: 'deliver', runId: 'r1', batch: 1, cause: 'b3' };
const [second, third, fourth] = [onceMore(batch), onceMore(onceMore(batch)), onceMore(onceMore(onceMore(batch)))];

/** A queue, and somebody who takes from it and then says nothing more. */
const queueWithDeadTakers = async () => {
  const backend = memoryQueue();
  const taker = await backend.openTaker(() => undefined);
  const workOf = (job: TakenJob | null): Work | null => job && workIn(epoch, job.id, job.data);
  return { queue: workQueue(backend, epoch), takeAndDie: async () => workOf(await taker.next()) };
};

/** A reconciler that has just begun looks twice, a moment apart. */
const lookTwice = async (queue: ReturnType<typeof workQueue>): Promise<void> => {
  const outstanding = new Outstanding();
  for (const now of [0, 200]) await bringMissing(queue, outstanding, [batch], () => now);
};

test('a reconciler goes past the jobs of all who died with a batch at once, and adds one', async () => {
  const { queue, takeAndDie } = await queueWithDeadTakers();
  await queue.add([batch, second, third]);
  for (const work of [batch, second, third]) expect(await takeAndDie()).toEqual(work);

  await lookTwice(queue);

  expect(await queue.counts()).toMatchObject({ waiting: 1, active: 3 });
  expect(await takeAndDie()).toEqual(fourth);
});

test('it adds none while one of them waits already', async () => {
  const { queue, takeAndDie } = await queueWithDeadTakers();
  await queue.add([batch, second]);
  await takeAndDie();

  await lookTwice(queue);

  expect(await queue.counts()).toMatchObject({ waiting: 1, active: 1 });
  expect(await takeAndDie()).toEqual(second);
});

test('what a dead worker left behind comes before all that waits', async () => {
  const { queue, takeAndDie } = await queueWithDeadTakers();
  await queue.add([second, third]);
  const left: Work = { ...batch, cause: 'b3x1', urgent: true };

  await bringMissing(queue, new Outstanding(), [left, second, third], () => 0);

  expect(await takeAndDie()).toEqual(left);
});
