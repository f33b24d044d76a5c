import { present, textIn } from '../api/search-params.js';

/** Everything that the list of contacts shows by choice. */
export const contactsSearch = (raw: Record<string, unknown>) =>
  present({
    /** An address that they have, or had once. */
    email: textIn(raw['email']),
    after: textIn(raw['after']),
  });

export type ContactsSearch = ReturnType<typeof contactsSearch>;
