/** One thing that is wrong with a request. Exactly one of the three places says where. */
export interface Fault {
  /** JSON Pointer (RFC 6901) into the body; the empty pointer is the body itself. */
  readonly pointer?: string;
  /** Name of a query or path parameter. */
  readonly parameter?: string;
  /** Name of a header. */
  readonly header?: string;
  /** Stable, for programs; not every fault has one. */
  readonly code?: string;
  readonly detail: string;
  /** Where in a template, counted from 1. */
  readonly line?: number;
  readonly column?: number;
}

/** What can be done with a resource now; `because` says why not. */
export interface ActionAllowance {
  readonly action: string;
  readonly allowed: boolean;
  readonly because?: string;
}

/** Every kind of refusal, and what a caller can do. The name is part of the type URI and never changes its meaning. */
export const problemKinds = {
  'invalid-request': {
    status: 400,
    title: 'The request is not valid',
    help: 'Nothing was stored. `errors` names every fault by its place: mend them all and send the request again.',
  },
  'malformed-request': {
    status: 400,
    title: 'The request cannot be read',
    help: 'The body is no JSON, or the address cannot be decoded.',
  },
  'idempotency-key-required': {
    status: 400,
    title: 'This request needs an Idempotency-Key',
    help: 'Without one, a lost answer could start the same thing twice. Send a key of your own, the same for every retry.',
  },
  'not-authenticated': {
    status: 401,
    title: 'A valid API key is needed',
    help: 'Send `Authorization: Bearer sortie_…` with a key that is neither revoked nor expired.',
  },
  'not-permitted': {
    status: 403,
    title: 'The role of this API key does not permit it',
    help: 'The description of each route says which roles may. An admin makes keys.',
  },
  'not-from-console': {
    status: 403,
    title: 'The request does not come from a page of this service',
    help: 'A session is for the console alone: its requests come from its own origin, and those that change something carry `X-Sortie-Source: console`. Programs send a key.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    help: 'An id names nothing; where it stood in the body, `errors` has the place.',
  },
  'action-not-allowed': {
    status: 409,
    title: 'The present state does not allow it',
    help: '`allowedActions` says what can be done now, and why the rest cannot.',
  },
  'already-exists': { status: 409, title: 'It exists already', help: 'The id is taken by something else.' },
  'request-in-progress': {
    status: 409,
    title: 'A request with this Idempotency-Key is in progress',
    help: 'Come back after `Retry-After` with the same key: you get the answer of the first request.',
  },
  'stale-version': {
    status: 412,
    title: 'It has changed since you read it',
    help: 'Read it again, make your edit on what is there now, and send its ETag as If-Match.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    help: 'Bodies may have 256 KB. Imports are streams and have no limit.',
  },
  'unsupported-media-type': {
    status: 415,
    title: 'The body has a media type that is not taken here',
    help: '`detail` says which are.',
  },
  preflight: {
    status: 422,
    title: 'The campaign cannot run now',
    help: '`reasons` has everything that speaks against it at once, as `GET /v1/campaigns/{id}/preflight` shows it.',
  },
  'idempotency-key-reused': {
    status: 422,
    title: 'The Idempotency-Key was used for another request',
    help: 'A key stands for one request with one body. A request that was corrected is another one.',
  },
  'precondition-required': {
    status: 428,
    title: 'This request needs an If-Match',
    help: 'Send the ETag of the state your edit was made on, so that no edit of somebody else is lost.',
  },
  'too-many-requests': {
    status: 429,
    title: 'Too many requests',
    help: '`RateLimit-*` say how many may come; wait for `Retry-After`.',
  },
  internal: {
    status: 500,
    title: 'The service failed',
    help: 'The failure is in the logs under the id in `instance`. Whether a command was carried out, a retry under the same Idempotency-Key tells.',
  },
  unavailable: {
    status: 503,
    title: 'The service cannot answer right now',
    help: 'A store cannot be reached. Nothing that was answered with 2xx is lost; try again after `Retry-After`.',
  },
} as const satisfies Record<string, { status: number; title: string; help: string }>;

export type ProblemKind = keyof typeof problemKinds;

/** Members beyond the standard ones (RFC 9457 §3.2). */
export interface ProblemExtensions {
  readonly errors?: readonly Fault[];
  readonly allowedActions?: readonly ActionAllowance[];
  /** Code of the rule that refused; stable. */
  readonly code?: string;
  /** `preflight`: every reason at once. */
  readonly reasons?: readonly object[];
}

/** The body of every answer that is not a success (RFC 9457), media type `application/problem+json`. */
export interface ProblemBody extends ProblemExtensions {
  /** `/problems/<kind>`, relative to the service. */
  readonly type: `/problems/${ProblemKind}`;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** Names this one occurrence: the request id of the logs. */
  readonly instance: string;
}

/** A refusal on its way to the caller: the problem filter is its only catcher. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    readonly extensions: ProblemExtensions = {},
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(`${kind}: ${detail}`);
  }

  body(requestId: string): ProblemBody {
    const { status, title } = problemKinds[this.kind];
    const type = `/problems/${this.kind}` as const;
    return {
      type,
      title,
      status,
      detail: this.detail,
      instance: `urn:sortie:request:${requestId}`,
      ...this.extensions,
    };
  }
}

export const isProblemKind = (kind: string): kind is ProblemKind => Object.hasOwn(problemKinds, kind);

/** All that is wrong with a request, in one refusal. */
export const invalidRequest = (errors: readonly Fault[]): Problem =>
  new Problem('invalid-request', errors.length === 1 ? '1 fault' : `${errors.length} faults`, { errors });

/** An id that names nothing; in a body, `pointer` says which. */
export const notFound = (what: string, pointer?: string): Problem => {
  const detail = `there is no such ${what}`;
  return new Problem('not-found', detail, pointer === undefined ? {} : { errors: [{ pointer, detail }] });
};

export const notAuthenticated = (): Problem =>
  new Problem(
    'not-authenticated',
    'sign in, or send a valid key as "Authorization: Bearer sortie_…"',
    {},
    { 'www-authenticate': 'Bearer realm="sortie"' },
  );

/** A browser sent a session's cookie for somebody else's page. */
export const notFromConsole = (why: string): Problem => new Problem('not-from-console', why);
