import type pg from 'pg';
import type { ContactEvent } from '#domain/contact/messages.js';
import { eraseContact } from '#vault/contacts/erase.js';
import type { Reactor } from './reactor.js';

/** What was promised by ContactErased is done, also when the process that promised it died. */
export const eraseContacts = (pool: pg.Pool): Reactor => ({
  name: 'erase-contacts',
  categories: ['contact'],
  react: async (events) => {
    for (const { type, data } of events) {
      if ((type as ContactEvent['type']) !== 'ContactErased') continue;
      await eraseContact(pool, (data as Extract<ContactEvent, { type: 'ContactErased' }>['data']).contactId);
    }
  },
});
