import { memoryEventStore } from '../../support/memory-event-store.js';
import { describeEventStore } from './contract.js';

describeEventStore('memory', async () => {
  const store = memoryEventStore();
  return { store, close: () => store.close() };
});
