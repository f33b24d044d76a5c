import { memoryQueue } from '../../support/memory-queue.js';
import { describeQueue } from './contract.js';

describeQueue('memory', async () => {
  const queue = memoryQueue();
  return {
    backend: queue,
    loseEverything: async () => queue.loseEverything(),
    loseOrder: async () => queue.loseOrder(),
    close: async () => undefined,
  };
});
