import { createClient, type SortieClient, UnknownAnswer } from '#client/client.js';
import type { Connection } from './connection.js';
import { Unreachable } from './failures.js';

/** What answers without a key, so that it can be asked before there is one. */
const open = /^\/(health|problems)\//;

const known = /^(application\/json|text\/event-stream|text\/csv|application\/x-ndjson)\b/;

/** The client every command speaks through: it says who asks, and what a lost connection means. */
export const openApi = ({ url, key }: Connection, signal: AbortSignal): SortieClient => {
  const client = createClient({ baseUrl: url, source: 'cli', signal });
  client.use({
    onRequest({ request, schemaPath }) {
      if (!open.test(schemaPath)) request.headers.set('authorization', `Bearer ${key()}`);
      return request;
    },
    onResponse({ response }) {
      // A web page, say: what would fail as broken JSON is another service.
      if (response.ok && !known.test(response.headers.get('content-type') ?? '')) throw new UnknownAnswer(response);
    },
    onError: ({ error }) => (signal.aborted ? undefined : new Unreachable(url, error)),
  });
  return client;
};

/** Commands wait this long until the lists show what they did, so that the next command sees it. */
export const untilListed = { Prefer: 'wait=2' } as const;

/** The members that were given, for requests in which absent and undefined differ. */
export const present = <T extends object>(members: T): Present<T> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;

type Present<T> = { [Name in keyof T as undefined extends T[Name] ? never : Name]: T[Name] } & {
  [Name in keyof T as undefined extends T[Name] ? Name : never]?: Exclude<T[Name], undefined>;
};
