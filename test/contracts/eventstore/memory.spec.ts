import { memoryEventStore } from '../../support/memory-event-store.js';
import { describeEventStore } from './contract.js';

describeEventStore('memory', async (options) => {
  const store = memoryEventStore(options);
  return { store, close: () => store.close() };
});
