import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './generated/api.js';

/** Every schema of the API by name. */
export type Schemas = components['schemas'];

/** A refusal of the API (RFC 9457); `type` says which. */
export type Problem = Schemas['Problem'];

export type SortieClient = Client<paths>;

export interface ClientOptions {
  /** Where the API is, e.g. `http://127.0.0.1:3000`. */
  readonly baseUrl: string;
  /** API key; a function is asked at every request. Absent: only what needs no key. */
  readonly key?: string | (() => string);
  /** Through what a person asks; recorded with every command. */
  readonly source?: 'cli' | 'console';
  /** Ends all requests. */
  readonly signal?: AbortSignal;
  readonly fetch?: (request: Request) => Promise<Response>;
}

/** A typed client: `client.POST('/v1/goals', { body })`. Bring its answers through `answered`. */
export const createClient = ({ baseUrl, key, source, signal, fetch }: ClientOptions): SortieClient => {
  const client = createFetchClient<paths>({
    baseUrl,
    headers: source === undefined ? {} : { 'X-Sortie-Source': source },
    ...(signal ? { signal } : {}),
    ...(fetch ? { fetch } : {}),
  });
  client.use({
    onRequest: ({ request }) => {
      const secret = typeof key === 'function' ? key() : key;
      if (secret !== undefined) request.headers.set('authorization', `Bearer ${secret}`);
      return request;
    },
  });
  return client;
};

/** The API refused, and said why. */
export class ProblemAnswer extends Error {
  override readonly name = 'ProblemAnswer';

  constructor(
    readonly problem: Problem,
    readonly response: Response,
  ) {
    super(`${problem.title}: ${problem.detail}`);
  }
}

/** Somebody answered who is not the API, or a proxy in front of it. */
export class UnknownAnswer extends Error {
  override readonly name = 'UnknownAnswer';

  constructor(readonly response: Response) {
    super(`${new URL(response.url).origin} answered ${response.status} as no Sortie API would`);
  }
}

interface Call<Body> {
  readonly data?: Body;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a success. Throws `ProblemAnswer` when the API refused, `UnknownAnswer` when it was not the API. */
export const answered = async <Body>(call: Promise<Call<Body>>): Promise<Body> => (await answeredWith(call)).body;

/** The same with the headers: `etag`, `location`, `link`. */
export const answeredWith = async <Body>(
  call: Promise<Call<Body>>,
): Promise<{ readonly body: Body; readonly headers: Headers }> => {
  const { data, error, response } = await call;
  if (response.ok && data !== undefined) return { body: data, headers: response.headers };
  if (isProblem(error)) throw new ProblemAnswer(error, response);
  throw new UnknownAnswer(response);
};

/** Whether a body is a refusal of this API. */
export const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' &&
  body !== null &&
  'type' in body &&
  typeof body.type === 'string' &&
  body.type.startsWith('/problems/');
