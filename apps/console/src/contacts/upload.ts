import { isProblem, ProblemAnswer, type Schemas } from '#client/client.js';
import { origin } from '../api/client.js';
import { stringifySearch } from '../api/search-params.js';

export interface ImportOptions {
  readonly unknownColumns: 'attributes' | 'ignore';
  readonly sharedAddresses: 'refuse' | 'allow';
}

/** What a file is, by its name. */
export const formatOf = (name: string): 'text/csv' | 'application/x-ndjson' =>
  /\.(ndjson|jsonl)$/i.test(name) ? 'application/x-ndjson' : 'text/csv';

const finished = 201;

/**
 * Sends a file as it is read, whatever its size, and tells how many bytes have gone. `fetch` cannot tell that. Throws
 * `ProblemAnswer` when the API refuses, `TypeError` when it does not answer.
 */
export const uploadContacts = (
  file: File,
  options: ImportOptions,
  onSent: (bytes: number) => void,
): Promise<Schemas['Import']> =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${origin}/v1/contacts/imports${stringifySearch({ source: file.name, ...options })}`);
    request.setRequestHeader('Content-Type', formatOf(file.name));
    request.setRequestHeader('X-Sortie-Source', 'console');
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded }) => onSent(loaded));
    request.addEventListener('error', () => reject(new TypeError('The API did not answer.')));
    request.addEventListener('load', () => {
      const { response, status } = request as { readonly response: unknown; readonly status: number };
      if (status === finished) resolve(response as Schemas['Import']);
      else if (isProblem(response)) reject(new ProblemAnswer(response, new Response(null, { status })));
      else reject(new Error(`The API answered ${status}.`));
    });
    request.send(file);
  });
