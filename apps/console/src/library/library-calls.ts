import { answered, answeredWith, type Schemas } from '#client/client.js';
import { api } from '../api/client.js';
import type { DefinitionOf, ItemOf, LibraryKind, RowOf } from './library-kinds.js';
import type { LibrarySearch } from './library-search.js';

interface Sent<Kind extends LibraryKind> {
  readonly definition: DefinitionOf<Kind>;
  /** What changed, in the author's words. */
  readonly summary: string;
  readonly key: string;
}

/** The requests of one kind; all throw `ProblemAnswer` when the API refuses. */
export interface LibraryCalls<Kind extends LibraryKind> {
  list(
    query: LibrarySearch,
    signal: AbortSignal,
  ): Promise<{ readonly items: readonly RowOf<Kind>[]; readonly next: string | null }>;
  get(id: string, signal?: AbortSignal): Promise<{ readonly body: ItemOf<Kind>; readonly headers: Headers }>;
  versions(id: string, signal: AbortSignal): Promise<Schemas['VersionList']>;
  version(id: string, version: number, signal: AbortSignal): Promise<{ readonly definition: DefinitionOf<Kind> }>;
  diff(id: string, a: number, b: number, signal: AbortSignal): Promise<Schemas['VersionDiff']>;
  usedBy(id: string, signal: AbortSignal): Promise<Schemas['UsedBy']>;
  define(sent: Sent<Kind>): Promise<ItemOf<Kind> | Schemas['Accepted']>;
  /** 412 unless the ETag names what is published. */
  revise(id: string, etag: string, sent: Sent<Kind>): Promise<ItemOf<Kind> | Schemas['Accepted']>;
  archive(id: string, key: string, reason: string): Promise<ItemOf<Kind> | Schemas['Accepted']>;
}

/** Answered once the lists show it, or after this many seconds. */
const Prefer = 'wait=5';

const one = (id: string) => ({ path: { id } });
const sending = (key: string) => ({ Prefer, 'Idempotency-Key': key });
const because = (reason: string) => (reason === '' ? {} : { reason });

const goals: LibraryCalls<'goals'> = {
  list: (query, signal) => answered(api.GET('/v1/goals', { params: { query }, signal })),
  get: (id, signal) => answeredWith(api.GET('/v1/goals/{id}', { params: one(id), ...(signal ? { signal } : {}) })),
  versions: (id, signal) => answered(api.GET('/v1/goals/{id}/versions', { params: one(id), signal })),
  version: (id, version, signal) =>
    answered(api.GET('/v1/goals/{id}/versions/{version}', { params: { path: { id, version } }, signal })),
  diff: (id, a, b, signal) =>
    answered(api.GET('/v1/goals/{id}/versions/{a}/diff/{b}', { params: { path: { id, a, b } }, signal })),
  usedBy: (id, signal) => answered(api.GET('/v1/goals/{id}/used-by', { params: one(id), signal })),
  define: ({ definition: { attribution: _only, ...body }, summary, key }) =>
    answered(api.POST('/v1/goals', { params: { header: sending(key) }, body: { ...body, summary } })),
  revise: (id, etag, { definition: { attribution: _only, ...body }, summary, key }) =>
    answered(
      api.PUT('/v1/goals/{id}', {
        params: { ...one(id), header: { ...sending(key), 'If-Match': etag } },
        body: { ...body, summary },
      }),
    ),
  archive: (id, key, reason) =>
    answered(
      api.POST('/v1/goals/{id}/archive', { params: { ...one(id), header: sending(key) }, body: because(reason) }),
    ),
};

const segments: LibraryCalls<'segments'> = {
  list: (query, signal) => answered(api.GET('/v1/segments', { params: { query }, signal })),
  get: (id, signal) => answeredWith(api.GET('/v1/segments/{id}', { params: one(id), ...(signal ? { signal } : {}) })),
  versions: (id, signal) => answered(api.GET('/v1/segments/{id}/versions', { params: one(id), signal })),
  version: (id, version, signal) =>
    answered(api.GET('/v1/segments/{id}/versions/{version}', { params: { path: { id, version } }, signal })),
  diff: (id, a, b, signal) =>
    answered(api.GET('/v1/segments/{id}/versions/{a}/diff/{b}', { params: { path: { id, a, b } }, signal })),
  usedBy: (id, signal) => answered(api.GET('/v1/segments/{id}/used-by', { params: one(id), signal })),
  define: ({ definition, summary, key }) =>
    answered(api.POST('/v1/segments', { params: { header: sending(key) }, body: { ...definition, summary } })),
  revise: (id, etag, { definition, summary, key }) =>
    answered(
      api.PUT('/v1/segments/{id}', {
        params: { ...one(id), header: { ...sending(key), 'If-Match': etag } },
        body: { ...definition, summary },
      }),
    ),
  archive: (id, key, reason) =>
    answered(
      api.POST('/v1/segments/{id}/archive', { params: { ...one(id), header: sending(key) }, body: because(reason) }),
    ),
};

const senders: LibraryCalls<'senders'> = {
  list: (query, signal) => answered(api.GET('/v1/senders', { params: { query }, signal })),
  get: (id, signal) => answeredWith(api.GET('/v1/senders/{id}', { params: one(id), ...(signal ? { signal } : {}) })),
  versions: (id, signal) => answered(api.GET('/v1/senders/{id}/versions', { params: one(id), signal })),
  version: (id, version, signal) =>
    answered(api.GET('/v1/senders/{id}/versions/{version}', { params: { path: { id, version } }, signal })),
  diff: (id, a, b, signal) =>
    answered(api.GET('/v1/senders/{id}/versions/{a}/diff/{b}', { params: { path: { id, a, b } }, signal })),
  usedBy: (id, signal) => answered(api.GET('/v1/senders/{id}/used-by', { params: one(id), signal })),
  define: ({ definition, summary, key }) =>
    answered(api.POST('/v1/senders', { params: { header: sending(key) }, body: { ...definition, summary } })),
  revise: (id, etag, { definition, summary, key }) =>
    answered(
      api.PUT('/v1/senders/{id}', {
        params: { ...one(id), header: { ...sending(key), 'If-Match': etag } },
        body: { ...definition, summary },
      }),
    ),
  archive: (id, key, reason) =>
    answered(
      api.POST('/v1/senders/{id}/archive', { params: { ...one(id), header: sending(key) }, body: because(reason) }),
    ),
};

export const libraryCalls: { readonly [Kind in LibraryKind]: LibraryCalls<Kind> } = { goals, segments, senders };
