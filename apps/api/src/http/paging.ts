import { invalidRequest, type Problem } from './problem.js';

/** `Link` header (RFC 8288) to the next page: the same request with another cursor. */
export const nextLink = (url: string, next: string | null): Readonly<Record<string, string>> => {
  if (next === null) return {};
  const [path, query] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('after', next);
  return { link: `<${path ?? ''}?${parameters.toString()}>; rel="next"` };
};

/** For lists whose cursors are not those of a read model. */
export const badCursor = (): Problem =>
  invalidRequest([{ parameter: 'after', code: 'bad-cursor', detail: 'this is no cursor' }]);
