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

/** Every kind of refusal. The name is part of the type URI and never changes its meaning. */
export const problemKinds = {
  'invalid-request': { status: 400, title: 'The request is not valid' },
  'malformed-request': { status: 400, title: 'The request cannot be read' },
  'idempotency-key-required': { status: 400, title: 'This request needs an Idempotency-Key' },
  'not-authenticated': { status: 401, title: 'A valid API key is needed' },
  'not-permitted': { status: 403, title: 'The role of this API key does not permit it' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'action-not-allowed': { status: 409, title: 'The present state does not allow it' },
  'already-exists': { status: 409, title: 'It exists already' },
  'request-in-progress': { status: 409, title: 'A request with this Idempotency-Key is in progress' },
  'stale-version': { status: 412, title: 'It has changed since you read it' },
  'body-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body has a media type that is not taken here' },
  preflight: { status: 422, title: 'The campaign cannot run now' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'precondition-required': { status: 428, title: 'This request needs an If-Match' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'The service failed' },
  unavailable: { status: 503, title: 'The service cannot answer right now' },
} as const satisfies Record<string, { status: number; title: string }>;

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

/** All that is wrong with a request, in one refusal. */
export const invalidRequest = (errors: readonly Fault[]): Problem =>
  new Problem('invalid-request', errors.length === 1 ? '1 fault' : `${errors.length} faults`, { errors });

/** An id that names nothing; in a body, `pointer` says which. */
export const notFound = (what: string, pointer?: string): Problem => {
  const detail = `there is no such ${what}`;
  return new Problem('not-found', detail, pointer === undefined ? {} : { errors: [{ pointer, detail }] });
};
