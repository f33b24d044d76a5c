import type { Schemas, SortieClient } from '#client/client.js';
import { answered } from '#client/client.js';

/** Commands answer once the lists show what they did. */
export const listed = { Prefer: 'wait=10' } as const;

/** The client, and the signal that ends what is being waited for. */
export interface Session {
  readonly client: SortieClient;
  readonly signal: AbortSignal;
}

/** Sends a CSV file as it is. */
export const importCsv = ({ client }: Session, source: string, text: string): Promise<Schemas['Import']> =>
  answered(
    client.POST('/v1/contacts/imports', {
      params: { query: { source } },
      body: text,
      bodySerializer: (body: string) => body,
      headers: { 'content-type': 'text/csv' },
    }),
  );

/** The run as it is now. */
export const runNow = ({ client }: Session, id: string): Promise<Schemas['Run']> =>
  answered(client.GET('/v1/runs/{id}', { params: { path: { id } } }));

/** Every communication of a run, in the order of its audience. */
export const communicationsOf = async (
  { client }: Session,
  id: string,
): Promise<readonly Schemas['CommunicationList']['items'][number][]> => {
  const all: Schemas['CommunicationList']['items'][number][] = [];
  for (let after: string | null | undefined; after !== null;) {
    const query = after === undefined ? { limit: 200 } : { limit: 200, after };
    const page: Schemas['CommunicationList'] = await answered(
      client.GET('/v1/runs/{id}/communications', { params: { path: { id }, query } }),
    );
    all.push(...page.items);
    after = page.next;
  }
  return all;
};
