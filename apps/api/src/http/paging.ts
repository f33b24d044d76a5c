import { invalidRequest, type Problem } from './problem.js';

/** `Link` header (RFC 8288) to the next page: the same request with another cursor. */
export const nextLink = (url: string, next: string | null): Readonly<Record<string, string>> => {
  if (next === null) return {};
  // A value may hold a question mark of its own (RFC 3986 §3.4): only the first one divides.
  const { pathname, searchParams } = new URL(url, 'http://localhost');
  searchParams.set('after', next);
  return { link: `<${pathname}?${searchParams.toString()}>; rel="next"` };
};

/** For lists whose cursors are not those of a read model. */
export const badCursor = (): Problem =>
  invalidRequest([{ parameter: 'after', code: 'bad-cursor', detail: 'this is no cursor' }]);
