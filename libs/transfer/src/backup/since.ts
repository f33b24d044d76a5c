import type { ContactEvent } from '#domain/contact/messages.js';
import type { EventStore, Position } from '#eventstore/port.js';
import { eventsBetween } from '../log/whole-log.js';

/**
 * What the log took in between the position of a backup and its snapshot of the tables. The tables know of it, the
 * copy of the log does not.
 */
export interface Since {
  /** Commands whose events are missing: their answers must not be given again. */
  readonly commandIds: readonly string[];
  /** Changes of consent that the vault has stored and no longer notes as missing in the log. */
  readonly consents: readonly Extract<ContactEvent, { type: 'ConsentChanged' }>['data'][];
}

export const readSince = async (store: EventStore, from: Position, to: Position): Promise<Since> => {
  const commandIds = new Set<string>();
  const consents: Extract<ContactEvent, { type: 'ConsentChanged' }>['data'][] = [];
  for await (const page of eventsBetween(store, from, to)) {
    for (const event of page) {
      // A command with several parts gives each an id of its own: <command>/<part>.
      commandIds.add(event.metadata.$causationId.split('/', 1)[0] ?? '');
      const { type, data } = event as unknown as ContactEvent;
      if (event.category === 'contact' && type === 'ConsentChanged') consents.push(data);
    }
  }
  return { commandIds: [...commandIds], consents };
};
