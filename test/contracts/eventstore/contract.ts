import type { EventStore } from '#eventstore/port.js';
import type { Upcasters } from '#eventstore/upcasters.js';
import { appending } from './appending.js';
import { appendingInTurn } from './in-turn.js';
import { reading } from './reading.js';
import { subscribing } from './subscribing.js';
import { reshaped, upcasting } from './upcasting.js';

export interface OpenedStore {
  readonly store: EventStore;
  close(): Promise<void>;
}

/** What every adapter of the log must do. The log may hold other events: each test uses categories of its own. */
export const describeEventStore = (
  name: string,
  open: (options: { upcasters: Upcasters }) => Promise<OpenedStore>,
): void => {
  describe(`event store: ${name}`, () => {
    let opened: OpenedStore | undefined;
    const store = (): EventStore => {
      if (!opened) throw new Error('the store is open only while tests run');
      return opened.store;
    };
    beforeAll(async () => {
      opened = await open({ upcasters: reshaped });
    });
    afterAll(() => opened?.close());

    appending(store);
    appendingInTurn(store);
    reading(store);
    subscribing(store);
    upcasting(store);
  });
};
